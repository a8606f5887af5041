import { JsonPatch } from 'cdk8s';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { EnvironmentObjects } from '../../test/support/environments';
import { identityOf, subjectOf } from './finding';

/** A change to one object, by its `Kind/name`. */
export interface Change {
  readonly object: string;
  /** What becomes of the object; `undefined` takes it away. */
  readonly change: (object: KubernetesObject) => KubernetesObject | undefined;
}

/** A value of an object is set, at a JSON pointer such as `/spec/replicas`; `-` at its end is behind the last of a list. */
export function set(object: string, pointer: string, value: unknown): Change {
  return { object, change: (found) => patched(found, JsonPatch.add(pointer, value)) };
}

/** A value of an object is taken away, at a JSON pointer. */
export function unset(object: string, pointer: string): Change {
  return { object, change: (found) => patched(found, JsonPatch.remove(pointer)) };
}

/** An object is taken away. */
export function without(object: string): Change {
  return { object, change: () => undefined };
}

/**
 * Objects with one of them changed.
 *
 * @throws Error when there is no such object
 */
export function changed(objects: EnvironmentObjects, { object, change }: Change): EnvironmentObjects {
  const isIt = (one: KubernetesObject) => subjectOf(identityOf(one)) === object;
  if (![...objects.values()].flat().some(isIt))
    throw new Error(`There is no ${object} to change; name one that the environment has.`);
  return new Map(
    [...objects].map(([file, content]) => [
      file,
      content.flatMap((one) => {
        if (!isIt(one)) return [one];
        const other = change(one);
        return other === undefined ? [] : [other];
      }),
    ]),
  );
}

function patched(object: KubernetesObject, operation: JsonPatch): KubernetesObject {
  // A copy: the patch is applied in place.
  return JsonPatch.apply(structuredClone(object), operation) as KubernetesObject;
}
