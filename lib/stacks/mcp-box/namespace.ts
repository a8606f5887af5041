import type { AnyStack } from '../../kubernetes/stack';
import { addNamespace } from '../../kubernetes/namespace';
import type { Ref } from '../../engine/template/expression';
import { and, equal, not, orElse, releaseNamespace, type Condition } from '../../engine/template/operators';
import { choose, type Tree } from '../../engine/template/tree';
import { DEFAULT_NAMESPACE, type mcpBoxValues } from './values';

type Global = Ref<typeof mcpBoxValues>['global'];

/**
 * The namespace of all objects.
 *
 * The document has two sources for it, `--namespace` and `global.namespace`. A value that the user has set wins, and the
 * value's default only where the release goes to the namespace `default`: so each of the documented commands does what it says.
 */
export function namespaceOf({ namespace }: Global): Tree {
  return choose(
    equal(namespace, DEFAULT_NAMESPACE),
    choose(equal(releaseNamespace, 'default'), namespace, releaseNamespace),
    orElse(namespace, releaseNamespace),
  );
}

/** Whether the namespace is made: if that is wished and Helm has not made it already. */
export function makesNamespace(stack: AnyStack, { createNamespace }: Global): Condition {
  return and(createNamespace, not(equal(stack.namespace, releaseNamespace)));
}

/** Adds the namespace, if that is wished and Helm has not made it already. */
export function addOwnNamespace(stack: AnyStack, global: Global): void {
  const standard = global.podSecurity;
  addNamespace(stack, {
    name: stack.namespace,
    labels: {
      'pod-security.kubernetes.io/enforce': standard,
      'pod-security.kubernetes.io/audit': standard,
      'pod-security.kubernetes.io/warn': standard,
    },
    when: makesNamespace(stack, global),
  });
}
