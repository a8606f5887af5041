import type { Ref } from '../../engine/template/expression';
import {
  and,
  equal,
  isKind,
  not,
  orElse,
  releaseNamespace,
  type Condition,
} from '../../engine/template/operators';
import { choose, type Tree } from '../../engine/template/tree';
import { addNamespace } from '../../kubernetes/namespace';
import { globalOf } from './global';
import { DEFAULT_NAMESPACE, type mcpBoxValues, type McpBoxStack } from './values';

/**
 * Namespace of all objects.
 *
 * The document has two sources for it, `--namespace` and `global.namespace`. A value set by the user takes precedence; its
 * default applies only to a release in the namespace `default`. So each of the documented commands has its documented effect.
 */
export function namespaceOf({ namespace }: Pick<Ref<typeof mcpBoxValues>['global'], 'namespace'>): Tree {
  const standard = choose(equal(releaseNamespace, 'default'), DEFAULT_NAMESPACE, releaseNamespace);
  // Another chart may have something else under this name.
  return choose(
    isKind('string', namespace),
    choose(equal(namespace, DEFAULT_NAMESPACE), standard, orElse(namespace, releaseNamespace)),
    standard,
  );
}

/** Whether the namespace is created: if requested, and if it is not that of the release, which Helm creates. */
export function namespaceCreated(stack: McpBoxStack): Condition {
  return and(globalOf(stack).createNamespace, not(equal(stack.namespace, releaseNamespace)));
}

/** Adds the namespace if requested, and if it is not that of the release, which Helm creates. */
export function addPlatformNamespace(stack: McpBoxStack): void {
  const standard = globalOf(stack).podSecurity;
  addNamespace(stack, {
    name: stack.namespace,
    labels: {
      'pod-security.kubernetes.io/enforce': standard,
      'pod-security.kubernetes.io/audit': standard,
      'pod-security.kubernetes.io/warn': standard,
    },
    when: namespaceCreated(stack),
  });
}
