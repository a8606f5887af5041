import type { KubernetesObject } from '../../../engine/manifests/render';
import type { Json, JsonObject } from '../../../engine/values/declaration';
import { ENVIRONMENT_LABEL } from '../../output/kustomization';
import { isMap } from '../../../engine/values/merge';

/** What the API server and controllers keep in an object's metadata. */
const METADATA = ['managedFields', 'uid', 'resourceVersion', 'creationTimestamp', 'generation', 'selfLink'];
const ANNOTATIONS =
  /^(kubectl\.kubernetes\.io\/(last-applied-configuration|restartedAt)|deployment\.kubernetes\.io\/|pv\.kubernetes\.io\/|volume\.(beta\.)?kubernetes\.io\/)/;

/**
 * An object of a cluster without what nobody writes into a manifest: status, what the API server counts, and the label that kustomize adds.
 */
export function comparable(object: KubernetesObject): KubernetesObject {
  const { metadata } = object;
  const rest = without(object, (key) => key === 'status');
  if (!isMap(metadata)) return rest;
  const kept = without(metadata, (key) => [...METADATA, 'annotations', 'labels'].includes(key));
  const annotations = entries(metadata['annotations'], (key) => ANNOTATIONS.test(key));
  const labels = entries(metadata['labels'], (key) => key === ENVIRONMENT_LABEL);
  return {
    ...rest,
    metadata: { ...kept, ...(labels && { labels }), ...(annotations && { annotations }) },
  };
}

/** What is left of labels or annotations; `undefined` for nothing, which a manifest does not have either. */
function entries(map: Json | undefined, leavesOut: (key: string) => boolean): JsonObject | undefined {
  const left = isMap(map) ? without(map, leavesOut) : {};
  return Object.keys(left).length === 0 ? undefined : left;
}

function without(map: JsonObject, leavesOut: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !leavesOut(key)));
}
