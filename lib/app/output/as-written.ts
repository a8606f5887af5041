import type { KubernetesObject, RenderedObject } from '../../engine/manifests/render';
import type { Json } from '../../engine/values/declaration';
import { isMap, setOwn } from '../../engine/values/merge';

/**
 * An object as a cdk8s chart gives it, without a chart: that looks in each value for what is to be resolved, of which nothing is left here,
 * and takes a fifth of the time of a synthesis. Keys are in order, those that tell an object from others first, and what is null is left
 * out, in the metadata also what is empty.
 */
export function asWritten({ apiVersion, kind, metadata, ...others }: RenderedObject): KubernetesObject {
  const rest = inOrder(others, () => true) as KubernetesObject;
  return { apiVersion, kind, metadata: inOrder(metadata, isFilled), ...rest };
}

function inOrder(value: Json, isKept: (value: Json) => boolean): Json {
  if (Array.isArray(value)) return value.map((item) => inOrder(item as Json, isKept));
  if (!isMap(value)) return value;
  const result: Record<string, Json> = {};
  for (const key of Object.keys(value).sort()) {
    const inner = inOrder(value[key] as Json, isKept);
    if (inner !== null && isKept(inner)) setOwn(result, key, inner);
  }
  return result;
}

function isFilled(value: Json): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return !isMap(value) || Object.keys(value).length > 0;
}
