import type { KubernetesObject } from '../manifests/render';
import type { Json, JsonObject } from '../values/declaration';
import { isMap, scalarString } from '../values/merge';
import { at, items, metadataOf } from './objects';

/** An object that selects pods which are not its own, and the object that makes them. */
export interface Selection {
  readonly by: KubernetesObject;
  readonly of: KubernetesObject;
}

/**
 * What of one release selects pods of another one: a Service would send requests to them, a Deployment would take them for its
 * own. A selector that selects all pods of the namespace means it.
 */
export function foreignPods(
  one: readonly KubernetesObject[],
  other: readonly KubernetesObject[],
): readonly Selection[] {
  const makers = other.filter((object) => at(object, 'spec', 'template', 'metadata', 'labels') !== undefined);
  return one.flatMap((by) => {
    const selector = selectorOf(by);
    if (selector === undefined) return [];
    return makers
      .filter((maker) => metadataOf(maker).namespace === metadataOf(by).namespace)
      .filter((maker) => selects(selector, at(maker, 'spec', 'template', 'metadata', 'labels')))
      .map((of) => ({ by, of }));
  });
}

/** What selects an object's own pods, as a label selector of the Kubernetes API. */
function selectorOf(object: KubernetesObject): JsonObject | undefined {
  const key = object['kind'] === 'NetworkPolicy' ? 'podSelector' : 'selector';
  const selector = at(object, 'spec', key);
  // The selector of a ServiceMonitor is for Services.
  if (!isMap(selector) || scalarString(object['apiVersion']).startsWith('monitoring.')) return undefined;
  const whole = object['kind'] === 'Service' ? { matchLabels: selector } : selector;
  return Object.values(whole).some((part) => Object.keys(part ?? {}).length > 0) ? whole : undefined;
}

/** Whether a label selector of the Kubernetes API selects what has some labels; an empty one selects everything. */
export function selects(selector: JsonObject, labels: Json | undefined): boolean {
  const wanted = Object.entries(isMap(selector['matchLabels']) ? selector['matchLabels'] : {});
  return (
    wanted.every(([key, value]) => at(labels, key) === value) &&
    items(selector['matchExpressions']).every((expression) => holds(expression, labels))
  );
}

/** Whether a requirement holds (Kubernetes API, LabelSelectorRequirement). */
function holds(expression: Json, labels: Json | undefined): boolean {
  const value = at(labels, scalarString(at(expression, 'key')));
  const among = value !== undefined && items(at(expression, 'values')).includes(value);
  switch (at(expression, 'operator')) {
    case 'In':
      return among;
    case 'NotIn':
      return !among;
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}
