import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, items } from '../../../engine/release/objects';
import type { Json } from '../../../engine/values/declaration';
import { scalarString } from '../../../engine/values/merge';
import { podResource } from '../../objects/workloads';

/**
 * Whether a quota counts a pod, by the specification of that: all of its scopes have to select it, as in Kubernetes (`podMatchesScopeFunc`
 * of pkg/quota/v1/evaluator/core). Scopes that are not known here select none.
 */
export function countsPod(quota: KubernetesObject, pod: Json): boolean {
  return scopesOf(quota).every(
    (scope) => SCOPES[scalarString(at(scope, 'scopeName'))]?.(pod, scope) ?? false,
  );
}

/** The scopes of a quota, as requirements. */
export function scopesOf(quota: KubernetesObject): readonly Json[] {
  const spec = quota['spec'];
  return [
    ...items(at(spec, 'scopes')).map((scopeName) => ({ scopeName, operator: 'Exists' })),
    ...items(at(spec, 'scopeSelector', 'matchExpressions')),
  ];
}

const SCOPES: Readonly<Record<string, (pod: Json, scope: Json) => boolean>> = {
  Terminating: hasDeadline,
  NotTerminating: (pod) => !hasDeadline(pod),
  BestEffort: isBestEffort,
  NotBestEffort: (pod) => !isBestEffort(pod),
  PriorityClass: hasPriority,
};

function hasDeadline(pod: Json): boolean {
  return Number(at(pod, 'activeDeadlineSeconds') ?? -1) >= 0;
}

/** Whether no container asks for CPU or memory. */
function isBestEffort(pod: Json): boolean {
  return !(['requests', 'limits'] as const).some((of) =>
    ['cpu', 'memory'].some((kind) => podResource(pod, of, kind) > 0),
  );
}

function hasPriority(pod: Json, scope: Json): boolean {
  const name = scalarString(at(pod, 'priorityClassName') ?? '');
  const isNamed = items(at(scope, 'values')).some((value) => scalarString(value) === name);
  switch (at(scope, 'operator')) {
    case 'In':
      return isNamed;
    case 'NotIn':
      return !isNamed;
    case 'DoesNotExist':
      return name === '';
    default:
      return name !== '';
  }
}
