import { deploy, type DeployRequest } from '../../../lib/app/cli/deploy';
import { PlayedCluster } from './played-cluster';

const cluster = new PlayedCluster();
const run = async (request: DeployRequest) =>
  cluster.run((say) => Promise.resolve().then(() => deploy(request, say)));

it.each<[DeployRequest, string]>([
  [{ environment: 'prodd' }, 'There is no environment prodd; did you mean prod? There are: dev, prod, staging.'],
  [{ environment: 'dev', stacks: ['clude-relay'] }, 'There is no stack in dev called clude-relay; did you mean claude-relay? '],
  [{ environment: 'dev', timeout: '5' }, '--timeout 5 must be a duration such as 600s or 10m.'],
  [{ environment: 'dev', values: ['--set', 'a=b'] }, 'Values such as -f and --set are for charts; add --charts, or write them into the file of the environment.'],
  [{ environment: 'dev', charts: true, values: ['--set', 'a=b'] }, 'Values such as -f and --set are for one chart; name its stack: stacks deploy ENV STACK --charts.'],
  [{ environment: 'dev', charts: true, prune: true }, '--prune is of no use with --charts: Helm deletes what a chart renders no more. Leave it away.'],
  [{ environment: 'dev', charts: true, forceConflicts: true }, '--force-conflicts is an option of kubectl; for Helm 4 write it after two dashes: stacks deploy ENV --charts -- --force-conflicts.'],
])('says of %j what would be right, before a cluster is asked', async (request, sentence) => {
  cluster.play('*) exit 1 ;;');
  const { error, said } = await run(request);
  expect(error).toContain(sentence);
  expect(said).toEqual([]);
}); // prettier-ignore

it('does not touch production where nobody can be asked', async () => {
  cluster.play('');
  // Whoever runs the tests may sit at a terminal.
  Object.defineProperty(process.stdin, 'isTTY', { value: false, configurable: true });
  const { error } = await run({ environment: 'prod', preflight: false });
  expect(error).toMatch(/^prod is production, and nobody can be asked here: nothing was changed/);
  expect(cluster.calls.filter((call) => call.includes('apply') && !call.includes('dry-run'))).toEqual([]);
});
