import type { KubernetesObject } from '../../../engine/manifests/render';
import { metadataOf } from '../../../engine/release/objects';
import { scalarString } from '../../../engine/values/merge';

/** The command that deletes an object. The kind is written with its version and group, so no other kind of the name is meant. */
export function deleteCommand(object: KubernetesObject): string {
  const { namespace, name } = metadataOf(object);
  const [group, version] = scalarString(object['apiVersion']).split('/');
  const kind = scalarString(object['kind']).toLowerCase();
  const type = version === undefined ? kind : `${kind}.${version}.${group ?? ''}`;
  return `kubectl delete${namespace === '' ? '' : ` -n ${namespace}`} ${type} ${name}`;
}
