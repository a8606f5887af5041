import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject, items, metadataOf } from '../../../engine/release/objects';
import type { Json } from '../../../engine/values/declaration';
import { scalarString } from '../../../engine/values/merge';
import type { Kubectl } from '../../cluster/kubectl';
import { objectNamed, objectsOf } from '../../cluster/objects';
import { groupBy, inWords, type Question } from './question';

const DEFAULT = 'storageclass.kubernetes.io/is-default-class';

interface Claim {
  readonly by: string;
  /** @default - that of the cluster */
  readonly className?: string;
}

/** Is there a storage class for each claim that has no volume yet? */
export const storageClasses: Question = {
  kind: 'storage-class',
  whether: 'the storage classes are there',
  ask: ({ kubectl, objects, namespaces }) => {
    const claims = objects
      .filter((object) => !isBound(kubectl, object, namespaces.has(metadataOf(object).namespace)))
      .flatMap(claimsOf);
    if (claims.length === 0) return [];
    const classes = objectsOf(kubectl, 'storageclasses');
    const names = classes.map((one) => metadataOf(one).name);
    const hasDefault = classes.some((one) => at(one, 'metadata', 'annotations', DEFAULT) === 'true');
    return [...groupBy(claims, ({ className = '' }) => className)].flatMap(([name, all]) => {
      const by = inWords(all.map((claim) => claim.by));
      if (name === '' && hasDefault) return [];
      if (name === '')
        return [
          `The cluster has no default storage class, for ${by}; make one the default by the annotation ${DEFAULT}, or name one in the values.${known(names)}`,
        ];
      return names.includes(name)
        ? []
        : [
            `The cluster has no storage class ${name}, for ${by}; create it, or name another one in the values.${known(names)}`,
          ];
    });
  },
};

function known(names: readonly string[]): string {
  return names.length === 0 ? ' There are none.' : ` There are: ${names.join(', ')}.`;
}

/** The claims of an object. One with the class "" takes a volume that somebody makes for it. */
function claimsOf(object: KubernetesObject): readonly Claim[] {
  const by = describeObject(object);
  if (object['kind'] === 'PersistentVolumeClaim') return claim(by, object['spec']);
  return items(at(object, 'spec', 'volumeClaimTemplates')).flatMap((template) =>
    claim(by, at(template, 'spec')),
  );
}

function claim(by: string, spec: Json | undefined): readonly Claim[] {
  const className = at(spec, 'storageClassName');
  if (className === '' || scalarString(at(spec, 'volumeName')) !== '') return [];
  return [className === undefined ? { by } : { by, className: scalarString(className) }];
}

/** Whether it has its volume already. A StatefulSet that is there has made its claims. */
function isBound(kubectl: Kubectl, object: KubernetesObject, isPlaceThere: boolean): boolean {
  const kind = scalarString(object['kind']);
  if (!isPlaceThere || claimsOf(object).length === 0) return false;
  const { namespace, name } = metadataOf(object);
  const live = objectNamed(kubectl, kind, name, namespace);
  if (kind === 'PersistentVolumeClaim') return at(live, 'status', 'phase') === 'Bound';
  return Number(at(live, 'status', 'readyReplicas') ?? 0) > 0;
}
