import type { AnyStack } from '../../kubernetes/stack';
import type { Expr, Ref } from '../../engine/template/expression';
import { appVersion, asText, matches, orElse, text } from '../../engine/template/operators';
import { choose, type When } from '../../engine/template/tree';
import type { middlewareValues } from './values';

/** The environment variable with the API keys, and the key of the Secret that they stand under. */
export const API_KEYS = 'MIDDLEWARE_API_KEYS';

/** The environment variables that the stack sets; a user cannot set them a second way. */
export const MIDDLEWARE_SETTINGS = [
  'PORT', 'GIN_MODE', 'REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD', 'REDIS_DB', 'TARGET_URL', 'PROXY_TIMEOUT',
  'MIDDLEWARE_AUTH_ENABLED', API_KEYS, 'MIDDLEWARE_API_KEY_PREFIX',
] as const; // prettier-ignore

/** What comes from a Secret, as opposed to the settings below. */
type Secrets = 'REDIS_PASSWORD' | typeof API_KEYS;

/** The settings that are no secret. */
export type Settings = Readonly<
  Record<Exclude<(typeof MIDDLEWARE_SETTINGS)[number], Secrets>, Expr<string> | When<string | Expr<string>>>
>;

/** The port of the pod that leads to a Redis with TLS, see `tunnelOf`. */
export const TUNNEL_PORT = 6379;

/** The port of the pod on which that tunnel says how it does, to the pod itself. */
export const STATUS_PORT = 6380;

/** The middleware's settings that are no secret, as environment variables. */
export function middlewareSettings(values: Ref<typeof middlewareValues>, targetUrl: Expr<string>): Settings {
  const { auth, config, redis, streaming } = values;
  return {
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
}

/**
 * The image, and when the node pulls it. Kubernetes takes only the tag `latest` for one that moves, and would leave
 * `middleware-latest` at what the node has.
 */
export function middlewareImage(stack: AnyStack, { image }: Ref<typeof middlewareValues>) {
  const tag = orElse(image.tag, text`middleware-${appVersion}`);
  const reference = stack.namedText('image', 'The image.', text`${image.repository}:${tag}`);
  const pulled = choose(matches(reference, /-v?[0-9]+[.][0-9]+[.][0-9]+$/), 'IfNotPresent', 'Always');
  return {
    image: reference,
    imagePullPolicy: stack.namedText(
      'imagePullPolicy',
      'When the node pulls the image: each time, unless the tag is that of a version.',
      choose(image.pullPolicy, image.pullPolicy, pulled),
    ),
  };
}
