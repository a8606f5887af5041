import type { JsonObject } from '../../lib/engine/values/declaration';

/** What goes with every way in of a chart, or of a service of mcp-box, that is switched on. */
export const waysInBeside: JsonObject = {
  ingress: { hosts: [{ host: 'a.example.com' }], defaultBackend: { serviceName: 'pages', servicePort: 80 } },
  httpRoute: {
    parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
    hostnames: ['a.example.com'],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/' }, method: 'POST' }],
        filters: [
          { type: 'ExtensionRef', extensionRef: { group: 'example.com', kind: 'Login', name: 'login' } },
        ],
      },
    ],
    httpsRedirect: { parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'http' }] },
  },
  route: { host: 'a.example.com' },
};
