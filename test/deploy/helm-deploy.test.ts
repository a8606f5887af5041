import { runDeployScript, type Cluster } from '../support/deploy-script';

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
  { args: ['-d'], expected: /^install mcp-box .*--dry-run=client$/ },
  { args: ['--dry-run'], expected: /--dry-run=client$/ },
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

it('says where to look when the rollout does not finish', () => {
  const { status, complained } = runDeployScript([], { deploys: false });
  expect(status).toBe(1);
  expect(complained).toContain('kubectl describe pods -n mcp-dev -l app.kubernetes.io/instance=mcp-box');
  expect(complained).toContain('helm rollback mcp-box -n mcp-dev');
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
    sentence: 'the namespace My_Namespace must be at most 63 lowercase letters, digits and "-".',
  },
  {
    args: ['-r', '7up'],
    sentence: 'the release name 7up must be at most 53 lowercase letters, digits and "-".',
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
  { args: [], cluster: { reachable: false }, sentence: 'the cluster does not answer' },
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
