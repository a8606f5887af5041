import type { JsonObject } from '../../../lib/engine/values/declaration';

/** What goes with everything that can be switched on. */
export const beside: JsonObject = {
  global: { namespace: 'my-boxes', createNamespace: true, podSecurity: 'baseline' },
  configs: { init: 'log: { level: info }' },
  infrastructure: { redis: { auth: { password: 'test-password' } } },
  logging: { elasticsearch: { host: 'elasticsearch.example.com' } },
  services: {
    gateway: { autoscaling: { enabled: true }, kubernetes: { enabled: true }, sharedStorage: true },
    market: {
      name: 'mcp-market',
      image: { repository: 'mcp/market' },
      ingress: { enabled: true, host: 'market.example.com' },
    },
  },
};

/** Values with which it warns of all that it can. */
export const warned: readonly JsonObject[] = [
  { global: { version: 'v0' }, services: { gateway: { image: { tag: 'v1' } } } },
];
