import type { KubernetesObject } from '../../engine/manifests/render';
import { at, metadataOf } from '../../engine/release/objects';
import { selects } from '../../engine/release/selection';
import { isMap } from '../../engine/values/merge';

/** The Service of a name in a namespace. */
export function serviceNamed(
  name: string | undefined,
  namespace: string,
  objects: readonly KubernetesObject[],
): KubernetesObject | undefined {
  return objects.find(
    (object) =>
      object['kind'] === 'Service' &&
      metadataOf(object).name === name &&
      metadataOf(object).namespace === namespace,
  );
}

/** The objects with a pod template whose pods a Service selects: none without a selector. */
export function behindService(
  service: KubernetesObject | undefined,
  objects: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  const selector = at(service, 'spec', 'selector');
  if (service === undefined || !isMap(selector)) return [];
  return objects.filter(
    (object) =>
      at(object, 'spec', 'template') !== undefined &&
      metadataOf(object).namespace === metadataOf(service).namespace &&
      selects({ matchLabels: selector }, at(object, 'spec', 'template', 'metadata', 'labels')),
  );
}
