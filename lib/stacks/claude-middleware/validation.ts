import { refuseRequestsAboveLimits, refuseTwoSources, refuseWrongPods } from '../../kubernetes/validation';
import { asText, equal, matches, not } from '../../engine/template/operators';
import { STATUS_PORT, TUNNEL_PORT } from './env';
import type { MiddlewareStack } from './values';

/** Within a pod these are the pod itself, so what the document's examples say of one machine leads nowhere. */
const LOCAL = /^(localhost|127[.].*|0[.]0[.]0[.]0)$/;

/** Refuses values that do not go together, and those without which the middleware reaches nothing. */
export function validate(stack: MiddlewareStack): void {
  const { values } = stack;
  const { auth, config, loadBalancer, redis, relay, service } = values;
  const hosts = [
    ['relay.host', relay.host, 'set the host of the relay, such as claude-relay'],
    ['redis.host', redis.host, "set the host of the relay's Redis, such as claude-relay-redis"],
  ] as const;
  for (const [path, host, mend] of hosts) {
    stack.refuse(path, `is empty; ${mend}.`, not(host));
    stack.refuse(path, `is the pod itself; ${mend}.`, matches(host, LOCAL));
  }
  refuseTwoSources(stack, 'redis', redis, ['password']);
  refuseRequestsAboveLimits(stack, 'resources', values.resources);
  refuseRequestsAboveLimits(stack, 'tunnel.resources', values.tunnel.resources);
  const [tunnel, status] = [String(TUNNEL_PORT), String(STATUS_PORT)];
  stack.refuse(
    'config.port',
    `is ${tunnel} or ${status}, on which the tunnel to Redis listens while redis.tls is true; choose another.`,
    redis.tls,
    matches(asText(config.port), new RegExp(`^(${tunnel}|${status})$`)),
  );
  stack.refuse(
    'auth.apiKeys',
    'is empty although auth.enabled is true, which would let everyone in; set it, or name a Secret in auth.existingSecret.',
    auth.enabled,
    not(auth.apiKeys),
    not(auth.existingSecret),
  );
  refuseTwoSources(stack, 'auth', auth, ['apiKeys']);
  const keys = 'set auth.enabled';
  stack.refuse(
    'loadBalancer',
    `is enabled for all addresses although auth.enabled is false; ${keys}, or say in loadBalancer.sourceRanges who may connect.`,
    loadBalancer.enabled,
    not(loadBalancer.sourceRanges),
    not(auth.enabled),
  );
  stack.refuse(
    'service.type',
    `is LoadBalancer although auth.enabled is false; ${keys}, or use loadBalancer with sourceRanges.`,
    equal(service.type, 'LoadBalancer'),
    not(auth.enabled),
  );
  refuseWrongPods(stack, values);
}
