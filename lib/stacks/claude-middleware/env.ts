import { userEnv } from '../../kubernetes/env';
import type { Expr, Ref } from '../../engine/template/expression';
import { asText } from '../../engine/template/operators';
import { choose, type When } from '../../engine/template/tree';
import type { middlewareValues } from './values';

/** The environment variable with the API keys, and the key of the Secret that they stand under. */
export const API_KEYS = 'MIDDLEWARE_API_KEYS';

/** The environment variables that the stack sets; a user cannot set them a second time. */
export const MIDDLEWARE_VARIABLES = [
  'PORT', 'GIN_MODE', 'REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD', 'REDIS_DB', 'TARGET_URL', 'PROXY_TIMEOUT',
  'MIDDLEWARE_AUTH_ENABLED', API_KEYS, 'MIDDLEWARE_API_KEY_PREFIX',
] as const; // prettier-ignore

/** What comes from a Secret, as opposed to the variables below. */
type Secrets = 'REDIS_PASSWORD' | typeof API_KEYS;

/** The variables that are no secret. */
type Variables = Readonly<
  Record<Exclude<(typeof MIDDLEWARE_VARIABLES)[number], Secrets>, Expr<string> | When<string | Expr<string>>>
>;

/** The port of the pod that leads to a Redis with TLS, see `tunnelOf`. */
export const TUNNEL_PORT = 6379;

/** The port of the pod on which that tunnel says how it does, to the pod itself. */
export const STATUS_PORT = 6380;

/**
 * The middleware's environment variables: those that are no secret, those from Secrets, and the user's.
 *
 * @param secretEnv the variables from Secrets
 */
export function middlewareEnv(
  values: Ref<typeof middlewareValues>,
  targetUrl: Expr<string>,
  secretEnv: readonly When<unknown>[],
) {
  const { auth, config, redis, streaming } = values;
  const variables: Variables = {
    PORT: asText(config.port),
    GIN_MODE: config.ginMode,
    REDIS_HOST: choose(redis.tls, '127.0.0.1', redis.host),
    REDIS_PORT: choose(redis.tls, String(TUNNEL_PORT), asText(redis.port)),
    REDIS_DB: asText(redis.database),
    TARGET_URL: targetUrl,
    PROXY_TIMEOUT: asText(streaming.longestSeconds),
    MIDDLEWARE_AUTH_ENABLED: asText(auth.enabled),
    MIDDLEWARE_API_KEY_PREFIX: auth.keyPrefix,
  };
  return [
    ...Object.entries(variables).map(([name, value]) => ({ name, value })),
    ...secretEnv,
    userEnv(config.extraEnv),
  ];
}
