import type { StackName } from '../../lib/stacks/stacks';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { formatPath } from '../../lib/engine/values/sources';
import { boxConflicts } from './conflicts-of-mcp-box';
import { switchedOn } from './limits';
import { placesOf, valuesWith } from './places';
import { templateOf } from './systems';

/** Values that are each right and do not go together, over those that a system needs. */
export interface Conflict {
  /** The path that the message must name. */
  readonly path: string;
  readonly values: JsonObject;
  /** @default 'my-release' */
  readonly release?: string;
  /** @default 'ai-gateway' */
  readonly namespace?: string;
}

/** Of every system. */
const common: readonly Conflict[] = [
  { path: 'The release name', release: 'a.b', values: {} },
  { path: 'The release name', release: '7up', values: {} },
  { path: 'imagePullSecrets', values: { imagePullSecrets: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] } },
  { path: 'tolerations', values: { tolerations: [{ key: 'a' }, {}] } },
  { path: 'tolerations', values: { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] } },
  {
    path: 'tolerations',
    values: { tolerations: [{ key: 'a', effect: 'NoSchedule', tolerationSeconds: 5 }] },
  },
];

/** Of every pair of least and most resources of a system, wherever its values have one. */
function resources(system: StackName): Conflict[] {
  const root = templateOf(system).declaration;
  return [...placesOf(root)].flatMap(({ path, declaration: { shape } }) => {
    if (shape.type !== 'section') return [];
    const [least, most] = ['requests', 'minAllowed'].flatMap((key, index) =>
      Object.hasOwn(shape.fields, key) ? [key, ['limits', 'maxAllowed'][index] ?? ''] : [],
    );
    if (least === undefined || most === undefined) return [];
    return ['cpu', 'memory'].map((resource) => ({
      path: formatPath([...path, least, resource]),
      values: [
        valuesWith(root, path, {
          [least]: { [resource]: '2' },
          [most]: { [resource]: '1999m' },
        }) as JsonObject,
      ].reduce(overlay, switchedOn(root, path)),
    }));
  });
}

const autoscaling: readonly Conflict[] = [
  { path: 'autoscaling.minReplicas', values: { autoscaling: { enabled: true, minReplicas: 9, maxReplicas: 8 } } },
  { path: 'autoscaling', values: { autoscaling: { enabled: true, targetCPUUtilizationPercentage: null, targetMemoryUtilizationPercentage: null } } },
]; // prettier-ignore

const noHosts: Conflict = { path: 'ingress.hosts', values: { ingress: { enabled: true, hosts: [] } } };

const relay: readonly Conflict[] = [
  ...autoscaling,
  noHosts,
  { path: 'config.jwtSecret', values: { config: { jwtSecret: '' } } },
  { path: 'config.encryptionKey', values: { config: { encryptionKey: '' } } },
  ...['jwtSecret', 'encryptionKey', 'adminUsername', 'adminPassword'].map((key) => ({
    path: `config.${key}`,
    values: { config: { existingSecret: 'keys', [key]: 'x' } },
  })),
  { path: 'persistence.accessMode', values: { replicaCount: 2, persistence: { accessMode: 'ReadWriteOnce' } } },
  { path: 'redis.auth.password', values: { redis: { auth: { enabled: true } } } },
  { path: 'redis.auth.password', values: { redis: { auth: { enabled: true, password: 'x', existingSecret: 'y' } } } },
  { path: 'externalRedis.host', values: { redis: { enabled: false } } },
  { path: 'externalRedis.password', values: { redis: { enabled: false }, externalRedis: { host: 'a', password: 'x', existingSecret: 'y' } } },
]; // prettier-ignore

const middleware: readonly Conflict[] = [
  ...autoscaling,
  noHosts,
  ...['relay', 'redis'].flatMap((part) =>
    ['', 'localhost', '127.0.0.1', '0.0.0.0'].map((host) => ({ path: `${part}.host`, values: { [part]: { host } } })),
  ),
  { path: 'redis.password', values: { redis: { password: 'x', existingSecret: 'y' } } },
  { path: 'config.port', values: { config: { port: 6379 }, redis: { tls: true } } },
  { path: 'auth.apiKeys', values: { auth: { enabled: true } } },
  { path: 'auth.apiKeys', values: { auth: { enabled: true, apiKeys: ['cr_0123456'], existingSecret: 'y' } } },
  { path: 'loadBalancer', values: { loadBalancer: { enabled: true } } },
  { path: 'service.type', values: { service: { type: 'LoadBalancer' } } },
]; // prettier-ignore

const proxy: readonly Conflict[] = [
  { path: 'ingress.hosts', values: { allowUnauthenticated: true, ...noHosts.values } },
  { path: 'config.helmRepos', values: { config: { helmRepos: [] } } },
  { path: 'targets.namespaces', values: { targets: { namespaces: [] } } },
  { path: 'targets.namespaces', values: { targets: { namespaces: ['a', 'a'] } } },
  { path: 'targets.namespaces', namespace: 'a', values: { targets: { namespaces: ['a'] } } },
  ...['default', 'kube-system', 'kube-public'].map((namespace) => ({
    path: 'targets.namespaces',
    values: { targets: { namespaces: ['a', namespace] } },
  })),
  { path: 'rbac.allowClusterAdmin', values: { rbac: { allowClusterAdmin: true, create: false } } },
  { path: 'rbac.allowClusterAdmin', values: { rbac: { allowClusterAdmin: true }, config: { kubeconfigSecret: 'x' } } },
  { path: 'serviceAccount.name', values: { serviceAccount: { create: false } } },
  { path: 'ingress.annotations', values: { ingress: { enabled: true } } },
  { path: 'ingress.annotations', values: { ingress: { enabled: true, annotations: { 'nginx.ingress.kubernetes.io/auth-url': '' } } } },
  { path: 'service.type', values: { service: { type: 'NodePort' } } },
  { path: 'service.type', values: { service: { type: 'LoadBalancer' } } },
  { path: 'config.existingSecret', values: { config: { existingSecret: 'x', helmUsername: 'y', helmPassword: 'z' } } },
  { path: 'config.helmPassword', values: { config: { helmUsername: 'y' } } },
  { path: 'config.helmUsername', values: { config: { helmPassword: 'z' } } },
  { path: 'config.helmRepos', values: { config: { existingSecret: 'x', helmRepos: ['a=https://a', 'b=https://b'] } } },
]; // prettier-ignore

const jairouter: readonly Conflict[] = [
  noHosts,
  { path: 'autoscaling.minReplicas', values: { autoscaling: { minReplicas: 9, maxReplicas: 8 } } },
  ...autoscaling.slice(1),
  ...['apiKey', 'jwtSecret', 'adminPassword'].map((key) => ({ path: `auth.${key}`, values: { auth: { [key]: '' } } })),
  ...['apiKey', 'jwtSecret', 'adminPassword', 'databasePassword'].map((key) => ({
    path: `auth.${key}`,
    values: { auth: { existingSecret: 'x', [key]: 'y'.repeat(40) } },
  })),
  { path: 'auth.jwtSecret', values: { auth: { jwtSecret: 'x'.repeat(31) } } },
  { path: 'autoscaling.enabled', values: { stateless: false } },
  { path: 'replicaCount', values: { stateless: false, replicaCount: 2, autoscaling: { enabled: false } } },
  { path: 'persistence.accessMode', values: { persistence: { accessMode: 'ReadWriteOnce' } } },
  { path: 'verticalAutoscaling.updateMode', values: { verticalAutoscaling: { enabled: true, updateMode: 'Auto' } } },
]; // prettier-ignore

const BY_SYSTEM: Readonly<Record<StackName, readonly Conflict[]>> = {
  'claude-relay': relay,
  'claude-middleware': middleware,
  'helm-proxy': proxy,
  jairouter,
  'mcp-box': boxConflicts,
};

/** Everything that a system refuses although each value is right: for each of its sentences at least one example. */
export function conflictsOf(system: StackName): readonly Conflict[] {
  return [...common, ...resources(system), ...BY_SYSTEM[system]];
}
