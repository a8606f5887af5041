import type { JsonObject } from '../../../lib/engine/values/declaration';
import { overlay } from '../../../lib/engine/values/merge';
import { autoscaling, keda, verticalMode, noHosts, waysIn, type Conflict } from '../conflict';

const FORK = { image: { tag: '1.2.15' } };
const API = { hosts: [{ host: 'a', paths: [{ path: '/api' }] }] };
const toApi = { matches: [{ path: { type: 'PathPrefix', value: '/api' } }] };
const through = (rule: JsonObject) => ({
  httpRoute: { enabled: true, parentRefs: [{ name: 'a' }], rules: [rule] },
});

/** Ways to the administration of the fork. */
const publications: readonly Conflict[] = [
  { path: 'ingress.defaultBackend.enabled', values: { ingress: { enabled: true, ...API, defaultBackend: { enabled: true } } } },
  {
    path: 'ingress.annotations',
    values: { ingress: { enabled: true, ...API, annotations: { 'nginx.ingress.kubernetes.io/rewrite-target': '/' } } },
  },
  { path: 'httpRoute.rules', values: through({}) },
  { path: 'httpRoute.rules', values: through({ ...toApi, filters: [{ type: 'URLRewrite' }] }) },
  { path: 'route.path', values: { route: { enabled: true } } },
  {
    path: 'route.annotations',
    values: { route: { enabled: true, path: '/api', annotations: { 'haproxy.router.openshift.io/rewrite-target': '/' } } },
  },
].map(({ path, values }) => ({ path, values: overlay(FORK, values) })); // prettier-ignore

/** What the relay rejects although each value is right. */
export const conflicts: readonly Conflict[] = [
  ...autoscaling,
  ...keda,
  verticalMode,
  noHosts,
  ...waysIn(),
  ...publications,
  { path: 'config.jwtSecret', values: { config: { jwtSecret: '' } } },
  { path: 'config.encryptionKey', values: { config: { encryptionKey: '' } } },
  ...['jwtSecret', 'encryptionKey', 'adminUsername', 'adminPassword'].map((key) => ({
    path: `config.${key}`,
    values: { config: { existingSecret: 'keys', [key]: 'x' } },
  })),
  { path: 'persistence.accessMode', values: { replicaCount: 2, persistence: { accessMode: 'ReadWriteOnce' } } },
  { path: 'redis.auth.password', values: { redis: { auth: { enabled: true } } } },
  { path: 'redis.auth.password', values: { redis: { auth: { enabled: true, password: 'x', existingSecret: 'y' } } } },
  { path: 'ingress.hosts', values: { image: { tag: '1.2.15' }, ingress: { enabled: true } } },
  { path: 'service.type', values: { image: { tag: '1.2.15' }, service: { type: 'NodePort' } } },
  { path: 'externalRedis.host', values: { redis: { enabled: false } } },
  { path: 'externalRedis.password', values: { redis: { enabled: false }, externalRedis: { host: 'a', password: 'x', existingSecret: 'y' } } },
]; // prettier-ignore

/** Every kind of mistake can be made in its values. */
export const lacks: readonly string[] = [];
