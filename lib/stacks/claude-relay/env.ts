import { asString, or, product, text, type Condition } from '../../engine/template/operators';
import { choose, commented, merged, when, type Merged, type Tree } from '../../engine/template/tree';
import { reserveVariables } from '../../kubernetes/env';
import type { Redis } from '../../kubernetes/redis/redis';
import { RELAY_KEYS } from './values';
import type { RelayVersion } from './software';
import type { RelayStack } from './values';

/** Container port of the relay (upstream, config/config.example.js). */
export const RELAY_PORT = 3000;

/** Inputs of the variables other than the values. */
export interface RelayEnvProps {
  readonly redis: Redis;
  readonly multipleReplicas: Condition;
  readonly version: RelayVersion;
}

/** Data of the relay's ConfigMap: the variables other than secrets, and the user's. */
export function relayEnv(stack: RelayStack, props: RelayEnvProps): Merged<unknown> {
  const { multipleReplicas, redis, version } = props;
  const { values } = stack;
  const { config, streaming } = values;
  const timeoutMilliseconds = text`${product(streaming.maxStreamSeconds, 1000)}`;
  const variables: Readonly<Record<string, Tree>> = {
    NODE_ENV: config.nodeEnv,
    HOST: config.host,
    PORT: String(RELAY_PORT),
    LOG_LEVEL: config.logLevel,
    DEBUG: asString(config.debug),
    CLAUDE_API_URL: config.claudeApiUrl,
    TRUST_PROXY: commented(
      "Behind an Ingress, an HTTPRoute, a Route, and the middleware, the client's address is in a header (X-Forwarded-For).",
      choose(
        or(
          values.ingress.enabled,
          values.httpRoute.enabled,
          values.route.enabled,
          values.networkPolicy.clientStacks,
        ),
        'true',
        'false',
      ),
    ),
    DEFAULT_PROXY_TIMEOUT: commented(
      "In milliseconds. Upstream's defaults differ between its Compose file (60 s) and its code (600 s; of the fork 30 s).",
      timeoutMilliseconds,
    ),
    REDIS_HOST: redis.host,
    REDIS_PORT: text`${redis.port}`,
    REDIS_DB: redis.database,
    REDIS_ENABLE_TLS: redis.tls,
  };
  // Each is rendered only where the version may read it.
  const versioned: Readonly<Record<string, Tree>> = {
    REQUEST_TIMEOUT: timeoutMilliseconds,
    REQUEST_MAX_SIZE_MB: asString(streaming.maxBodyMegabytes),
    CLEAR_CONCURRENCY_QUEUES_ON_STARTUP: commented(
      'With multiple replicas a starting pod must not clear the queues of the others.',
      choose(multipleReplicas, 'false', 'true'),
    ),
    BALANCE_SCRIPT_ENABLED: commented(
      'Allows administrators to run scripts in the server; enabled by default upstream.',
      'false',
    ),
  };
  const secrets = ['REDIS_PASSWORD', ...Object.values(RELAY_KEYS)];
  reserveVariables(stack, config.extraEnv, [
    ...Object.keys(variables),
    ...Object.keys(versioned),
    ...secrets,
  ]);
  const conditional = Object.entries(versioned).map(([name, value]) => ({
    [name]: when(version.mayRead(name), value),
  }));
  return merged(variables, ...conditional, config.extraEnv);
}
