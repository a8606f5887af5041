import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { at } from '../../lib/engine/release/objects';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { runDeployScript, type Cluster } from '../support/deploy-script';
import { helmBinary } from '../support/helm-binary';
import { kubectl } from '../support/kubectl';

// Programs are started by the dozen, which takes long where others work.
jest.setTimeout(120_000);

const SCRIPT = path.join(__dirname, '../../deploy/helm-deploy.sh');
const CHARTS = path.join(__dirname, '../../dist/charts');

it('installs the MCP platform to the namespace of the development values when nothing is said', () => {
  const { status, deployed, said } = runDeployScript([]);
  expect(deployed).toEqual([
    'install mcp-box charts/mcp-box -f charts/mcp-box/values-dev.yaml --namespace mcp-dev --timeout 600s --set global.namespace=mcp-dev --wait --create-namespace',
  ]);
  expect(status).toBe(0);
  expect(said).toContain('Release:     mcp-box\nNamespace:   mcp-dev\n');
});

it.each([
  { args: ['-e', 'prod'], expected: /^install mcp-box .*values-prod\.yaml.*--namespace mcp-prod/ },
  { args: ['-e', 'test-eu'], expected: /values-test-eu\.yaml.*--namespace mcp-test-eu/ },
  { args: ['--environment', 'staging'], expected: /values-staging\.yaml.*--namespace mcp-staging/ },
  {
    args: ['-e', 'dev', '-n', 'my-namespace', '-r', 'my-release'],
    expected: /^install my-release .*--namespace my-namespace .*--set global\.namespace=my-namespace/,
  },
  {
    args: ['-e', 'dev', '--namespace', 'x', '--release-name', 'rr'],
    expected: /^install rr .*--namespace x/,
  },
  { args: ['-e', 'prod', '-v', 'v1.2.3'], expected: /--set-string global\.version=v1\.2\.3/ },
  { args: ['-e', 'prod', '--version', 'v9'], expected: /--set-string global\.version=v9/ },
  { args: ['-t', '10s'], expected: /--timeout 10s/ },
  { args: ['--timeout', '1h30m'], expected: /--timeout 1h30m/ },
  { args: ['-d'], expected: /^install mcp-box .*--dry-run=server$/ },
  { args: ['--dry-run'], expected: /--dry-run=server$/ },
  {
    args: ['-e', 'prod', '-c', 'claude-relay'],
    expected:
      /^install claude-relay charts\/claude-relay .*--namespace ai-gateway-prod --timeout 600s --wait --create-namespace$/,
  },
  {
    args: ['-e', 'prod', '--chart', 'claude-relay', '-v', '1.1.314'],
    expected: /--set-string image\.tag=1\.1\.314/,
  },
])('$args', ({ args, expected }) => {
  const { status, deployed } = runDeployScript(args);
  expect(deployed).toEqual([expect.stringMatching(expected)]);
  expect(status).toBe(0);
});

describe('a version, for the charts as they are', () => {
  const versioned = (chart: string) =>
    runDeployScript(['-e', 'prod', '-c', chart, '-v', 'v9'], { charts: CHARTS });

  it.each([
    ['mcp-box', '--set-string global.version=v9'],
    ['claude-relay', '--set-string image.tag=v9'],
    ['claude-middleware', '--set-string image.tag=v9'],
    ['helm-proxy', '--set-string image.tag=v9'],
    ['jairouter', '--set-string image.tag=v9'],
  ])('is that of %s: %s', (chart, flag) => {
    const { status, deployed } = versioned(chart);
    expect([status, deployed]).toEqual([0, [expect.stringContaining(flag)]]);
    const [, key = ''] = / ([\w.]+)=/.exec(flag) ?? [];
    const values = parse(readFileSync(path.join(CHARTS, chart, 'values.yaml'), 'utf8')) as JsonObject;
    expect(at(values, ...key.split('.'))).toBeDefined();
  });

  it('is none of all stacks', () => {
    expect(versioned('ai-gateway').complained).toContain('the chart ai-gateway has no single version');
  });
});

it.each(['-u', '--upgrade'])('%s upgrades a release that is there', (flag) => {
  const { status, deployed } = runDeployScript(['-e', 'prod', flag], { installed: true });
  expect(deployed).toEqual([expect.stringMatching(/^upgrade mcp-box .*values-prod\.yaml.*--wait$/)]);
  expect(status).toBe(0);
});

it('does not wait with --no-wait', () => {
  expect(runDeployScript(['--no-wait']).deployed[0]).not.toContain('--wait');
});

it('shows progress while it waits', () => {
  expect(runDeployScript([]).said).toMatch(/\d+s {2}1 of 2 pods are ready/);
});

it('says in which cluster it deploys: that of the current context, or of the one that is given, for all it calls', () => {
  expect(runDeployScript([]).said).toMatch(/^Context: {5}kind-test$/m);
  const { said, deployed, asked } = runDeployScript(['--kube-context', 'prod-eu', '-u'], { installed: true });
  expect(said).toMatch(/^Context: {5}prod-eu$/m);
  expect(deployed).toEqual([expect.stringContaining(' --kube-context prod-eu ')]);
  expect(asked.filter((call) => !call.startsWith('--context prod-eu '))).toEqual([]);
  expect(asked.length).toBeGreaterThan(1);
});

it.each([
  [
    ['--environment=prod', '--chart=claude-relay'],
    ['-e', 'prod', '-c', 'claude-relay'],
  ],
  [
    ['--set=a.b=c=d', '--kube-context=x'],
    ['--set', 'a.b=c=d', '--kube-context', 'x'],
  ],
  [
    ['--timeout=5m', '--release-name=r', '--namespace=n', '--version=v1'],
    ['-t', '5m', '-r', 'r', '-n', 'n', '-v', 'v1'],
  ],
])('%j is the same as %j', (one, other) => {
  const { deployed } = runDeployScript(one);
  expect(deployed).toEqual(runDeployScript(other).deployed);
  expect(deployed).toHaveLength(1);
});

describe('values of the user', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'values-'));
  const file = path.join(folder, 'my values.yaml');
  beforeAll(() => writeFileSync(file, 'a: b\n'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('go to Helm in their order, over those of the environment and below the namespace', () => {
    const flags = [
      '--set',
      'a=1',
      '-f',
      file,
      '--set-string=b=2',
      '--set-file',
      `c=${file}`,
      '--set-json',
      'd={"e":1}',
    ];
    expect(runDeployScript([...flags, '--set-literal', 'f=1,2']).deployed).toEqual([
      expect.stringMatching(
        /values-dev\.yaml --set a=1 -f \S*my values\.yaml --set-string b=2 --set-file c=\S*my values\.yaml --set-json d=\{"e":1\} --set-literal f=1,2 --namespace .* --set global\.namespace=mcp-dev/,
      ),
    ]);
  });

  it('may stand in the standard input, which Helm gets as a file', () => {
    const chart = ['-e', 'prod', '-c', 'claude-relay', '-d'];
    const right = {
      input: `${JSON.stringify({ config: { existingSecret: 'k' } })}\n`,
      charts: CHARTS,
      helm: helmBinary(3),
      kinds: ['gateway.networking.k8s.io/v1/HTTPRoute'],
    };
    expect(runDeployScript([...chart, '-f', '-'], right).deployed).toEqual([
      expect.stringMatching(/values-prod\.yaml -f \S+ --namespace/),
    ]);
    const wrong = { ...right, input: 'replicaCount: -1\n' };
    const { complained, deployed } = runDeployScript([...chart, '--values=-'], wrong);
    expect(complained).toMatch(/^helm-deploy\.sh: values don't meet the specifications of the schema/);
    expect(complained).toContain('replicaCount');
    expect(deployed).toEqual([]);
  });
});

describe('in a cluster without the definitions of custom resources', () => {
  const MONITORS = ['monitoring.coreos.com/v1/ServiceMonitor', 'monitoring.coreos.com/v1/PrometheusRule'];
  const ROUTES = 'gateway.networking.k8s.io/v1/HTTPRoute';
  const real = { charts: CHARTS, helm: helmBinary(3) };
  const jairouter = ['-e', 'prod', '-c', 'jairouter'];
  const lacks = (value: string, kind: string, operator: string) =>
    `  ${value} is true, but the cluster has no ${kind}; install the ${operator} first, or set it to false.\n`;

  it.each(['--install', '--dry-run', '--upgrade'])(
    'says all that it lacks with its values, and deploys nothing: %s',
    (action) => {
      const more = action === '--install' ? [] : [action];
      const { status, complained, deployed } = runDeployScript([...jairouter, ...more], real);
      expect(complained).toBe(
        'helm-deploy.sh: the cluster lacks definitions that the values ask for:\n' +
          lacks('httpRoute.enabled', 'HTTPRoute of gateway.networking.k8s.io/v1', 'Gateway API') +
          lacks(
            'monitoring.serviceMonitor.enabled',
            'ServiceMonitor of monitoring.coreos.com/v1',
            'Prometheus Operator',
          ) +
          lacks(
            'monitoring.prometheusRule.enabled',
            'PrometheusRule of monitoring.coreos.com/v1',
            'Prometheus Operator',
          ),
      );
      expect(status).toBe(1);
      expect(deployed).toEqual([]);
    },
  );

  it('says only what it lacks', () => {
    const { complained } = runDeployScript(jairouter, { ...real, kinds: MONITORS });
    expect(complained.split('\n').slice(1, -1)).toEqual([expect.stringContaining('httpRoute.enabled')]);
    const other = ['gateway.networking.k8s.io/v1/GatewayClass', ...MONITORS];
    expect(runDeployScript(jairouter, { ...real, kinds: other }).complained).toContain('httpRoute.enabled');
  });

  it('deploys where they are there, or not asked for', () => {
    expect(runDeployScript(jairouter, { ...real, kinds: [...MONITORS, ROUTES] }).deployed).toHaveLength(1);
    const without = ['monitoring.serviceMonitor', 'monitoring.prometheusRule', 'httpRoute'].flatMap(
      (value) => ['--set', `${value}.enabled=false`],
    );
    expect(runDeployScript([...jairouter, ...without], real).deployed).toHaveLength(1);
  });

  it('says of which chart within another one a value is', () => {
    const { complained } = runDeployScript(['-e', 'prod', '-c', 'ai-gateway'], real);
    expect(complained.split('\n').slice(1, -1)).toEqual([
      expect.stringMatching(/^ {2}mcp-box[.]monitoring[.]prometheus[.]serviceMonitor[.]enabled is true, /),
      expect.stringMatching(/^ {2}mcp-box[.]services[.]gateway[.]httpRoute[.]enabled is true, /),
      expect.stringMatching(/^ {2}jairouter[.]monitoring[.]prometheusRule[.]enabled is true, /),
    ]);
  });
});

it('passes on what follows two dashes', () => {
  expect(runDeployScript(['-e', 'prod', '--', '--description', 'a b']).deployed).toEqual([
    expect.stringMatching(/ --wait --create-namespace --description a b$/),
  ]);
  expect(runDeployScript(['-d', '--', '--atomic']).deployed).toEqual([
    expect.stringMatching(/ --atomic --dry-run=server$/),
  ]);
});

it('asks before production, and deploys nothing where nobody can be asked', () => {
  const { status, complained, deployed } = runDeployScript(['-e', 'prod'], { asks: true });
  expect({ status, deployed }).toEqual({ status: 1, deployed: [] });
  expect(complained).toBe(
    'helm-deploy.sh: prod is production, and nobody can be asked here: nothing was changed. Add --yes to go on without being asked.\n',
  );
  for (const flag of ['-y', '--yes', '-d'])
    expect(runDeployScript(['-e', 'prod', flag], { asks: true }).deployed).toHaveLength(1);
  // Not by its name, and not what only the charts know.
  for (const name of ['dev', 'test-eu'])
    expect(runDeployScript(['-e', name], { asks: true }).deployed).toHaveLength(1);
});

describe('when the rollout does not finish', () => {
  it('says why the pods do not start, and where to look further', () => {
    const { status, complained } = runDeployScript(['--kube-context', 'x'], { deploys: false });
    expect(status).toBe(1);
    expect(complained).toContain(
      'Pods that do not start:\n  gateway-2, gateway: CrashLoopBackOff: back-off 10s\n',
    );
    expect(complained).toContain('The last lines of gateway-2, gateway:\n  Error: no database\n');
    expect(complained).toContain(
      'The last warnings in the namespace:\n  2s Warning BackOff pod/gateway-2 Back-off',
    );
    expect(complained).toContain(
      'kubectl describe pods -n mcp-dev --context x -l app.kubernetes.io/instance=mcp-box',
    );
  });

  it('advises no rollback after a first installation, but what works', () => {
    const { complained } = runDeployScript([], {
      deploys: false,
      history: '1\\tThu\\tfailed\\tmcp-box-0.3.0\\n',
    });
    expect(complained).not.toContain('rollback');
    expect(complained).toContain('repeat the command with --upgrade');
    expect(complained).toContain('helm uninstall mcp-box -n mcp-dev');
  });

  it('names the last revision that was deployed after an upgrade', () => {
    const history =
      '3\\tThu\\tsuperseded\\tmcp-box\\n4\\tThu\\tdeployed\\tmcp-box\\n5\\tThu\\tfailed\\tmcp-box\\n';
    const { complained } = runDeployScript(['-u'], { deploys: false, installed: true, history });
    expect(complained).toContain('To go back: helm rollback mcp-box 4 -n mcp-dev\n');
  });

  it('says that nothing was deployed where Helm has made no release', () => {
    const { status, complained } = runDeployScript([], { deploys: false, leavesRelease: false });
    expect(complained).toBe('helm-deploy.sh: nothing was deployed, for the reason that Helm gives above.\n');
    expect(status).toBe(1);
  });
});

it.each(['-h', '--help'])('%s shows all options and examples', (flag) => {
  const { status, said } = runDeployScript([flag]);
  expect(status).toBe(0);
  for (const option of [
    '--environment',
    '--namespace',
    '--version',
    '--dry-run',
    '--upgrade',
    '--release-name',
    '--timeout',
    '--no-wait',
    '--help',
    '--chart',
    '--values',
    '--set',
    '--set-string',
    '--set-file',
    '--set-json',
    '--set-literal',
    '--kube-context',
    '--yes',
    'Examples:',
  ]) {
    expect(said).toContain(option);
  }
});

it.each<{ args: string[]; cluster?: Cluster; sentence: string }>([
  { args: ['-e', 'live'], sentence: 'there is no environment live; there are: dev prod staging test-eu.' },
  { args: ['-e'], sentence: '-e needs a value; see --help.' },
  { args: ['-n', '-d'], sentence: '-n needs a value; see --help.' },
  { args: ['--what'], sentence: '--what is not an option; see --help.' },
  { args: ['prod'], sentence: 'prod is not an option; see --help.' },
  {
    args: ['-n', 'My_Namespace'],
    sentence: '--namespace My_Namespace: The namespace must be at most 63 lowercase letters, digits and "-".',
  },
  {
    args: ['-r', 'a.b'],
    sentence:
      '--release-name a.b: The release name must be at most 53 lowercase letters, digits and "-", since it is part of the names of ' +
      'Services.',
  },
  { args: ['-t', '10'], sentence: 'the timeout 10 must be a duration such as 600s or 10m.' },
  { args: ['-v', 'v1 2'], sentence: 'the version v1 2 must be an image tag such as v1.2.3.' },
  {
    args: ['-c', 'nothing'],
    sentence: 'there is no chart nothing in dist/charts; there are: ai-gateway claude-relay mcp-box.',
  },
  {
    args: ['-c', 'claude-relay'],
    sentence:
      'the chart claude-relay has no values for dev; add the stack to environments/dev.ts and run npm run synth.',
  },
  { args: ['-c', 'ai-gateway', '-v', 'v1'], sentence: 'the chart ai-gateway has no single version' },
  {
    args: [],
    cluster: { reachable: false },
    sentence:
      'the cluster of the context kind-test does not answer: Unable to connect to the server: dial tcp 10.0.0.1:6443: i/o timeout',
  },
  { args: ['-f', 'nothing.yaml'], sentence: 'the values file nothing.yaml cannot be read.' },
  { args: ['-f', '/'], sentence: 'the values file / cannot be read.' },
  { args: ['--set', 'replicaCount'], sentence: '--set replicaCount has no value; write KEY=VALUE.' },
  { args: ['--timeout='], sentence: '--timeout needs a value; see --help.' },
  { args: ['--upgrade=yes'], sentence: '--upgrade=yes is not an option; see --help.' },
  {
    args: [],
    cluster: { installed: true },
    sentence: 'the release mcp-box is already in the namespace mcp-dev; use --upgrade.',
  },
  {
    args: ['-u'],
    sentence:
      'there is no release mcp-box in the namespace mcp-dev to upgrade; leave --upgrade out to install it.',
  },
])('rejects $args with a sentence and deploys nothing', ({ args, cluster, sentence }) => {
  const { status, complained, deployed } = runDeployScript(args, cluster);
  expect(complained.replaceAll('\n', ' ')).toContain(`helm-deploy.sh: ${sentence}`);
  expect(status).toBe(1);
  expect(deployed).toEqual([]);
});

describe('the reasons for which pods do not start', () => {
  const pod = (name: string, status: object) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    status,
  });
  const waiting = (name: string, reason: string, message?: string) => ({
    name,
    state: { waiting: { reason, message } },
  });
  const items = [
    pod('ready', {
      conditions: [{ type: 'PodScheduled', status: 'True' }],
      containerStatuses: [{ name: 'a', state: { running: {} } }],
    }),
    pod('pending', {
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes' }],
    }),
    pod('first', {
      initContainerStatuses: [waiting('wait', 'CreateContainerConfigError', 'secret "x" not found')],
    }),
    pod('crashing', {
      containerStatuses: [
        waiting('app', 'CrashLoopBackOff', 'back-off 40s'),
        waiting('b', 'PodInitializing'),
      ],
    }),
    pod('new', {}),
  ];
  const answers: Readonly<Record<string, object>> = {
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
    '/api/v1': {
      ...{ kind: 'APIResourceList', apiVersion: 'v1', groupVersion: 'v1' },
      resources: [
        { name: 'pods', singularName: 'pod', namespaced: true, kind: 'Pod', verbs: ['get', 'list'] },
      ],
    },
    '/api/v1/namespaces/ai/pods': { kind: 'PodList', apiVersion: 'v1', metadata: {}, items },
  };

  it('are a line each, as kubectl prints them', async () => {
    const reasons = execFileSync(
      'bash',
      ['-c', `eval "$(grep '^reasons' '${SCRIPT}')"; printf %s "$reasons"`],
      { encoding: 'utf8' },
    );
    const server = createServer(({ url = '' }, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(answers[url.replace(/\?.*/, '')] ?? { kind: 'Status', code: 404 }));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const address = `--server=http://127.0.0.1:${String(port)}`;
    const { code, output } = await kubectl([
      address,
      'get',
      'pods',
      '-n',
      'ai',
      '-o',
      `go-template=${reasons}`,
    ]);
    server.close();
    expect(output.split('\n')).toEqual([
      'pending: Unschedulable: 0/3 nodes',
      'first, wait: CreateContainerConfigError: secret "x" not found',
      'crashing, app: CrashLoopBackOff: back-off 40s',
      'crashing, b: PodInitializing',
      '',
    ]);
    expect(code).toBe(0);
  });
});
