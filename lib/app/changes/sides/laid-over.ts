import type { KubernetesObject } from '../../../engine/manifests/render';
import type { Json, JsonObject } from '../../../engine/values/declaration';
import { isMap } from '../../../engine/values/merge';
import { itemKey } from '../list-keys';

/**
 * An object of a cluster with a manifest laid over it, nearly as an apply would: for objects that the cluster does not take, so that its
 * fields can be compared all the same.
 */
export function laidOver(live: KubernetesObject, manifest: KubernetesObject): KubernetesObject {
  return mapsOver(live, manifest, []);
}

function mapsOver(live: JsonObject, manifest: JsonObject, path: readonly string[]): JsonObject {
  const entries = Object.entries(manifest).map(
    ([key, value]) => [key, over(live[key], value, [...path, key])] as const,
  );
  return { ...live, ...Object.fromEntries(entries) };
}

function over(live: Json | undefined, manifest: Json, path: readonly string[]): Json {
  if (isMap(live) && isMap(manifest)) return mapsOver(live, manifest, path);
  if (!Array.isArray(live) || !Array.isArray(manifest)) return manifest;
  const before = live as readonly Json[];
  return (manifest as readonly Json[]).map((item) => {
    const key = itemKey(item, path);
    const counterpart = before.find((one) => key !== undefined && itemKey(one, path) === key);
    return over(counterpart, item, path);
  });
}
