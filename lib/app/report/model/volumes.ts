import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject, items, metadataOf } from '../../../engine/release/objects';
import type { Json } from '../../../engine/values/declaration';
import { scalarString } from '../../../engine/values/merge';
import { quantityOf } from '../../objects/quantity';

/** A volume that is claimed. */
export interface VolumeRow {
  readonly namespace: string;
  /** Of the claim, or of the claims of all pods: `data-mysql-0…2`. */
  readonly name: string;
  readonly size: string;
  /** @default '' - the cluster's default */
  readonly storageClass: string;
  readonly accessModes: readonly string[];
  /** The IDs of the workloads whose pods have it. */
  readonly usedBy: readonly string[];
  /** How many of it are there: a template of claims makes one for each pod. */
  readonly count: number;
}

/** The volumes that are claimed: by PersistentVolumeClaims, and by StatefulSets for each of their pods. */
export function volumeRows(objects: readonly KubernetesObject[]): readonly VolumeRow[] {
  return objects.flatMap((object) => {
    const { name } = metadataOf(object);
    if (object['kind'] === 'PersistentVolumeClaim')
      return [rowOf(name, object, object, users(object, objects), 1)];
    const pods = Number(at(object, 'spec', 'replicas') ?? 1);
    return items(at(object, 'spec', 'volumeClaimTemplates')).map((template) => {
      // As the StatefulSet names them, by the number of the pod.
      const claim = `${scalarString(at(template, 'metadata', 'name'))}-${name}-0`;
      const names = pods > 1 ? `${claim}…${pods - 1}` : claim;
      return rowOf(names, template, object, [describeObject(object)], pods);
    });
  });
}

function rowOf(
  name: string,
  claim: Json,
  owner: KubernetesObject,
  usedBy: readonly string[],
  count: number,
): VolumeRow {
  return {
    namespace: metadataOf(owner).namespace,
    name,
    size: scalarString(at(claim, 'spec', 'resources', 'requests', 'storage')),
    storageClass: scalarString(at(claim, 'spec', 'storageClassName')),
    accessModes: items(at(claim, 'spec', 'accessModes')).map(scalarString),
    usedBy,
    count,
  };
}

function users(claim: KubernetesObject, objects: readonly KubernetesObject[]): readonly string[] {
  const { namespace, name } = metadataOf(claim);
  return objects
    .filter((object) => metadataOf(object).namespace === namespace)
    .filter((object) =>
      items(at(object, 'spec', 'template', 'spec', 'volumes')).some(
        (volume) => at(volume, 'persistentVolumeClaim', 'claimName') === name,
      ),
    )
    .map(describeObject);
}

/** The bytes of all volumes together. */
export function storageOf(volumes: readonly VolumeRow[]): number {
  return volumes.reduce((sum, { size, count }) => sum + (size === '' ? 0 : quantityOf(size) * count), 0);
}
