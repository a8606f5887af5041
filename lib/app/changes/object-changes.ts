import type { KubernetesObject } from '../../engine/manifests/render';
import { describeObject, identityOf } from '../../engine/release/objects';
import { fieldChanges, type FieldChange } from './fields';

/** An object that is on one side only, or not the same on both. */
export type ObjectChange =
  | { readonly change: 'added'; readonly after: KubernetesObject }
  | { readonly change: 'removed'; readonly before: KubernetesObject }
  | ChangedObject;

/** An object that is on both sides and not the same. */
export interface ChangedObject {
  readonly change: 'changed';
  readonly before: KubernetesObject;
  readonly after: KubernetesObject;
  readonly fields: readonly FieldChange[];
}

/** Objects are the same object if they have the same group, kind, namespace and name, in whatever version of the API. */
export function objectChanges(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
): readonly ObjectChange[] {
  const old = new Map(before.map((object) => [identityOf(object), object]));
  const kept = new Set(after.map(identityOf));
  return [
    ...after.flatMap((object): readonly ObjectChange[] => {
      const counterpart = old.get(identityOf(object));
      return counterpart === undefined ? [{ change: 'added', after: object }] : changed(counterpart, object);
    }),
    ...before
      .filter((object) => !kept.has(identityOf(object)))
      .map((object) => ({ change: 'removed' as const, before: object })),
  ];
}

function changed(before: KubernetesObject, after: KubernetesObject): readonly ChangedObject[] {
  const fields = fieldChanges(before, after);
  return fields.length === 0 ? [] : [{ change: 'changed', before, after, fields }];
}

/** The object of a change, as it is after it if it is still there. */
export function objectOf(change: ObjectChange): KubernetesObject {
  return change.change === 'removed' ? change.before : change.after;
}

/** A change's object in words, such as `Deployment ai/relay`. */
export function nameOf(change: ObjectChange): string {
  return describeObject(objectOf(change));
}
