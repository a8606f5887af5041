import type { Expr } from '../../engine/template/expression';
import { asString } from '../../engine/template/operators';
import { choose, type Templated } from '../../engine/template/tree';
import { withUserEnv, type Env } from '../../kubernetes/env';
import type { MiddlewareStack } from './values';

/** Environment variable with the API keys, and their key in the Secret. */
export const API_KEYS = 'MIDDLEWARE_API_KEYS';

/** Port of the tunnel to a Redis with TLS within the pod, see `tunnelContainer`. */
export const TUNNEL_PORT = 6379;

/** Port of the tunnel's status listener within the pod. */
export const STATUS_PORT = 6380;

/**
 * Environment variables of the middleware: plain variables, those from Secrets, and the user's.
 *
 * @param secretEnv variables from Secrets
 */
export function middlewareEnv(stack: MiddlewareStack, targetUrl: Expr<string>, secretEnv: readonly Env[]) {
  const { auth, config, redis, streaming } = stack.values;
  const variables: Readonly<Record<string, Templated<string>>> = {
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
  const plain = Object.entries(variables).map(([name, value]) => ({ name, value }));
  return withUserEnv(stack, [...plain, ...secretEnv], config.extraEnv);
}
