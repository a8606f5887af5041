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
  [{ environment: 'dev', charts: true, stacks: ['clude-relay'] }, 'There is no chart of dev called clude-relay; did you mean claude-relay? '],
  [{ environment: 'dev', stacks: ['mcp-box'], chartsFolder: 'dist/charts' }, '--charts-folder is for charts; add --charts, or leave it away.'],
  [{ environment: 'dev', stacks: ['mcp-box'], appVersion: 'v1' }, '--app-version is for charts; add --charts, or leave it away.'],
  [{ environment: 'dev', install: true }, '--install is for charts; add --charts, or leave it away.'],
  [{ environment: 'dev', upgrade: true }, '--upgrade is for charts; add --charts, or leave it away.'],
  [{ environment: 'dev', dryRun: true, showManifests: true }, '--show-manifests is for charts; add --charts, or leave it away.'],
  [{ environment: 'dev', namespace: 'x' }, '--release-name and --namespace are those of a chart; add --charts, or leave them away.'],
  [{ environment: 'dev', charts: true, releaseName: 'x' }, '--release-name is that of one chart; name its stack: ENV STACK --charts.'],
  [{ environment: 'dev', charts: true, namespace: 'A' }, '--namespace A: The namespace must be at most 63 lowercase letters, digits and "-".'],
  [{ environment: 'dev', charts: true, install: true, upgrade: true }, '--install and --upgrade exclude each other; leave both away to do whichever it takes.'],
  [{ environment: 'dev', charts: true, showManifests: true }, '--show-manifests is for a dry run; add --dry-run, or leave it away.'],
  [{ environment: 'dev', charts: true, appVersion: 'v1' }, '--app-version is that of one chart; name its stack: stacks deploy ENV STACK --charts.'],
  [{ environment: 'dev', charts: true, stacks: ['mcp-box'], appVersion: 'v1:2' }, 'The version v1:2 must be an image tag such as v1.2.3.'],
  [{ environment: 'dev', charts: true, stacks: ['ai-gateway'] }, 'ai-gateway is the chart of all stacks, which --charts releases one by one: leave its name away; or add --charts-folder dist/charts to release it as it was written there.'],
  [{ environment: 'dev', charts: true, stacks: ['mcp-box'], values: ['--set', 'a=b', '-f', 'nowhere.yaml'] }, 'nowhere.yaml: the values file does not exist; give the path of a YAML file.'],
  [{ environment: 'dev', charts: true, chartsFolder: 'nowhere', stacks: ['mcp-box'] }, 'There are no charts in nowhere; npm run synth writes them to dist/charts.'],
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
