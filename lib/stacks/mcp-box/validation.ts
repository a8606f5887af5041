import { refuseRequestsAboveLimits, refuseWrongPods } from '../../kubernetes/validation';
import { matches, text } from '../../engine/template/operators';
import { refuseVariablesTwice } from './containers';
import { refuseSameName, type OwnName } from './names';
import type { Others } from './others';
import type { Service } from './program';
import type { McpBoxStack } from './values';
import { refuseWrongSharing } from './volume';

/** Refuses values of all pods that Kubernetes does not take together. */
export function validate(stack: McpBoxStack): void {
  refuseWrongPods(stack, stack.values);
}

/**
 * Refuses values of a service that do not go together, or not with the other services.
 *
 * @param names that the service may not have
 */
export function validateService(service: Service, others: Others, names: readonly OwnName[]): void {
  const { stack, key, values, scope } = service;
  refuseSameName(service, others, names);
  refuseWrongSharing(service, others);
  refuseRequestsAboveLimits(scope, text`services.${key}.resources`, values.resources);
  refuseVariablesTwice(scope, text`services.${key}`, values);
  stack.refuseWithin(
    scope,
    text`services.${key}.config.mountPath`,
    'is /tmp, which is a directory of its own; choose another one.',
    matches(values.config.mountPath, /^\/tmp\/?$/),
  );
}
