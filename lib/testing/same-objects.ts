import { isDeepStrictEqual } from 'node:util';
import { fieldLines } from '../app/changes/writers/field-text';
import { nameOf, objectChanges, type ObjectChange } from '../app/changes/object-changes';
import type { KubernetesObject } from '../engine/manifests/render';
import { metadataOf } from '../engine/release/objects';
import { scalarString } from '../engine/values/merge';

/**
 * Objects by kind, namespace and name, in that order: what has to be the same in two renderings, whatever its order.
 *
 * @throws Error when two objects have the same
 */
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
  const { namespace, name } = metadataOf(object);
  return [scalarString(object['kind']), namespace, name].join('/');
}

/**
 * What differs between the objects of the plain rendering and those of Helm, for people; nothing where they are the same.
 *
 * @param helm what the rendering by Helm is called, such as `Helm v3.20.2`
 */
export function differenceBetween(
  plain: readonly unknown[],
  theirs: readonly unknown[],
  helm: string,
): string | undefined {
  const [before, after] = [byIdentity(plain), byIdentity(theirs)];
  if (isDeepStrictEqual(before, after)) return undefined;
  const changes = objectChanges(Object.values(before), Object.values(after));
  const lines = changes.flatMap((change) => linesOf(change, helm));
  // A number that is -0 is the one thing that differs and has no line.
  return [`- plain, + ${helm}`, ...(lines.length > 0 ? lines : ['a zero has another sign'])].join('\n');
}

function linesOf(change: ObjectChange, helm: string): readonly string[] {
  const name = nameOf(change);
  if (change.change === 'changed')
    return [name, ...change.fields.flatMap(fieldLines).map((line) => `  ${line}`)];
  return [`${name}: only ${change.change === 'added' ? `by ${helm}` : 'plain'}`];
}
