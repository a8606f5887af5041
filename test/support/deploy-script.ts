import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SCRIPT = path.join(__dirname, '../../deploy/helm-deploy.sh');

/** What the script finds. */
export interface Cluster {
  /** Whether it answers. */
  readonly reachable?: boolean;
  /** Whether the release is there. */
  readonly installed?: boolean;
  /** Whether Helm says that the deployment went well. */
  readonly deploys?: boolean;
}

/** What the script did. */
export interface Run {
  readonly status: number | null;
  readonly said: string;
  readonly complained: string;
  /** The arguments of the calls of Helm that deploy. */
  readonly deployed: readonly string[];
}

/** Runs the script with charts and tools of its own; the tools write down how they are called. */
export function runDeployScript(
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
    // Somebody added it.
    'values-test-eu.yaml': global('mcp-test-eu'),
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
