import { section } from '../../engine/values/collections';
import { hostname, objectName } from '../../engine/values/names';
import { integer, port } from '../../engine/values/numbers';
import { boolean, secret } from '../../engine/values/scalars';
import { pinnedImageValues } from '../image';
import { extraRulesOf } from '../network-policy';
import { componentPodValues } from '../pod-values';
import { resourceValues } from '../resources';
import { secretSourceValues } from '../secret-source';
import { claimValues } from '../volume';
import { statefulSetValues } from '../workload-values';

/** The key of a Secret with the password. */
export const REDIS_KEYS = { password: 'password' } as const;

/** The port that Redis listens on. */
export const REDIS_PORT = 6379;
/** User ID of `redis` in the Alpine image. */
export const REDIS_USER = 999;
/** Group ID of `redis` there. */
export const REDIS_GROUP = 1000;

/** The values of the bundled Redis. */
export const redisValues = section('Bundled Redis.', {
  enabled: boolean(true, 'Deploy the bundled Redis; otherwise use externalRedis.'),
  image: pinnedImageValues({ repository: 'docker.io/library/redis', tag: '7.4.6-alpine' }, 'Image of Redis.'),
  auth: section('Authentication.', {
    enabled: boolean(false, 'Require a password.'),
    password: secret('Redis password.'),
    existingSecret: objectName('', `Existing Secret with the password under the key ${REDIS_KEYS.password}.`),
    ...secretSourceValues(REDIS_KEYS),
  }),
  persistence: section('Persistent volume of Redis, which holds all state of the application.', {
    enabled: boolean(true, 'Store the data on a persistent volume.'),
    ...claimValues('8Gi', undefined, true),
  }),
  resources: resourceValues(
    {
      limits: { cpu: '250m', memory: '256Mi' },
      requests: { cpu: '100m', memory: '128Mi' },
    },
    'Resource requests and limits of Redis.',
  ),
  networkPolicy: extraRulesOf('Redis'),
  ...componentPodValues(REDIS_USER, REDIS_GROUP),
  ...statefulSetValues,
});

/** The values of an external Redis. */
export const externalRedisValues = section('External Redis, used when redis.enabled is false.', {
  host: hostname('', 'Redis host.'),
  port: port(REDIS_PORT, 'Redis port.'),
  password: secret('Redis password; empty for none.'),
  existingSecret: objectName('', `Existing Secret with the password under the key ${REDIS_KEYS.password}.`),
  database: integer(0, 'Redis database number.', { minimum: 0, maximum: 65_535 }),
  tls: boolean(false, 'Connect over TLS.'),
  ...secretSourceValues(REDIS_KEYS),
});
