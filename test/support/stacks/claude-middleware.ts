import type { JsonObject } from '../../../lib/engine/values/declaration';

/** The values without which its chart is not rendered. */
export const required: JsonObject = {
  relay: { host: 'claude-relay' },
  redis: { host: 'claude-relay-redis' },
};

/** What goes with everything that can be switched on. */
export const beside: JsonObject = {
  auth: { apiKeys: ['cr_0123456789'] },
  loadBalancer: { enabled: true, sourceRanges: ['192.0.2.0/24'] },
  service: { type: 'LoadBalancer' },
  redis: { password: 'test-password', tls: true },
};

/** Values with which it warns of all that it can. */
export const warned: readonly JsonObject[] = [
  { image: { tag: 'middleware-1.2.15' }, config: { extraEnv: { WRONG: 'x' } } },
];
