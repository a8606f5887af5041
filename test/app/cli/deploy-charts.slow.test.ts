import path from 'node:path';
import { deploy, type DeployRequest } from '../../../lib/app/cli/deploy';
import { ROOT } from '../../support/markdown';
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
  const values = ['--set', 'a=b', '-f', '/dev/null'];
  const { outcome, said } = await run({ values, passed: ['--description', 'x'], timeout: '1m', context: 'x' });
  expect(outcome).toMatchObject({ exitCode: 0, facts: { outcome: 'ready', released: ['helm-proxy'] } });
  expect(deployed()).toEqual([
    expect.stringMatching(
      /^upgrade --install helm-proxy \S+\/helm-proxy -f \S+\/values-dev\.yaml --set a=b -f \/dev\/null --namespace ai-gateway-dev --create-namespace --wait --timeout 60s --description x --kube-context x$/,
    ),
  ]);
  expect(said).toContain('Release:     helm-proxy in ai-gateway-dev');
}); // prettier-ignore

it('does not wait, and changes nothing, when it is told so', async () => {
  cluster.play('', NOT_FOUND);
  expect((await run({ wait: false })).outcome).toMatchObject({ facts: { outcome: 'released' } });
  expect(deployed()[0]).not.toContain('--wait');
  cluster.play('', NOT_FOUND);
  expect((await run({ dryRun: true })).outcome).toMatchObject({ exitCode: 0, facts: { outcome: 'dry-run' } });
  expect(deployed()).toEqual([expect.stringMatching(/ --create-namespace --dry-run=server$/)]);
});

it('ends a dry run with that of Helm, and shows what Helm would send when it is told so', async () => {
  const helm = `${NOT_FOUND} *dry-run=server) echo 'kind: Deployment' ;;`;
  cluster.play('', helm);
  const shown = await run({ dryRun: true, showManifests: true, passed: ['--atomic'] });
  expect(shown.said.slice(-2)).toEqual(['kind: Deployment', 'Nothing was changed: a dry run.']);
  expect(deployed()).toEqual([expect.stringMatching(/ --atomic --dry-run=server$/)]);
  cluster.play('', helm);
  expect((await run({ dryRun: true })).said).not.toContain('kind: Deployment');
  cluster.play('', `${NOT_FOUND} *dry-run=server) echo 'Error: no' >&2; exit 1 ;;`);
  const { outcome, said } = await run({ dryRun: true });
  expect(outcome).toMatchObject({ exitCode: 1, facts: { outcome: 'dry-run' } });
  expect(said.slice(-2)).toEqual(['Helm would not take helm-proxy: no', 'Nothing was changed: a dry run.']);
});

describe('a release of another name in another namespace', () => {
  const second = { releaseName: 'second', namespace: 'x', appVersion: 'v2', context: 'eu' };
  const again = 'dev helm-proxy --charts --release-name second --namespace x --context eu';

  it('has a version of its own, and is named in what is said of it', async () => {
    cluster.play('', NOT_FOUND);
    const { said } = await run(second);
    expect(deployed()).toEqual([
      expect.stringMatching(
        /^upgrade --install second \S+\/helm-proxy -f \S+ --set-string image\.tag=v2 --namespace x --create-namespace --wait --timeout \d+s --kube-context eu$/,
      ),
    ]);
    expect(said).toContain('Release:     second in x, of the chart helm-proxy');
    expect(said.at(-1)).toBe(
      `Done: second is deployed to x, and all its workloads are ready. See stacks status ${again}`,
    );
    expect((await run({ ...second, wait: false })).said.at(-1)).toBe(`Released. See stacks status ${again}`);
  });

  it('goes back to the revision that was good', async () => {
    const history = '[{"revision":3,"status":"deployed"},{"revision":4,"status":"failed"}]';
    cluster.play('', `*history*) echo '${history}' ;; *upgrade*) exit 1 ;;`);
    const { said } = await run(second);
    expect(said).toContain(
      `Helm has not finished second, as said above. Go back to revision 3: stacks rollback ${again}`,
    );
  });
});

it.each([
  ['install', { install: true }, NOT_FOUND, /^install helm-proxy .* --create-namespace --wait/],
  ['upgrade', { upgrade: true }, `*history*) echo '[{"revision":1,"status":"deployed"}]' ;;`, /^upgrade helm-proxy .* --namespace ai-gateway-dev --wait/],
] as const)('does one thing alone: %s', async (_, action, helm, call) => {
  cluster.play('', helm);
  expect((await run(action)).outcome).toMatchObject({ exitCode: 0 });
  expect(cluster.calls.filter((one) => /^(install|upgrade) /.test(one))).toEqual([expect.stringMatching(call)]);
}); // prettier-ignore

it.each([
  [{ install: true }, `*history*) echo '[{"revision":1,"status":"deployed"}]' ;;`, 'The release helm-proxy is already in the namespace ai-gateway-dev, so nothing was changed; use --upgrade.'],
  [{ upgrade: true }, NOT_FOUND, 'There is no release helm-proxy in the namespace ai-gateway-dev to upgrade, so nothing was changed; leave --upgrade out to install it.'],
])('does not take %j for another', async (action, helm, sentence) => {
  for (const dryRun of [true, false]) {
    cluster.play('', helm);
    expect((await run({ ...action, dryRun })).error).toBe(sentence);
    expect(cluster.calls.filter((one) => /^(install|upgrade) /.test(one))).toEqual([]);
  }
}); // prettier-ignore

it('releases charts of a folder as they are there, and that of all stacks too', async () => {
  cluster.play('', NOT_FOUND);
  const charts = { chartsFolder: path.join(ROOT, 'dist/charts'), stacks: ['ai-gateway', 'mcp-box'] };
  expect((await run(charts)).outcome).toMatchObject({ facts: { released: ['ai-gateway', 'mcp-box'] } });
  expect(deployed()).toEqual([
    expect.stringContaining(`ai-gateway ${ROOT}/dist/charts/ai-gateway -f ${ROOT}/dist/charts/ai-gateway/values-dev.yaml --namespace ai-gateway-dev`),
    expect.stringContaining(`mcp-box ${ROOT}/dist/charts/mcp-box -f ${ROOT}/dist/charts/mcp-box/values-dev.yaml --set global.namespace=mcp-dev --namespace mcp-dev`),
  ]);
}); // prettier-ignore

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
});

it('says after a first time that there is nothing to go back to, and what helps', async () => {
  const nothing = 'Helm has not finished helm-proxy, as said above. No revision before was good, so there is nothing to go back to: mend the cause and repeat the command';
  const remove = ', or remove the release: helm uninstall helm-proxy --namespace ai-gateway-dev';
  const failed = `echo '[{"revision":1,"status":"failed"}]'`;
  cluster.play('', `*history*) ${failed} ;; *upgrade*) exit 1 ;;`);
  expect((await run()).said).toContain(`${nothing}${remove}`);
  cluster.play('', `*history*) if [ -e "${cluster.mark}" ]; then ${failed}; else echo 'Error: release: not found' >&2; exit 1; fi ;; install*) touch "${cluster.mark}"; exit 1 ;;`);
  expect((await run({ install: true, context: 'eu' })).said).toContain(
    `${nothing} with --upgrade${remove} --kube-context eu`,
  );
}); // prettier-ignore

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
