import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Cluster } from './cluster';

/** What is done with a chart on its way from installing to uninstalling. */
export interface Flow {
  readonly chart: string;
  /** The environment whose values file is taken: one in which the chart keeps data. */
  readonly environment: 'staging' | 'prod';
  /** `--set` flags that keep what is not in the release's namespace apart from other flows. */
  readonly apart: (namespace: string) => readonly string[];
  /** `--set` flags of a later upgrade that changes what runs. */
  readonly change: readonly string[];
  /** The security level that its pods meet. */
  readonly podSecurity: 'restricted' | 'baseline';
  /** The claims with its data, which must still be there after an uninstall, by their names in order. */
  readonly kept: readonly string[];
  /**
   * Claims without data that anybody would miss, which go with the release.
   *
   * @default - none
   */
  readonly gone?: readonly string[];
  /**
   * What is said of an upgrade with the values that Helm has stored of the version before, `--reuse-values`, where they are such as nobody
   * should run.
   *
   * @default - it is upgraded
   */
  readonly storedRejected?: RegExp;
}

const proxyApart = (prefix: string) => (namespace: string) => [
  `${prefix}targets.namespaces={${namespace}-apps}`,
];
const mcpApart = (prefix: string) => () => [
  `${prefix}global.namespace=`,
  `${prefix}global.createNamespace=false`,
];

// The environments of the versions before published the administration of the relay's fork, which nothing protects.
const OPEN_ADMINISTRATION = /ingress\.hosts has a path besides .*; list only these paths/;
// The default file of the versions before has instances without an ID, to which nothing is routed.
const UNKNOWN_INSTANCE = /config\.application\.yml has an instance .*; give each instance an instance-id/;

export const FLOWS: readonly Flow[] = [
  {
    chart: 'claude-relay',
    environment: 'staging',
    apart: () => [],
    change: ['config.logLevel=debug', 'resources.requests.cpu=150m'],
    podSecurity: 'restricted',
    kept: ['data-claude-relay-redis-0'],
    storedRejected: OPEN_ADMINISTRATION,
  },
  {
    chart: 'claude-middleware',
    environment: 'staging',
    apart: () => [],
    change: ['replicaCount=3', 'config.ginMode=debug'],
    // Its image can be started by root alone; see docs/deviations.md.
    podSecurity: 'baseline',
    kept: [],
  },
  {
    chart: 'helm-proxy',
    environment: 'staging',
    apart: proxyApart(''),
    change: ['config.logLevel=debug', 'config.timeout=900'],
    podSecurity: 'restricted',
    kept: [],
  },
  {
    chart: 'jairouter',
    environment: 'staging',
    apart: () => [
      'stateless=false',
      'replicaCount=1',
      'persistence.enabled=true',
      'podDisruptionBudget.enabled=false',
    ],
    change: ['resources.requests.cpu=300m'],
    podSecurity: 'restricted',
    kept: ['jairouter-config-pvc'],
    gone: ['jairouter-logs'],
    storedRejected: UNKNOWN_INSTANCE,
  },
  {
    chart: 'mcp-box',
    environment: 'staging',
    apart: mcpApart(''),
    change: ['services.newservice.name=mcp-new', 'services.newservice.containerPort=8081'],
    podSecurity: 'restricted',
    kept: ['data-mcp-mysql-0', 'data-mcp-redis-0'],
  },
  {
    chart: 'ai-gateway',
    environment: 'staging',
    apart: (namespace) => [...proxyApart('helm-proxy.')(namespace), ...mcpApart('mcp-box.')()],
    change: ['claude-relay.config.logLevel=debug', 'claude-middleware.enabled=false'],
    podSecurity: 'baseline',
    kept: ['data-claude-relay-redis-0', 'data-mcp-mysql-0', 'data-mcp-redis-0'],
    storedRejected: new RegExp(`${OPEN_ADMINISTRATION.source}|${UNKNOWN_INSTANCE.source}`),
  },
];

/** The package of a chart in a folder with one of each. */
export function packageIn(folder: string, chart: string): string {
  const file = readdirSync(folder).find((name) => new RegExp(`^${chart}-[0-9].*\\.tgz$`).test(name));
  if (file === undefined) throw new Error(`${folder} has no package of ${chart}.`);
  return path.join(folder, file);
}

/** The folder that a package is unpacked to: the values files of a version are in there. */
export function unpacked(archive: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'package-'));
  execFileSync('tar', ['--extract', '--gzip', '--file', archive, '--directory', folder]);
  const [chart = ''] = readdirSync(folder);
  const target = path.join(folder, chart);
  // Packages from 0.3.0 on have no values of environments: those of a release are kept beside it.
  const beside = archive.replace(/\.tgz$/, '');
  if (existsSync(beside)) cpSync(beside, target, { recursive: true });
  return target;
}

/** Makes a namespace that holds pods to a security level. */
export async function createNamespace(
  cluster: Cluster,
  name: string,
  level: 'restricted' | 'baseline',
): Promise<void> {
  const labels = { 'pod-security.kubernetes.io/enforce': level };
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
  await cluster.apply(namespace);
}
