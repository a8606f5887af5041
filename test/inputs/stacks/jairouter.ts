import { autoscaling, keda, noHosts, waysIn, type Conflict } from '../conflict';

/** What JAiRouter rejects although each value is right. */
export const conflicts: readonly Conflict[] = [
  noHosts,
  ...waysIn({}, ['service.nodePort']),
  { path: 'autoscaling.minReplicas', values: { autoscaling: { minReplicas: 9, maxReplicas: 8 } } },
  ...autoscaling.slice(1),
  ...keda,
  {
    path: 'keda.enabled',
    values: { stateless: false, replicaCount: 1, keda: { enabled: true, triggers: [{ type: 'cron', metadata: {} }] } },
  },
  ...['apiKey', 'jwtSecret', 'adminPassword'].map((key) => ({ path: `auth.${key}`, values: { auth: { [key]: '' } } })),
  ...['apiKey', 'jwtSecret', 'adminPassword', 'databasePassword'].map((key) => ({
    path: `auth.${key}`,
    values: { auth: { existingSecret: 'x', [key]: 'y'.repeat(40) } },
  })),
  { path: 'auth.jwtSecret', values: { auth: { jwtSecret: 'x'.repeat(31) } } },
  ...['apiKey', 'jwtSecret', 'adminPassword'].map((key) => ({ path: `auth.${key}`, values: { auth: { [key]: `${'x'.repeat(40)}\${` } } })),
  { path: 'config.application.yml', values: { config: { 'application.yml': 'instances:\n  - base-url: http://a\n' } } },
  { path: 'config.application.yml', values: { config: { 'application.yml': 'instances:\n  - instance-id: a\n' } } },
  { path: 'autoscaling.enabled', values: { stateless: false } },
  { path: 'replicaCount', values: { stateless: false, replicaCount: 2, autoscaling: { enabled: false } } },
  { path: 'persistence.accessMode', values: { persistence: { accessMode: 'ReadWriteOnce' } } },
  { path: 'verticalAutoscaling.updateMode', values: { verticalAutoscaling: { enabled: true, updateMode: 'Auto' } } },
]; // prettier-ignore

/** Every kind of mistake can be made in its values. */
export const lacks: readonly string[] = [];
