import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { ROOT } from './markdown';

export const DEPLOY_SCRIPT = path.join(ROOT, 'deploy/helm-deploy.sh');

/** What a call of the script came to. */
interface Ended {
  readonly status: number | null;
  readonly said: string;
  readonly complained: string;
}

/** A call of the script whose command line is not run. */
export interface Translation extends Ended {
  /** The arguments of the command line; none where it is not called. */
  readonly words: readonly string[];
}

/** Says how the script calls the command line, without running that. */
export function translated(args: readonly string[], variables: NodeJS.ProcessEnv = {}): Translation {
  const folder = mkdtempSync(path.join(tmpdir(), 'deploy-'));
  try {
    // Words may have line breaks in them.
    program(folder, 'node', `printf '%s\\0' "$@" > "${folder}/words"`);
    const ended = run(args, { PATH: `${folder}:/usr/bin:/bin`, ...variables });
    const file = path.join(folder, 'words');
    const words = existsSync(file) ? readFileSync(file, 'utf8').split('\0').slice(0, -1) : [];
    return { ...ended, words: words.map((word) => word.replaceAll(`${ROOT}/`, '')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What the script finds. */
export interface Cluster {
  /** Whether it answers. */
  readonly reachable?: boolean;
  /** The kinds that it has besides those of Kubernetes, such as `keda.sh/v1alpha1/ScaledObject`. @default - none */
  readonly kinds?: readonly string[];
  /** What the chart renders, where Helm is played. @default - nothing */
  readonly rendered?: readonly JsonObject[];
  /** The workloads and pods that are there. @default - none */
  readonly live?: readonly JsonObject[];
  /** What the log of any container says. @default - nothing */
  readonly log?: string;
  /** The states of the revisions of the release, such as `superseded`, `deployed`. @default - there is no release */
  readonly history?: readonly string[];
  /** Whether Helm says that the deployment went well. */
  readonly deploys?: boolean;
  /** Whether a failed deployment leaves a release, as it does where pods do not become ready. @default true */
  readonly leavesRelease?: boolean;
  /** Whether production is asked for, where nobody can answer. @default false */
  readonly asks?: boolean;
  /** What stands in the standard input. @default - nothing */
  readonly input?: string;
  /** The Helm that renders, and shows what it would deploy. @default - none: all charts are right */
  readonly helm?: string;
  readonly variables?: NodeJS.ProcessEnv;
}

/** What the script did. */
export interface Run extends Ended {
  /** The arguments of the calls of Helm that deploy. */
  readonly deployed: readonly string[];
  /** The arguments of the calls of kubectl. */
  readonly asked: readonly string[];
}

/** The kinds that every cluster has, as far as a chart may render them. */
const BUILT_IN: Readonly<Record<string, string>> = {
  v1: 'Namespace ConfigMap Secret Service ServiceAccount PersistentVolumeClaim Pod',
  'apps/v1': 'Deployment StatefulSet',
  'batch/v1': 'Job',
  'autoscaling/v2': 'HorizontalPodAutoscaler',
  'networking.k8s.io/v1': 'Ingress NetworkPolicy',
  'policy/v1': 'PodDisruptionBudget',
  'rbac.authorization.k8s.io/v1': 'Role RoleBinding ClusterRole ClusterRoleBinding',
};

const WHEREABOUTS = 'Unable to connect to the server: dial tcp 10.0.0.1:6443: i/o timeout';

/** Runs the script with the charts of `dist` and tools of its own; the tools write down how they are called. */
export function runDeployScript(args: readonly string[], cluster: Cluster = {}): Run {
  const { reachable = true, deploys = true, leavesRelease = true, history = [], rendered = [] } = cluster;
  const folder = mkdtempSync(path.join(tmpdir(), 'deploy-'));
  const json = (name: string, content: unknown): string => {
    writeFileSync(path.join(folder, name), JSON.stringify(content));
    return `cat "${folder}/${name}"`;
  };
  const tool = (name: string, body: string): void =>
    program(path.join(folder, 'bin'), name, `printf '%s\\n' "$*" >> "${folder}/${name}.log"\n${body}`);
  const revisions = (states: readonly string[]) =>
    states.map((status, index) => ({ revision: index + 1, status, chart: 'mcp-box-1' }));
  const left = json('left.json', revisions([...history, 'failed']));
  const before =
    history.length === 0
      ? `echo 'Error: release: not found' >&2; exit 1`
      : json('history.json', revisions(history));
  // A release is there after a deployment that went wrong, unless Helm stopped before it had made any.
  const failed = `echo 'Error: it went wrong' >&2; ${leavesRelease ? `touch "${folder}/failed"; ` : ''}exit 1`;
  const real = cluster.helm === undefined ? undefined : `exec "${cluster.helm}" "$@"`;
  writeFileSync(path.join(folder, 'rendered'), rendered.map((one) => JSON.stringify(one)).join('\n---\n'));
  tool(
    'helm',
    `case "$*" in
      template*) ${real ?? `cat "${folder}/rendered"`} ;;
      history*) if [ -e "${folder}/failed" ]; then ${left}; else ${before}; fi ;;
      get*) exit 1 ;;
      *--dry-run=server*) cat "${folder}/rendered" ;;
      *) sleep 0.3; ${deploys ? 'exit 0' : failed} ;;
    esac`,
  );
  const served = new Map(Object.entries(BUILT_IN).map(([version, kinds]) => [version, kinds.split(' ')]));
  for (const kind of cluster.kinds ?? []) {
    const version = path.dirname(kind);
    served.set(version, [...(served.get(version) ?? []), path.basename(kind)]);
  }
  const answers = [...served].map(([version, kinds], index) => {
    const resources = kinds.map((kind) => ({ kind }));
    return `*" /api/${version}"|*" /apis/${version}") ${json(`api-${String(index)}.json`, { resources })} ;;`;
  });
  const down = reachable ? '' : `*--request-timeout*) echo "${WHEREABOUTS}" >&2; exit 1 ;;`;
  tool(
    'kubectl',
    `case "$*" in
      '--context '*"config view"*) printf '%s\\nhttps://10.0.0.1:6443' "$2" ;;
      *"config view"*) printf 'kind-test\\nhttps://10.0.0.1:6443' ;;
      ${down}
      *"get --raw"*) case "$*" in ${answers.join(' ')} *) echo 'Error from server (NotFound)' >&2; exit 1 ;; esac ;;
      *dry-run*) cat ;;
      *"-f -"*) cat >/dev/null ;;
      *"get deployments"*) ${json('live.json', { kind: 'List', items: cluster.live ?? [] })} ;;
      *logs*) printf '%s\\n' "${cluster.log ?? ''}" ;;
    esac`,
  );
  try {
    const ended = run(
      args,
      {
        PATH: [path.join(folder, 'bin'), path.dirname(process.execPath), '/usr/bin', '/bin'].join(':'),
        PROGRESS_SECONDS: '0.1',
        ...(cluster.asks === true ? {} : { STACKS_YES: 'true' }),
        ...cluster.variables,
      },
      cluster.input,
    );
    const calls = (name: string): readonly string[] => {
      const log = path.join(folder, `${name}.log`);
      if (!existsSync(log)) return [];
      return readFileSync(log, 'utf8').trim().replaceAll(`${ROOT}/dist/`, '').split('\n');
    };
    return {
      ...ended,
      deployed: calls('helm').filter((call) => /^(install|upgrade) /.test(call)),
      asked: calls('kubectl'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function program(folder: string, name: string, body: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), `#!/bin/sh\n${body}\n`);
  chmodSync(path.join(folder, name), 0o755);
}

function run(args: readonly string[], env: NodeJS.ProcessEnv, input = ''): Ended {
  const { status, stdout, stderr } = spawnSync(DEPLOY_SCRIPT, args, { encoding: 'utf8', input, env });
  return { status, said: stdout, complained: stderr };
}
