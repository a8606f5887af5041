import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject, items, metadataOf } from '../../../engine/release/objects';
import type { Json } from '../../../engine/values/declaration';
import { scalarString } from '../../../engine/values/merge';

/** A volume that is claimed: by a PersistentVolumeClaim, or by a StatefulSet for each of its pods. */
export interface Claim {
  /** The object that claims it, in words. */
  readonly of: string;
  /** The claim in words, such as `PersistentVolumeClaim ai/data`. */
  readonly name: string;
  readonly size: string;
  /** @default '' - the cluster's default */
  readonly storageClass: string;
}

/** The volumes that objects claim, by their names. */
export function claimsIn(objects: readonly KubernetesObject[]): ReadonlyMap<string, Claim> {
  const claims = objects.flatMap((object): readonly Claim[] => {
    const of = describeObject(object);
    if (object['kind'] === 'PersistentVolumeClaim') return [claimOf(of, of, object)];
    return items(at(object, 'spec', 'volumeClaimTemplates')).map((template) =>
      claimOf(
        of,
        `volume ${metadataOf(object).name}/${scalarString(at(template, 'metadata', 'name'))} of each pod`,
        template,
      ),
    );
  });
  return new Map(claims.map((claim) => [`${claim.of} ${claim.name}`, claim]));
}

function claimOf(of: string, name: string, claim: Json): Claim {
  return {
    of,
    name,
    size: scalarString(at(claim, 'spec', 'resources', 'requests', 'storage')),
    storageClass: scalarString(at(claim, 'spec', 'storageClassName')),
  };
}
