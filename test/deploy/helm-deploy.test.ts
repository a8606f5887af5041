import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SCRIPT = path.join(__dirname, '../../deploy/helm-deploy.sh');

interface Cluster {
  /** Whether it answers. */
  readonly reachable?: boolean;
  /** Whether the release is there. */
  readonly installed?: boolean;
  /** Whether Helm says that the deployment went well. */
  readonly deploys?: boolean;
}

interface Run {
  readonly status: number | null;
  readonly said: string;
  readonly complained: string;
  /** The arguments of the calls of Helm that deploy. */
  readonly deployed: readonly string[];
}

/** Runs the script with charts and tools of its own; the tools write down how they are called. */
function run(
  args: readonly string[],
  { reachable = true, installed = false, deploys = true }: Cluster = {},
): Run {
  const folder = mkdtempSync(path.join(tmpdir(), 'deploy-'));
  const chart = (name: string, files: Record<string, string>): void => {
    mkdirSync(path.join(folder, 'charts', name), { recursive: true });
    for (const [file, content] of Object.entries({ 'Chart.yaml': `name: ${name}\n`, ...files })) {
      writeFileSync(path.join(folder, 'charts', name, file), content);
    }
  };
  const global = (namespace: string): string =>
    `# namespace: no\nother:\n  namespace: neither\nglobal:\n  namespace: ${namespace}\n`;
  chart('mcp-box', {
    'values.yaml': global('mcp-default'),
    'values-dev.yaml': global('mcp-dev'),
    'values-staging.yaml': global('"mcp-staging"'),
    'values-prod.yaml': global('mcp-prod'),
  });
  chart('claude-relay', { 'values.yaml': 'image:\n  tag: ""\n', 'values-prod.yaml': 'a: b\n' });
  chart('ai-gateway', { 'values.yaml': 'claude-relay: {}\n', 'values-dev.yaml': 'a: b\n' });

  const tool = (name: string, body: string): void => {
    const file = path.join(folder, 'bin', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\necho "$@" >> "${folder}/${name}.log"\n${body}\n`);
    chmodSync(file, 0o755);
  };
  tool(
    'helm',
    `case "$1" in status) exit ${installed ? 0 : 1} ;; *) sleep 0.3; exit ${deploys ? 0 : 1} ;; esac`,
  );
  tool(
    'kubectl',
    `case "$1" in cluster-info) exit ${reachable ? 0 : 1} ;; get) echo "gateway-1 1/1 Running"; echo "gateway-2 0/1 Pending" ;; esac`,
  );

  const result = spawnSync(SCRIPT, args, {
    encoding: 'utf8',
    env: { PATH: `${folder}/bin:/usr/bin:/bin`, CHARTS: `${folder}/charts`, PROGRESS_SECONDS: '0.1' },
  });
  const log = path.join(folder, 'helm.log');
  let calls: string[] = [];
  try {
    calls = readFileSync(log, 'utf8').trim().split('\n');
  } catch {
    // Helm was not called.
  }
  return {
    status: result.status,
    said: result.stdout,
    complained: result.stderr,
    deployed: calls
      .filter((call) => !call.startsWith('status'))
      .map((call) => call.replaceAll(`${folder}/`, '')),
  };
}

it('installs the MCP platform to the namespace of the development values when nothing is said', () => {
  const { status, deployed, said } = run([]);
  expect(deployed).toEqual([
    'install mcp-box charts/mcp-box -f charts/mcp-box/values-dev.yaml --namespace mcp-dev --timeout 600s --set global.namespace=mcp-dev --wait --create-namespace',
  ]);
  expect(status).toBe(0);
  expect(said).toContain('Release:     mcp-box\nNamespace:   mcp-dev\n');
});

it.each([
  { args: ['-e', 'prod'], expected: /^install mcp-box .*values-prod\.yaml.*--namespace mcp-prod/ },
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
  const { status, deployed } = run(args);
  expect(deployed).toEqual([expect.stringMatching(expected)]);
  expect(status).toBe(0);
});

it.each(['-u', '--upgrade'])('%s upgrades a release that is there', (flag) => {
  const { status, deployed } = run(['-e', 'prod', flag], { installed: true });
  expect(deployed).toEqual([expect.stringMatching(/^upgrade mcp-box .*values-prod\.yaml.*--wait$/)]);
  expect(status).toBe(0);
});

it('does not wait with --no-wait', () => {
  expect(run(['--no-wait']).deployed[0]).not.toContain('--wait');
});

it('shows progress while it waits', () => {
  expect(run([]).said).toMatch(/\d+s {2}1 of 2 pods are ready/);
});

it('says where to look when the rollout does not finish', () => {
  const { status, complained } = run([], { deploys: false });
  expect(status).toBe(1);
  expect(complained).toContain('kubectl describe pods -n mcp-dev -l app.kubernetes.io/instance=mcp-box');
  expect(complained).toContain('helm rollback mcp-box -n mcp-dev');
});

it.each(['-h', '--help'])('%s shows all options and examples', (flag) => {
  const { status, said } = run([flag]);
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
  { args: ['-e', 'live'], sentence: 'there is no environment live; use dev, staging or prod.' },
  { args: ['-e'], sentence: '-e needs a value; see --help.' },
  { args: ['-n', '-d'], sentence: '-n needs a value; see --help.' },
  { args: ['--what'], sentence: '--what is not an option; see --help.' },
  { args: ['prod'], sentence: 'prod is not an option; see --help.' },
  {
    args: ['-n', 'My_Namespace'],
    sentence: 'the namespace My_Namespace must be at most 63 small letters, digits and "-".',
  },
  { args: ['-r', '7up'], sentence: 'the release name 7up must be at most 53 small letters, digits and "-".' },
  { args: ['-t', '10'], sentence: 'the timeout 10 must be a duration such as 600s or 10m.' },
  { args: ['-v', 'v1 2'], sentence: 'the version v1 2 must be an image tag such as v1.2.3.' },
  {
    args: ['-c', 'nothing'],
    sentence: 'there is no chart nothing in dist/charts; there are: ai-gateway claude-relay mcp-box.',
  },
  {
    args: ['-c', 'claude-relay'],
    sentence:
      'the chart claude-relay has no values for dev; add the system to environments/dev.ts and run npm run synth.',
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
])('refuses $args with a sentence and deploys nothing', ({ args, cluster, sentence }) => {
  const { status, complained, deployed } = run(args, cluster);
  expect(complained.replaceAll('\n', ' ')).toContain(`helm-deploy.sh: ${sentence}`);
  expect(status).toBe(1);
  expect(deployed).toEqual([]);
});
