import type { JsonObject } from '../../../lib/engine/values/declaration';
import { overlay } from '../../../lib/engine/values/merge';
import { waysInBeside } from '../ways-in';

/** What goes with everything that can be switched on. */
export const beside: JsonObject = {
  global: { namespace: 'my-boxes', createNamespace: true, podSecurity: 'baseline' },
  configs: { init: 'log: { level: info }' },
  infrastructure: { redis: { auth: { password: 'test-password' } } },
  logging: { elasticsearch: { host: 'elasticsearch.example.com' } },
  services: {
    gateway: {
      autoscaling: { enabled: true },
      verticalAutoscaling: { enabled: true },
      kubernetes: { enabled: true },
      sharedStorage: true,
    },
    market: overlay(waysInBeside, {
      name: 'mcp-market',
      image: { repository: 'mcp/market' },
      ingress: { enabled: true, defaultBackend: { enabled: true } },
      httpRoute: { enabled: true, httpsRedirect: { enabled: true } },
      route: { enabled: true },
    }),
    pages: {
      name: 'mcp-pages',
      ingress: { enabled: true, host: 'pages.example.com', tlsSecret: 'pages-tls' },
    },
  },
};

/** Values with which it warns of all that it can. */
export const warned: readonly JsonObject[] = [
  { global: { version: 'v0' }, services: { gateway: { image: { tag: 'v1' } } } },
];
