import { Evaluator } from '../../engine/manifests/evaluate';
import type { ReleaseProps } from '../../engine/release/release';
import type { Expr } from '../../engine/template/expression';
import { ValuesError, valuesOf } from '../../engine/values/check';
import type { JsonObject } from '../../engine/values/declaration';
import { isMap, overlay, scalarString } from '../../engine/values/merge';
import type { Overrides } from '../../engine/values/overrides';
import { relayChart } from '../claude-relay/chart';
import { ClaudeRelay } from '../claude-relay/stack';
import type { Surroundings } from '../definition';
import { middlewareChart } from './chart';
import type { middlewareValues } from './values';

/** The relay, whose names and values the middleware's follow. It is the same for all releases, so it is built once. */
export function relayTemplate(): ClaudeRelay {
  return (made ??= new ClaudeRelay());
}

let made: ClaudeRelay | undefined;

/** A release of the relay. */
export type RelayRelease = Pick<ReleaseProps, 'name' | 'namespace' | 'values'>;

/** Relay image of the middleware's project, in the version of the middleware's chart. */
export const RELAY_IMAGE = {
  repository: 'lfreea/claude-relay-service',
  tag: middlewareChart.appVersion,
} as const;

/** Middleware image of the same version, pinned. */
export const MIDDLEWARE_IMAGE = { tag: `middleware-${middlewareChart.appVersion}` } as const;

// The middleware replaces the client's key with an account ID. Only the relay of its own project accepts one (upstream,
// src/middleware/auth.js, isAccountId); these repositories respond with 401.
export const RESPONDS_WITH_401 = /(^|\/)(wei-shaw|weishaw)\/claude-relay-service$/;

/**
 * Values of a middleware in front of a relay: Service, Redis, network rules and limits of streams and bodies, from the same
 * declaration as the relay's deployment.
 *
 * @param namespace namespace of the middleware, if different; the Secret with the Redis password must exist there too
 * @throws ValuesError if the relay's values are invalid, or the middleware does not support the relay's image
 * @example new Release(app, 'middleware', { stack: new ClaudeMiddleware(), name, namespace, values: [{ name: 'the relay', values: relayOf(relay) }] })
 */
export function relayOf(release: RelayRelease, namespace = release.namespace) {
  const relay = relayTemplate();
  const values = valuesOf(relay.declaration, release.values ?? []);
  const evaluator = Evaluator.for({ ...release, chart: relay.chart, values });
  const text = (expression: Expr<string | number>): string => scalarString(evaluator.value(expression));
  validateImage(text(relay.values.image.repository));

  const { redis } = relay;
  const { streaming } = relay.values;
  const bundled = evaluator.holds(relay.values.redis.enabled);
  const otherNamespace = namespace !== release.namespace;
  const host = (name: string): string => (otherNamespace ? `${name}.${release.namespace}.svc` : name);
  return {
    relay: {
      host: host(text(relay.fullname)),
      port: Number(text(relay.values.service.port)),
      inCluster: true,
      ...(otherNamespace ? { namespace: release.namespace } : {}),
    },
    redis: {
      host: bundled ? host(text(redis.host)) : text(redis.host),
      port: Number(text(redis.port)),
      database: Number(text(redis.database)),
      tls: text(redis.tls) === 'true',
      inCluster: bundled,
      ...(evaluator.holds(redis.protected)
        ? {
            existingSecret: text(redis.passwordSecret),
            existingSecretKeys: { password: text(redis.passwordKey) },
          }
        : {}),
    },
    streaming: {
      maxStreamSeconds: Number(text(streaming.maxStreamSeconds)),
      maxBodyMegabytes: Number(text(streaming.maxBodyMegabytes)),
    },
  } satisfies Overrides<typeof middlewareValues>;
}

function validateImage(repository: string): void {
  if (!RESPONDS_WITH_401.test(repository)) return;
  throw new ValuesError([`${relayChart.name}: image.repository ${rejectedImage(repository)}`]);
}

/**
 * What is wrong with a relay's image that rejects the middleware, to follow `image.repository`.
 *
 * @param prefix of the values of the relay, where it is one of several charts
 */
export function rejectedImage(repository: string, prefix = ''): string {
  return (
    `is ${repository}, which rejects every request of the middleware with status 401; ` +
    `set ${prefix}image.repository to ${RELAY_IMAGE.repository} and ${prefix}image.tag to ${RELAY_IMAGE.tag}, of the middleware's project and version.`
  );
}

/**
 * The middleware's values in an environment: connected to the relay of the same environment, unless they name an external host.
 *
 * @throws ValuesError if they name no relay, or a relay in the cluster that the environment does not have
 */
export function connectToRelay(given: JsonObject, environment: Surroundings, source: string): JsonObject {
  const host = relayHostIn(given);
  const relay = environment.stacks['claude-relay'];
  if (host?.includes('.') === true) return given;
  if (relay === undefined) {
    const found = host === undefined ? 'is not set' : `is ${host}, a Service of the namespace`;
    throw new ValuesError([
      `${source}: ${middlewareChart.name}: relay.host ${found}, but the environment has no ${relayChart.name}; ` +
        'add it under stacks, or set relay.host and redis.host to external hosts.',
    ]);
  }
  const wiring = relayOf({
    name: relayChart.name,
    namespace: environment.namespace,
    values: [{ name: `${source}: ${relayChart.name}`, values: relay as JsonObject }],
  });
  if (host !== undefined && host !== wiring.relay.host) {
    throw new ValuesError([
      `${source}: ${middlewareChart.name}: relay.host is ${host}, but the relay of the environment is ${wiring.relay.host}; ` +
        'remove relay.host to use that.',
    ]);
  }
  return overlay(wiring, given);
}

/**
 * The relay's values in an environment: its network policy allows the middleware of the same environment, if that uses this
 * relay.
 */
export function allowMiddleware(given: JsonObject, environment: Surroundings): JsonObject {
  const middleware = environment.stacks['claude-middleware'] as JsonObject | undefined;
  if (middleware === undefined || relayHostIn(middleware)?.includes('.') === true) return given;
  const policy = given['networkPolicy'];
  const clients =
    isMap(policy) && Array.isArray(policy['clientStacks']) ? (policy['clientStacks'] as string[]) : [];
  return overlay(given, {
    networkPolicy: { clientStacks: [...new Set([...clients, middlewareChart.name])] },
  });
}

/** Host of the relay in the middleware's values, if set. */
function relayHostIn(middleware: JsonObject): string | undefined {
  const { relay } = middleware;
  const host = isMap(relay) ? relay['host'] : undefined;
  return typeof host === 'string' && host !== '' ? host : undefined;
}
