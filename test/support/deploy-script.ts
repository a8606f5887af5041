import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';

const SCRIPT = path.join(__dirname, '../../deploy/helm-deploy.sh');

/** What the script finds. */
export interface Cluster {
  /** Whether it answers. */
  readonly reachable?: boolean;
  /** The kinds that it has besides those of Kubernetes, such as `keda.sh/v1alpha1/ScaledObject`. @default - none */
  readonly kinds?: readonly string[];
  /** Whether the release is there. */
  readonly installed?: boolean;
  /** Whether Helm says that the deployment went well. */
  readonly deploys?: boolean;
  /** Whether a failed deployment leaves a release, as it does where pods do not become ready. @default true */
  readonly leavesRelease?: boolean;
  /** The revisions of the release, as `helm history` lists them. @default - none */
  readonly history?: string;
  /** Whether production is asked for, where nobody can answer. @default false */
  readonly asks?: boolean;
  /** What stands in the standard input. @default - nothing */
  readonly input?: string;
  /** The folder of the charts. @default - charts with next to nothing in them */
  readonly charts?: string;
  /** The Helm that renders, for charts that are real. @default - none: all charts are right */
  readonly helm?: string;
}

/** What the script did. */
export interface Run {
  readonly status: number | null;
  readonly said: string;
  readonly complained: string;
  /** The arguments of the calls of Helm that deploy. */
  readonly deployed: readonly string[];
  /** The arguments of the calls of kubectl. */
  readonly asked: readonly string[];
}

const WHEREABOUTS = 'Unable to connect to the server: dial tcp 10.0.0.1:6443: i/o timeout';

/** Runs the script with charts and tools of its own; the tools write down how they are called. */
export function runDeployScript(args: readonly string[], cluster: Cluster = {}): Run {
  const { reachable = true, installed = false, deploys = true, leavesRelease = true, history = '' } = cluster;
  const { kinds = [] } = cluster;
  const folder = mkdtempSync(path.join(tmpdir(), 'deploy-'));
  const chart = (name: string, files: Record<string, string>): void => {
    mkdirSync(path.join(folder, 'charts', name), { recursive: true });
    for (const [file, content] of Object.entries({ 'Chart.yaml': `name: ${name}\n`, ...files })) {
      writeFileSync(path.join(folder, 'charts', name, file), content);
    }
  };
  const global = (namespace: string): string =>
    `# namespace: no\nother:\n  namespace: neither\nglobal:\n  namespace: ${namespace}\n  version: latest\n`;
  chart('mcp-box', {
    'values.yaml': global('mcp-default'),
    'values-dev.yaml': global('mcp-dev'),
    'values-staging.yaml': global('"mcp-staging"'),
    'values-prod.yaml': global('mcp-prod'),
    // Somebody added it.
    'values-test-eu.yaml': global('mcp-test-eu'),
  });
  chart('claude-relay', { 'values.yaml': 'image:\n  tag: ""\n', 'values-prod.yaml': 'a: b\n' });
  chart('ai-gateway', { 'values.yaml': 'claude-relay: {}\nglobal: {}\n', 'values-dev.yaml': 'a: b\n' });

  const tool = (name: string, body: string): void => {
    const file = path.join(folder, 'bin', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\necho "$@" >> "${folder}/${name}.log"\n${body}\n`);
    chmodSync(file, 0o755);
  };
  // A release is there after a deployment that went wrong, unless Helm stopped before it had made any.
  const failed = leavesRelease ? `touch "${folder}/left"; exit 1` : 'exit 1';
  tool(
    'helm',
    `case "$1" in
      status) [ -e "${folder}/left" ] || exit ${installed ? 0 : 1} ;;
      template) ${cluster.helm === undefined ? 'exit 0' : `exec "${cluster.helm}" "$@"`} ;;
      history) printf '${history}' ;;
      *) sleep 0.3; ${deploys ? 'exit 0' : failed} ;;
    esac`,
  );
  const served = new Map<string, string[]>();
  for (const kind of kinds) {
    const [group = '', version = '', name = ''] = kind.split('/');
    const api = `/apis/${group}/${version}`;
    served.set(api, [...(served.get(api) ?? []), name]);
  }
  // As the API server answers.
  const answers = [...served].map(([api, names]) => {
    const resources = names.map((kind) => ({ name: `${kind.toLowerCase()}s`, namespaced: true, kind }));
    return `${api}) echo '${JSON.stringify({ kind: 'APIResourceList', resources })}' ;;`;
  });
  tool(
    'kubectl',
    `[ "$1" = --context ] && shift 2
    case "$1 $2" in
      'config current-context') echo kind-test ;;
      cluster-info*) ${reachable ? 'exit 0' : `echo "${WHEREABOUTS}" >&2; exit 1`} ;;
      'get --raw') case "$3" in ${answers.join(' ')} *) echo 'Error from server (NotFound)' >&2; exit 1 ;; esac ;;
      'get events') echo '2s Warning BackOff pod/gateway-2 Back-off restarting failed container' ;;
      logs*) echo 'Error: no database' ;;
      'get pods')
        case "$*" in
          *go-template*) echo 'gateway-2, gateway: CrashLoopBackOff: back-off 10s' ;;
          *) echo "gateway-1 1/1 Running"; echo "gateway-2 0/1 Pending" ;;
        esac ;;
    esac`,
  );

  const result = spawnSync(SCRIPT, args, {
    encoding: 'utf8',
    input: cluster.input ?? '',
    env: {
      PATH: `${folder}/bin:/usr/bin:/bin`,
      CHARTS: cluster.charts ?? `${folder}/charts`,
      PROGRESS_SECONDS: '0.1',
      ...(cluster.asks === true ? {} : { STACKS_YES: 'true' }),
    },
  });
  const calls = (name: string): readonly string[] => {
    const log = path.join(folder, `${name}.log`);
    if (!existsSync(log)) return [];
    return readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .map((call) => call.replaceAll(`${folder}/`, ''));
  };
  return {
    status: result.status,
    said: result.stdout,
    complained: result.stderr,
    deployed: calls('helm').filter((call) => /^(install|upgrade) /.test(call)),
    asked: calls('kubectl'),
  };
}
