import type { JsonObject } from '../../lib/engine/values/declaration';

/** The values without which a chart refuses to be rendered. */
export const REQUIRED_VALUES: Readonly<Record<string, JsonObject>> = {
  'claude-relay': { config: { jwtSecret: 'test-jwt', encryptionKey: 'test-enc' } },
  'claude-middleware': { relay: { host: 'claude-relay' }, redis: { host: 'claude-relay-redis' } },
  'helm-proxy': {
    config: { helmRepos: ['myrepo=https://charts.example.com/repository/helm'] },
    targets: { namespaces: ['podinfo-ns'] },
  },
  jairouter: {
    auth: {
      apiKey: 'test-key',
      jwtSecret: 'test-jwt-secret-of-32-characters-',
      adminPassword: 'test-password',
    },
  },
};
