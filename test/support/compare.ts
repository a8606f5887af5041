import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { JsonObject } from '../../lib/engine/values/declaration';

/** Objects by kind, namespace and name, in that order: what has to be the same in two renderings, whatever its order. */
export function byIdentity(objects: readonly unknown[]): Record<string, KubernetesObject> {
  const entries = (objects as KubernetesObject[]).map((object) => [identity(object), object] as const);
  const result: Record<string, KubernetesObject> = {};
  for (const [key, object] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (Object.hasOwn(result, key)) throw new Error(`Two objects are ${key}.`);
    result[key] = object;
  }
  return result;
}

/**
 * What a cdk8s app makes as Helm would have made it: an object says which of them manages it, and that is the one difference
 * between what kubectl applies and what Helm installs.
 */
export function asManagedByHelm(objects: readonly unknown[]): readonly unknown[] {
  const label = 'app.kubernetes.io/managed-by';
  return (objects as KubernetesObject[]).map((object) => {
    const metadata = object['metadata'] as JsonObject;
    const labels = metadata['labels'] as JsonObject | undefined;
    // A namespace is shared and outlives the release: nobody manages it.
    if (object['kind'] === 'Namespace' && labels?.[label] === undefined) return object;
    if (labels?.[label] !== 'cdk8s') throw new Error(`${identity(object)} is not managed by cdk8s.`);
    return { ...object, metadata: { ...metadata, labels: { ...labels, [label]: 'Helm' } } };
  });
}

function identity(object: KubernetesObject): string {
  const metadata = object['metadata'] as JsonObject;
  return [object['kind'], metadata['namespace'] ?? '', metadata['name']].join('/');
}
