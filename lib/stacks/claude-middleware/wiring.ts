import type { Surroundings } from '../definition';
import type { ReleaseProps } from '../../engine/release/release';
import { Evaluator } from '../../engine/manifests/evaluate';
import type { Expr } from '../../engine/template/expression';
import { ValuesError, valuesOf } from '../../engine/values/check';
import type { JsonObject } from '../../engine/values/declaration';
import { isMap, overlay, scalarText } from '../../engine/values/merge';
import type { Patch } from '../../engine/values/patch';
import { relayChart } from '../claude-relay/chart';
import { ClaudeRelay } from '../claude-relay/stack';
import { middlewareChart } from './chart';
import type { middlewareValues } from './values';

/** A release of the relay. */
export type RelayRelease = Pick<ReleaseProps, 'name' | 'namespace' | 'values'>;

/** The relay as the middleware's own project publishes it, in the version of the middleware's chart. */
export const RELAY_IMAGE = {
  repository: 'lfreea/claude-relay-service',
  tag: middlewareChart.appVersion,
} as const;

/** The middleware of the same version, pinned. */
export const MIDDLEWARE_IMAGE = { tag: `middleware-${middlewareChart.appVersion}` } as const;

// The middleware puts the number of an account in the place of the client's key. Only the relay of its own project takes one
// (upstream, src/middleware/auth.js, isAccountId).
const ANSWERS_401 = /(^|\/)(wei-shaw|weishaw)\/claude-relay-service$/;

/**
 * What the middleware's values have to be for it to stand in front of a relay: its Service, its Redis, its network rules and
 * its longest stream, from the same declaration that the relay is deployed from.
 *
 * @param namespace the middleware's, if it is another one; the Secret with the password of Redis has to be there too
 * @throws ValuesError when the relay's values are not right, or the relay is one that the middleware cannot use
 * @example new Release(app, 'middleware', { stack: new ClaudeMiddleware(), name, namespace, values: [{ name: 'the relay', values: relayOf(relay) }] })
 */
export function relayOf(release: RelayRelease, namespace = release.namespace) {
  const relay = new ClaudeRelay();
  const values = valuesOf(relay.declaration, release.values ?? []);
  const evaluator = Evaluator.for({ ...release, chart: relay.chart, values });
  const text = (expression: Expr<string | number>): string => scalarText(evaluator.value(expression));
  refuseImage(text(relay.values.image.repository));

  const { redis } = relay;
  const inside = evaluator.holds(relay.values.redis.enabled);
  const elsewhere = namespace !== release.namespace;
  const host = (name: string): string => (elsewhere ? `${name}.${release.namespace}.svc` : name);
  return {
    relay: {
      host: host(text(relay.fullname)),
      port: Number(text(relay.values.service.port)),
      inCluster: true,
      ...(elsewhere ? { namespace: release.namespace } : {}),
    },
    redis: {
      host: inside ? host(text(redis.host)) : text(redis.host),
      port: Number(text(redis.port)),
      database: Number(text(redis.database)),
      tls: text(redis.tls) === 'true',
      inCluster: inside,
      ...(evaluator.holds(redis.protected) ? { existingSecret: text(redis.passwordSecret) } : {}),
    },
    streaming: { longestSeconds: Number(text(relay.values.streaming.longestSeconds)) },
  } satisfies Patch<typeof middlewareValues>;
}

function refuseImage(repository: string): void {
  if (!ANSWERS_401.test(repository)) return;
  throw new ValuesError([
    `${relayChart.name}: image.repository is ${repository}, which answers every request of the middleware with 401; ` +
      `set image to ${RELAY_IMAGE.repository} with the tag ${RELAY_IMAGE.tag}, which is of the middleware's project and version.`,
  ]);
}

/**
 * The middleware's values in an environment: in front of the relay of the same environment, unless they name a host outside.
 *
 * @throws ValuesError when they name no relay, or one of the cluster that the environment does not have
 */
export function inFrontOfRelay(given: JsonObject, environment: Surroundings, source: string): JsonObject {
  const host = hostIn(given);
  const relay = environment.stacks['claude-relay'];
  if (host?.includes('.') === true) return given;
  if (relay === undefined) {
    const is = host === undefined ? 'is not set' : `is ${host}, a Service of the namespace`;
    throw new ValuesError([
      `${source}: ${middlewareChart.name}: relay.host ${is}, but the environment has no ${relayChart.name}; ` +
        'add it under stacks, or set relay.host and redis.host to hosts outside.',
    ]);
  }
  const wiring = relayOf({
    name: relayChart.name,
    namespace: environment.namespace,
    values: [{ name: source, values: relay as JsonObject }],
  });
  if (host !== undefined && host !== wiring.relay.host) {
    throw new ValuesError([
      `${source}: ${middlewareChart.name}: relay.host is ${host}, but the relay of the environment is ${wiring.relay.host}; ` +
        'leave relay.host out, and it will be that.',
    ]);
  }
  return overlay(wiring, given);
}

/** The relay's values in an environment: the middleware of the same environment is let in, if that stands in front of it. */
export function letMiddlewareIn(given: JsonObject, environment: Surroundings): JsonObject {
  const middleware = environment.stacks['claude-middleware'] as JsonObject | undefined;
  if (middleware === undefined || hostIn(middleware)?.includes('.') === true) return given;
  const policy = given['networkPolicy'];
  const systems = isMap(policy) && Array.isArray(policy['systems']) ? (policy['systems'] as string[]) : [];
  return overlay(given, {
    networkPolicy: { systems: [...new Set([...systems, middlewareChart.name])] },
  });
}

/** The host of the relay that the middleware's values name, if they do. */
function hostIn(middleware: JsonObject): string | undefined {
  const { relay } = middleware;
  const host = isMap(relay) ? relay['host'] : undefined;
  return typeof host === 'string' && host !== '' ? host : undefined;
}
