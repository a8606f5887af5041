import { deploy, type DeployRequest } from '../../../lib/app/cli/deploy';
import { PlayedCluster } from './played-cluster';

const cluster = new PlayedCluster();
const run = (more: Partial<DeployRequest> = {}) =>
  cluster.run((say) =>
    deploy({ environment: 'dev', stacks: ['helm-proxy'], charts: true, preflight: false, ...more }, say),
  );
const NOT_FOUND = "*history*|*'get manifest'*) echo 'Error: release: not found' >&2; exit 1 ;;";
const RELAY = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'a', namespace: 'ai-gateway-dev' },
  spec: { replicas: 2 },
};
const deployed = () => cluster.calls.filter((call) => call.startsWith('upgrade'));

it('installs or upgrades with the values of the environment, then those of the user', async () => {
  cluster.play('', NOT_FOUND);
  const values = ['--set', 'a=b', '-f', 'my.yaml'];
  const { outcome, said } = await run({ values, passed: ['--description', 'x'], timeout: '1m', context: 'x' });
  expect(outcome).toMatchObject({ exitCode: 0, facts: { outcome: 'ready', released: ['helm-proxy'] } });
  expect(deployed()).toEqual([
    expect.stringMatching(
      /^upgrade --install helm-proxy \S+\/helm-proxy --namespace ai-gateway-dev --create-namespace -f \S+\/values-dev\.yaml --set a=b -f my\.yaml --wait --timeout 60s --description x --kube-context x$/,
    ),
  ]);
  expect(said).toContain('Release:     helm-proxy in ai-gateway-dev');
}); // prettier-ignore

it('does not wait, and changes nothing, when it is told so', async () => {
  cluster.play('', NOT_FOUND);
  expect((await run({ wait: false })).outcome).toMatchObject({ facts: { outcome: 'released' } });
  expect(deployed()[0]).not.toContain('--wait');
  cluster.play('', NOT_FOUND);
  expect((await run({ dryRun: true })).outcome).toMatchObject({ facts: { outcome: 'dry-run' } });
  expect(deployed()).toEqual([]);
});

it('says in the words of the chart what is wrong with values, before anything is changed', async () => {
  cluster.play('', "*template*) echo 'Error: execution error at (a/templates/b.yaml:1:2): x is y.' >&2; exit 1 ;;");
  expect((await run()).error).toBe('helm-proxy: x is y.');
  expect(deployed()).toEqual([]);
}); // prettier-ignore

it('waits for the pods that Helm does not wait for', async () => {
  const live = (ready: number) =>
    `echo '${JSON.stringify({ kind: 'List', items: [{ ...RELAY, status: { replicas: 2, updatedReplicas: 2, availableReplicas: ready } }] })}'`;
  const look = `if [ -e "${cluster.mark}" ]; then ${live(2)}; else touch "${cluster.mark}"; ${live(1)}; fi`;
  cluster.play(`*"get deployments"*) ${look} ;;`, `${NOT_FOUND} *template*) echo '${JSON.stringify(RELAY)}' ;;`);
  const { outcome, said } = await run();
  expect(outcome).toMatchObject({ exitCode: 0, facts: { outcome: 'ready' } });
  expect(said).toContain('    0s  1 of 1 workloads are ready');
}); // prettier-ignore

it('stops at the first that fails, and says which were not begun', async () => {
  cluster.play('', `${NOT_FOUND} *upgrade*helm-proxy*) echo 'Error: no' >&2; exit 1 ;;`);
  const { outcome, said } = await run({ stacks: ['claude-middleware', 'helm-proxy', 'jairouter'] });
  expect(outcome).toMatchObject({
    exitCode: 1,
    facts: { released: ['claude-middleware'], failed: 'helm-proxy', left: ['jairouter'] },
  });
  expect(said).toContain('  Error: no');
  expect(said).toContain('Nothing of helm-proxy was released, for the reason that Helm gives above.');
  expect(said).toContain('Not begun: jairouter.');
  cluster.play('', `*history*) echo '[{"revision":1,"status":"failed"}]' ;; *upgrade*) exit 1 ;;`);
  expect((await run()).said).toContain(
    'Helm has not finished helm-proxy, as said above. Go back: stacks rollback dev helm-proxy --charts',
  );
});

it('says what helps where somebody else has set fields, which Helm 4 does not take over by itself', async () => {
  const conflict =
    'Error: UPGRADE FAILED: conflict occurred while applying object ai-gateway-dev/a apps/v1, Kind=Deployment: ' +
    'Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas';
  const helm = `*history*) echo '[{"revision":1,"status":"failed"}]' ;; *upgrade*) echo '${conflict}' >&2; exit 1 ;;`;
  const help =
    'Somebody else has set fields that the chart sets; let Helm 4 take them over by --force-conflicts after two dashes.';
  for (const wait of [true, false]) {
    cluster.play('', helm);
    const { said, outcome } = await run({ wait });
    expect(outcome?.exitCode).toBe(1);
    expect(said.slice(said.indexOf(`  ${conflict}`) + 1)).toContain(help);
  }
  cluster.play('', `${NOT_FOUND} *upgrade*) echo 'Error: no' >&2; exit 1 ;;`);
  expect((await run()).said).not.toContain(help);
});

it('does not begin with objects that Helm did not make, unless it is told to take them over', async () => {
  const service = '{"apiVersion":"v1","kind":"Service","metadata":{"name":"a","namespace":"ai-gateway-dev"}}';
  const kinds = '{"resources":[{"kind":"Service"},{"kind":"Namespace"}]}';
  const there = `*"get --raw"*) echo '${kinds}' ;; *"-f -"*) cat >/dev/null; echo '${service}' ;;`;
  const rendered = `${NOT_FOUND} *template*) echo '${service}' ;;`;
  cluster.play(there, rendered);
  const { outcome, said } = await run({ preflight: true });
  expect(outcome?.exitCode).toBe(1);
  expect(said.join('\n')).toContain('Helm did not make Service ai-gateway-dev/a for the release helm-proxy');
  cluster.play(there, rendered);
  const taken = await run({ preflight: true, passed: ['--take-ownership'] });
  expect(taken.said.join('\n')).not.toContain('Helm did not make');
});
