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

function identity(object: KubernetesObject): string {
  const metadata = object['metadata'] as JsonObject;
  return [object['kind'], metadata['namespace'] ?? '', metadata['name']].join('/');
}
