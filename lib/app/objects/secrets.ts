import type { KubernetesObject } from '../../engine/manifests/render';
import { at, describeObject, metadataOf } from '../../engine/release/objects';
import { scalarString } from '../../engine/values/merge';
import { readingsOf } from './secret-readings';

/** A Secret that has to be there for objects to work: none of them is it. */
export interface NeededSecret {
  readonly namespace: string;
  readonly name: string;
  /** The keys that are read; none where all are taken, whatever they are. */
  readonly keys: readonly Key[];
  /** Who reads it, such as `Deployment ai/claude-relay`. */
  readonly readers: readonly string[];
}

interface Key {
  readonly name: string;
  /** Whether everything runs without it. */
  readonly optional: boolean;
}

/**
 * The Secrets that objects need and that are none of them, by namespace and name. A certificate that cert-manager is asked for is
 * not needed, and neither is what an ExternalSecret makes.
 */
export function neededSecrets(objects: readonly KubernetesObject[]): readonly NeededSecret[] {
  const made = new Set(objects.flatMap(secretMadeBy).map(placeOf));
  const needed = new Map<string, NeededSecret>();
  for (const object of objects) {
    const { namespace } = metadataOf(object);
    for (const { name, key, optional } of readingsOf(object)) {
      const place = placeOf({ namespace, name });
      if (made.has(place)) continue;
      const { keys = [], readers = [] } = needed.get(place) ?? {};
      needed.set(place, {
        namespace,
        name,
        keys: key === undefined ? keys : withKey(keys, { name: key, optional }),
        readers: [...new Set([...readers, describeObject(object)])],
      });
    }
  }
  return [...needed].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, secret]) => secret);
}

/** The Secret that an object is, or that the External Secrets Operator makes of it. */
function secretMadeBy(
  object: KubernetesObject,
): readonly { readonly namespace: string; readonly name: string }[] {
  const { name, namespace } = metadataOf(object);
  if (object['kind'] === 'Secret') return [{ namespace, name }];
  if (object['kind'] !== 'ExternalSecret') return [];
  return [{ namespace, name: scalarString(at(object, 'spec', 'target', 'name') ?? name) }];
}

/** Keys with one more. What one reader can do without another one may need. */
function withKey(keys: readonly Key[], key: Key): readonly Key[] {
  const before = keys.find(({ name }) => name === key.name);
  if (before === undefined) return [...keys, key];
  return keys.map((one) => (one === before ? { ...one, optional: one.optional && key.optional } : one));
}

function placeOf({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}
