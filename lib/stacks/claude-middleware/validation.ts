import { asString, equal, matches, not } from '../../engine/template/operators';
import { REDIS_KEYS } from '../../kubernetes/redis/redis';
import { fromElsewhere, validateOneSource, validateSecretSource } from '../../kubernetes/secret-source';
import { validatePods, validateResources } from '../../kubernetes/validation';
import { STATUS_PORT, TUNNEL_PORT } from './env';
import { API_KEY_KEYS, type MiddlewareStack } from './values';

/** Addresses of the pod itself: the document's examples for a single machine do not work in a cluster. */
const LOCAL = /^(localhost|127[.].*|0[.]0[.]0[.]0)$/;

/** Validation rules: required hosts, conflicting values, and public access without authentication. */
export function validate(stack: MiddlewareStack): void {
  const { values } = stack;
  const { auth, config, loadBalancer, redis, relay, service } = values;
  const hosts = [
    ['relay.host', relay.host, 'set it to the host of the relay, such as claude-relay'],
    ['redis.host', redis.host, "set it to the host of the relay's Redis, such as claude-relay-redis"],
  ] as const;
  for (const [path, host, remedy] of hosts) {
    stack.addValidation(path, `is empty; ${remedy}.`, not(host));
    stack.addValidation(path, `refers to the pod itself; ${remedy}.`, matches(host, LOCAL));
  }
  validateOneSource(stack, 'redis', redis, { password: redis.password });
  validateSecretSource(stack, redis, { path: 'redis', keys: REDIS_KEYS });
  validateResources(stack, 'resources', values.resources);
  validateResources(stack, 'initResources', values.initResources);
  validateResources(stack, 'tunnel.resources', values.tunnel.resources);
  const [tunnel, status] = [String(TUNNEL_PORT), String(STATUS_PORT)];
  stack.addValidation(
    'config.port',
    `is ${tunnel} or ${status}, a port of the Redis tunnel while redis.tls is true; use another port.`,
    redis.tls,
    matches(asString(config.port), new RegExp(`^(${tunnel}|${status})$`)),
  );
  stack.addValidation(
    'auth.apiKeys',
    'is empty although auth.enabled is true, which would allow every client; set it, or name a Secret in auth.existingSecret.',
    auth.enabled,
    not(auth.apiKeys),
    not(fromElsewhere(auth)),
  );
  validateOneSource(stack, 'auth', auth, { apiKeys: auth.apiKeys }, auth.enabled);
  validateSecretSource(stack, auth, { path: 'auth', keys: API_KEY_KEYS, enabled: auth.enabled });
  const remedy = 'set auth.enabled to true';
  stack.addValidation(
    'loadBalancer',
    `is enabled for all addresses although auth.enabled is false; ${remedy}, or restrict the addresses with loadBalancer.sourceRanges.`,
    loadBalancer.enabled,
    not(loadBalancer.sourceRanges),
    not(auth.enabled),
  );
  stack.addValidation(
    'service.type',
    `is LoadBalancer although auth.enabled is false; ${remedy}, or use loadBalancer with sourceRanges.`,
    equal(service.type, 'LoadBalancer'),
    not(auth.enabled),
  );
  validatePods(stack, values);
}
