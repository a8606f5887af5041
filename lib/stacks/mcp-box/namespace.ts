import type { Ref } from '../../engine/template/expression';
import { and, equal, not, orElse, releaseNamespace, type Condition } from '../../engine/template/operators';
import { choose, type Tree } from '../../engine/template/tree';
import { addNamespace } from '../../kubernetes/namespace';
import type { AnyStack } from '../../kubernetes/stack';
import { DEFAULT_NAMESPACE, type mcpBoxValues } from './values';

type Global = Ref<typeof mcpBoxValues>['global'];

/**
 * Namespace of all objects.
 *
 * The document has two sources for it, `--namespace` and `global.namespace`. A value set by the user takes precedence; its
 * default applies only to a release in the namespace `default`. So each of the documented commands has its documented effect.
 */
export function namespaceOf({ namespace }: Global): Tree {
  return choose(
    equal(namespace, DEFAULT_NAMESPACE),
    choose(equal(releaseNamespace, 'default'), namespace, releaseNamespace),
    orElse(namespace, releaseNamespace),
  );
}

/** Whether the namespace is created: if requested, and if it is not that of the release, which Helm creates. */
export function namespaceCreated(stack: AnyStack, { createNamespace }: Global): Condition {
  return and(createNamespace, not(equal(stack.namespace, releaseNamespace)));
}

/** Adds the namespace if requested, and if it is not that of the release, which Helm creates. */
export function addPlatformNamespace(stack: AnyStack, global: Global): void {
  const standard = global.podSecurity;
  addNamespace(stack, {
    name: stack.namespace,
    labels: {
      'pod-security.kubernetes.io/enforce': standard,
      'pod-security.kubernetes.io/audit': standard,
      'pod-security.kubernetes.io/warn': standard,
    },
    when: namespaceCreated(stack, global),
  });
}
