import type { JsonObject } from '../../../lib/engine/values/declaration';
import { autoscaling, keda, verticalMode, noHosts, waysIn, type Conflict } from '../conflict';

const loadBalancer = (values: JsonObject): JsonObject => ({
  loadBalancer: { enabled: true, sourceRanges: ['10.0.0.0/8'], ...values },
});

/** What the middleware rejects although each value is right. */
export const conflicts: readonly Conflict[] = [
  ...autoscaling,
  ...keda,
  verticalMode,
  noHosts,
  ...waysIn(),
  { path: 'loadBalancer.ipFamilies', values: loadBalancer({ ipFamilies: ['IPv4', 'IPv4'] }) },
  { path: 'loadBalancer.ipFamilyPolicy', values: loadBalancer({ ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4', 'IPv6'] }) },
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

/** Every kind of mistake can be made in its values. */
export const lacks: readonly string[] = [];
