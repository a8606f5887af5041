import { userEnv, type Env } from '../../kubernetes/env';
import type { Expr, Ref } from '../../engine/template/expression';
import { asString } from '../../engine/template/operators';
import { choose, type When } from '../../engine/template/tree';
import type { middlewareValues } from './values';

/** Environment variable with the API keys, and their key in the Secret. */
export const API_KEYS = 'MIDDLEWARE_API_KEYS';

/** Environment variables of the stack, reserved: `config.extraEnv` must not set them. */
export const MIDDLEWARE_VARIABLES = [
  'PORT', 'GIN_MODE', 'REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD', 'REDIS_DB', 'TARGET_URL', 'PROXY_TIMEOUT',
  'MIDDLEWARE_AUTH_ENABLED', API_KEYS, 'MIDDLEWARE_API_KEY_PREFIX',
] as const; // prettier-ignore

/** Names of the variables from Secrets. */
type SecretVariable = 'REDIS_PASSWORD' | typeof API_KEYS;

/** The variables other than secrets. */
type Variables = Readonly<
  Record<
    Exclude<(typeof MIDDLEWARE_VARIABLES)[number], SecretVariable>,
    Expr<string> | When<string | Expr<string>>
  >
>;

/** Port of the tunnel to a Redis with TLS within the pod, see `tunnelContainer`. */
export const TUNNEL_PORT = 6379;

/** Port of the tunnel's status listener within the pod. */
export const STATUS_PORT = 6380;

/**
 * Environment variables of the middleware: plain variables, those from Secrets, and the user's.
 *
 * @param secretEnv variables from Secrets
 */
export function middlewareEnv(
  values: Ref<typeof middlewareValues>,
  targetUrl: Expr<string>,
  secretEnv: readonly Env[],
) {
  const { auth, config, redis, streaming } = values;
  const variables: Variables = {
    PORT: asString(config.port),
    GIN_MODE: config.ginMode,
    REDIS_HOST: choose(redis.tls, '127.0.0.1', redis.host),
    REDIS_PORT: choose(redis.tls, String(TUNNEL_PORT), asString(redis.port)),
    REDIS_DB: asString(redis.database),
    TARGET_URL: targetUrl,
    PROXY_TIMEOUT: asString(streaming.maxStreamSeconds),
    MIDDLEWARE_AUTH_ENABLED: asString(auth.enabled),
    MIDDLEWARE_API_KEY_PREFIX: auth.keyPrefix,
  };
  return [
    ...Object.entries(variables).map(([name, value]) => ({ name, value })),
    ...secretEnv,
    userEnv(config.extraEnv),
  ];
}
