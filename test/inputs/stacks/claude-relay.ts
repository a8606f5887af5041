import { autoscaling, noHosts, type Conflict } from '../conflict';

/** What the relay rejects although each value is right. */
export const conflicts: readonly Conflict[] = [
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
  { path: 'ingress.hosts', values: { image: { tag: '1.2.15' }, ingress: { enabled: true } } },
  { path: 'service.type', values: { image: { tag: '1.2.15' }, service: { type: 'NodePort' } } },
  { path: 'externalRedis.host', values: { redis: { enabled: false } } },
  { path: 'externalRedis.password', values: { redis: { enabled: false }, externalRedis: { host: 'a', password: 'x', existingSecret: 'y' } } },
]; // prettier-ignore

/** Every kind of mistake can be made in its values. */
export const lacks: readonly string[] = [];
