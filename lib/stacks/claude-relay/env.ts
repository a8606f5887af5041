import type { Expr, Ref } from '../../engine/template/expression';
import { asString, product, text, type Condition } from '../../engine/template/operators';
import { choose, commented, ifSet, merged, type Merged, type Tree } from '../../engine/template/tree';
import { secretEnv } from '../../kubernetes/env';
import type { Redis } from '../../kubernetes/redis/redis';
import type { relayValues } from './values';

/** Container port of the relay (upstream, config/config.example.js). */
export const RELAY_PORT = 3000;

/** Environment variables of the stack, reserved: `config.extraEnv` must not set them. */
export const RELAY_VARIABLES = [
  'NODE_ENV', 'HOST', 'PORT', 'LOG_LEVEL', 'DEBUG', 'CLAUDE_API_URL', 'TRUST_PROXY', 'REQUEST_TIMEOUT', 'DEFAULT_PROXY_TIMEOUT',
  'REQUEST_MAX_SIZE_MB', 'CLEAR_CONCURRENCY_QUEUES_ON_STARTUP', 'BALANCE_SCRIPT_ENABLED', 'REDIS_HOST', 'REDIS_PORT', 'REDIS_DB',
  'REDIS_ENABLE_TLS', 'REDIS_PASSWORD', 'JWT_SECRET', 'ENCRYPTION_KEY', 'ADMIN_USERNAME', 'ADMIN_PASSWORD',
] as const; // prettier-ignore

/** Data of the relay's ConfigMap: the variables other than secrets. */
export function relayEnv(
  values: Ref<typeof relayValues>,
  redis: Redis,
  multipleReplicas: Condition,
): Merged<unknown> {
  const { config, streaming } = values;
  const timeoutMilliseconds = text`${product(streaming.maxStreamSeconds, 1000)}`;
  const variables: Partial<Record<(typeof RELAY_VARIABLES)[number], Tree>> = {
    NODE_ENV: config.nodeEnv,
    HOST: '0.0.0.0',
    PORT: String(RELAY_PORT),
    LOG_LEVEL: config.logLevel,
    DEBUG: asString(config.debug),
    CLAUDE_API_URL: config.claudeApiUrl,
    TRUST_PROXY: commented(
      "Behind an Ingress the client's address is in a header (X-Forwarded-For).",
      asString(values.ingress.enabled),
    ),
    REQUEST_TIMEOUT: commented(
      "In milliseconds. Upstream's defaults differ between its Compose file (60 s) and its code (600 s).",
      timeoutMilliseconds,
    ),
    DEFAULT_PROXY_TIMEOUT: timeoutMilliseconds,
    REQUEST_MAX_SIZE_MB: asString(streaming.maximumBodyMegabytes),
    CLEAR_CONCURRENCY_QUEUES_ON_STARTUP: commented(
      'With multiple replicas a starting pod must not clear the queues of the others.',
      choose(multipleReplicas, 'false', 'true'),
    ),
    BALANCE_SCRIPT_ENABLED: commented(
      'Allows administrators to run scripts in the server; enabled by default upstream.',
      'false',
    ),
    REDIS_HOST: redis.host,
    REDIS_PORT: text`${redis.port}`,
    REDIS_DB: redis.database,
    REDIS_ENABLE_TLS: redis.tls,
  };
  return merged(variables, config.extraEnv);
}

/** Data of the relay's Secret. */
export function relaySecret({ config }: Ref<typeof relayValues>) {
  return {
    JWT_SECRET: config.jwtSecret,
    ENCRYPTION_KEY: config.encryptionKey,
    ADMIN_USERNAME: ifSet(config.adminUsername),
    ADMIN_PASSWORD: ifSet(config.adminPassword),
  };
}

/** Environment variables from the relay's Secret. */
export function relaySecretEnv(secretName: Expr<string>) {
  return [
    secretEnv('JWT_SECRET', secretName, 'JWT_SECRET'),
    secretEnv('ENCRYPTION_KEY', secretName, 'ENCRYPTION_KEY'),
    secretEnv('ADMIN_USERNAME', secretName, 'ADMIN_USERNAME', { optional: true }),
    secretEnv('ADMIN_PASSWORD', secretName, 'ADMIN_PASSWORD', { optional: true }),
  ];
}
