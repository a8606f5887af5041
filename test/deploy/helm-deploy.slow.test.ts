/** The deploy script with the command line that it calls, from its options to kubectl and Helm. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runDeployScript } from '../support/deploy-script';
import { helmBinary } from '../support/helm-binary';

// Programs are started by the dozen, which takes long where others work.
jest.setTimeout(120_000);

const RELAY = ['-e', 'prod', '-c', 'claude-relay'];

it('installs the MCP platform to the namespace of the development values when nothing is said', () => {
  const { status, deployed, said } = runDeployScript([]);
  expect(deployed).toEqual([
    'install mcp-box charts/mcp-box -f charts/mcp-box/values-dev.yaml --set global.namespace=mcp-dev --namespace mcp-dev --create-namespace --wait --timeout 600s',
  ]);
  expect(status).toBe(0);
  expect(said).toContain('Environment: dev\nCluster:     kind-test (https://10.0.0.1:6443)\n');
  expect(said).toContain('Release:     mcp-box in mcp-dev\n');
});

it.each([
  {
    args: ['-n', 'my-namespace', '-r', 'my-release'],
    expected: /^install my-release .*--set global\.namespace=my-namespace --namespace my-namespace /,
  },
  { args: ['-e', 'prod', '-v', 'v1.2.3'], expected: /--set-string global\.version=v1\.2\.3 .*--namespace mcp-prod/ },
  { args: ['-t', '1h30m'], expected: / --wait --timeout 5400s$/ },
  {
    args: [...RELAY, '--', '--description', 'a b'],
    expected:
      /^install claude-relay charts\/claude-relay -f \S+ --namespace ai-gateway-prod --create-namespace --wait --timeout 600s --description a b$/,
  },
])('$args', ({ args, expected }) => {
  const { status, deployed } = runDeployScript(args);
  expect(deployed).toEqual([expect.stringMatching(expected)]);
  expect(status).toBe(0);
}); // prettier-ignore

it('upgrades a release that is there', () => {
  const { status, deployed } = runDeployScript(['-e', 'prod', '-u'], { history: ['deployed'] });
  expect(deployed).toEqual([expect.stringMatching(/^upgrade mcp-box .*values-prod\.yaml.* --wait /)]);
  expect(deployed[0]).not.toContain('--create-namespace');
  expect(status).toBe(0);
});

it('deploys to the context that is given, for all it calls', () => {
  const { said, deployed, asked } = runDeployScript(['--kube-context', 'prod-eu']);
  expect(said).toMatch(/^Cluster: {5}prod-eu \(/m);
  expect(deployed).toEqual([expect.stringContaining(' --kube-context prod-eu')]);
  expect(asked.filter((call) => !call.startsWith('--context prod-eu '))).toEqual([]);
  expect(asked.length).toBeGreaterThan(1);
});

it('shows in a dry run what it would deploy, and deploys nothing', () => {
  const rendered = [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'mcp-dev' } }];
  const { status, said, deployed } = runDeployScript(['-d', '--', '--atomic'], { rendered });
  expect(deployed).toEqual([expect.stringMatching(/^install mcp-box .* --atomic --dry-run=server$/)]);
  expect(said).toContain(`${JSON.stringify(rendered[0])}\nNothing was changed: a dry run.\n`);
  expect(status).toBe(0);
});

describe('values of the user', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'values-'));
  const file = path.join(folder, 'my values.yaml');
  beforeAll(() => writeFileSync(file, 'a: b\n'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('go to Helm in their order, over those of the environment and below the namespace', () => {
    const flags = [
      ...['--set', 'a=1', '-f', file, '--set-string=b=2', '--set-file', `c=${file}`],
      ...['--set-json', 'd={"e":1}', '--set-literal', 'f=1,2'],
    ];
    expect(runDeployScript(flags).deployed).toEqual([
      expect.stringMatching(
        /values-dev\.yaml --set a=1 -f \S*my values\.yaml --set-string b=2 --set-file c=\S*my values\.yaml --set-json d=\{"e":1\} --set-literal f=1,2 --set global\.namespace=mcp-dev --namespace /,
      ),
    ]);
  });

  it('may stand in the standard input, and are checked by the chart before a cluster is asked', () => {
    const helm = helmBinary(3);
    const right = { input: `${JSON.stringify({ config: { existingSecret: 'k' } })}\n`, helm };
    expect(runDeployScript([...RELAY, '--no-preflight', '-d', '-f', '-'], right).deployed).toEqual([
      expect.stringMatching(/values-prod\.yaml -f \S+ --namespace/),
    ]);
    const wrong = runDeployScript([...RELAY, '--values=-'], { input: 'replicaCount: -1\n', helm });
    expect(wrong.complained).toMatch(/^claude-relay: values don't meet the specifications of the schema/);
    expect(wrong.complained).toContain('replicaCount');
    expect(wrong).toMatchObject({ status: 2, said: '', deployed: [] });
    expect(wrong.asked.filter((call) => !call.startsWith('config view'))).toEqual([]);
  });
});

describe('in a cluster without the definitions of custom resources', () => {
  const real = { helm: helmBinary(3) };
  const lacks = (chart: string, more: Partial<Parameters<typeof runDeployScript>[1]> = {}) => {
    const { said, ...ended } = runDeployScript(['-e', 'prod', '-c', chart], { ...real, ...more });
    expect(ended).toMatchObject({ status: 1, deployed: [], complained: '' });
    expect(said).toContain('\nNothing was changed. Mend this first');
    return said.split('\n').filter((line) => line.startsWith('The cluster has no') && line.includes(' of '));
  };

  it('says all that it lacks with its values, and deploys nothing', () => {
    expect(lacks('jairouter')).toEqual([
      'The cluster has no HTTPRoute of gateway.networking.k8s.io/v1, for HTTPRoute ai-gateway-prod/jairouter-redirect and 1 more; install the Gateway API first, or set httpRoute.enabled to false.',
      'The cluster has no PrometheusRule of monitoring.coreos.com/v1, for PrometheusRule ai-gateway-prod/jairouter-rules; install the Prometheus Operator first, or set monitoring.prometheusRule.enabled to false.',
      'The cluster has no ServiceMonitor of monitoring.coreos.com/v1, for ServiceMonitor ai-gateway-prod/jairouter-monitor; install the Prometheus Operator first, or set monitoring.serviceMonitor.enabled to false.',
    ]);
  });

  it('says only what it lacks', () => {
    const kinds = ['monitoring.coreos.com/v1/ServiceMonitor', 'monitoring.coreos.com/v1/PrometheusRule'];
    expect(lacks('jairouter', { kinds })).toEqual([expect.stringContaining('httpRoute.enabled')]);
  });

  it('says of which chart within another one a value is', () => {
    expect(lacks('ai-gateway')).toEqual([
      expect.stringContaining('set mcp-box.services.gateway.httpRoute.enabled to false.'),
      expect.stringContaining('set jairouter.monitoring.prometheusRule.enabled to false.'),
      expect.stringContaining('set mcp-box.monitoring.prometheus.serviceMonitor.enabled to false.'),
    ]);
  });
});

it('asks before production, and deploys nothing where nobody can be asked', () => {
  const { status, complained, deployed } = runDeployScript(['-e', 'prod'], { asks: true });
  expect({ status, deployed }).toEqual({ status: 2, deployed: [] });
  expect(complained).toBe(
    'prod is production, and nobody can be asked here: nothing was changed. Add --yes to go on without being asked.\n',
  );
  expect(runDeployScript(['-e', 'prod', '-y'], { asks: true }).deployed).toHaveLength(1);
  expect(runDeployScript(['-e', 'staging'], { asks: true }).deployed).toHaveLength(1);
});

describe('when the rollout does not finish', () => {
  const labels = { app: 'gateway' };
  const metadata = { name: 'gateway', namespace: 'mcp-dev' };
  const container = { name: 'gateway', image: 'gateway:1' };
  const workload = {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { ...metadata, uid: 'd' } },
    spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container] } } },
  }; // prettier-ignore
  const owned = (kind: string, uid: string) => ({
    ownerReferences: [{ kind, uid, name: 'gateway', controller: true }],
  });
  const live = [
    { ...workload, status: { replicas: 1, updatedReplicas: 1 } },
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { ...metadata, uid: 'r', labels, ...owned('Deployment', 'd') }, spec: { replicas: 1 } },
    {
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name: 'gateway-2', uid: 'p', labels, ...owned('ReplicaSet', 'r') } },
      spec: { containers: [container] },
      status: {
        phase: 'Running',
        containerStatuses: [
          { name: 'gateway', restartCount: 3, ready: false, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: { exitCode: 1 } } },
        ],
      },
    },
  ]; // prettier-ignore
  const failing = { deploys: false, rendered: [workload], live };

  it('says how far it is, why the pods do not start, and where to look further', () => {
    const cluster = { ...failing, log: 'Starting\nError: no database' };
    const { status, said, complained } = runDeployScript(['--kube-context', 'x'], cluster);
    expect({ status, complained }).toEqual({ status: 1, complained: '' });
    expect(said).toMatch(/\d+s {2}0 of 1 workloads are ready; Deployment mcp-dev\/gateway has 0 of 1\n/);
    expect(said).toContain(
      'Deployment mcp-dev/gateway: pod gateway-2: container gateway ended with exit code 1 (Error: no database), and was restarted 3 times\n',
    );
    expect(said).toContain('Look again: stacks status dev mcp-box --charts --context x\n');
    expect(said).toContain('  Error: it went wrong\n');
  });

  it('advises no rollback after a first installation, but what works', () => {
    const { said } = runDeployScript([], failing);
    expect(said).not.toContain('rollback');
    expect(said).toContain('repeat the command with --upgrade');
    expect(said).toContain('helm uninstall mcp-box --namespace mcp-dev\n');
  });

  it('names the last revision that was deployed after an upgrade', () => {
    const history = ['failed', 'superseded', 'superseded', 'deployed'];
    const { said } = runDeployScript(['-u'], { ...failing, history });
    expect(said).toContain('Go back to revision 4: stacks rollback dev mcp-box --charts\n');
  });

  it('says that nothing was deployed where Helm has made no release', () => {
    const { status, said } = runDeployScript([], { deploys: false, leavesRelease: false });
    expect(said).toContain('\nNothing of mcp-box was released, for the reason that Helm gives above.\n');
    expect(status).toBe(1);
  });
});

it.each<[string[], Parameters<typeof runDeployScript>[1], string]>([
  [['-e', 'live'], {}, 'There is no environment live. There are: dev, prod, staging.'],
  [['-c', 'mcp-bocks'], {}, 'There is no chart of dev called mcp-bocks; did you mean mcp-box? '],
  [['-v', 'v1', '-c', 'ai-gateway'], {}, 'The chart ai-gateway has no single version of an application; '],
  [[], { variables: { CHARTS: '/nowhere' } }, 'There are no charts in /nowhere; npm run synth writes them to dist/charts.'],
  [['--set', 'replicaCount'], {}, "error: option '--set <key=value>' argument 'replicaCount' is invalid. It has no value; write KEY=VALUE"],
  [[], { reachable: false }, 'The cluster of the current context was asked and nothing was changed: Unable to connect to the server: dial tcp 10.0.0.1:6443: i/o timeout; check that it runs, that it can be reached from here, and the context (--context).'],
  [[], { history: ['deployed'] }, 'The release mcp-box is already in the namespace mcp-dev, so nothing was changed; use --upgrade.'],
  [['-u'], {}, 'There is no release mcp-box in the namespace mcp-dev to upgrade, so nothing was changed; leave --upgrade out to install it.'],
  [[], { variables: { HELM: '/nowhere/helm' } }, '/nowhere/helm cannot be run: spawnSync /nowhere/helm ENOENT. Install Helm, or set HELM to it.'],
  [[], { variables: { KUBECTL: '/nowhere/kubectl' } }, '/nowhere/kubectl cannot be run: spawnSync /nowhere/kubectl ENOENT. Install kubectl, or set KUBECTL to it.'],
])('rejects %j in %j with a sentence and deploys nothing', (args, cluster, sentence) => {
  const { status, complained, deployed } = runDeployScript(args, cluster);
  expect(complained).toContain(sentence);
  expect({ status, deployed }).toEqual({ status: 2, deployed: [] });
}); // prettier-ignore
