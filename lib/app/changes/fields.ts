import type { Json, JsonObject } from '../../engine/values/declaration';
import { isMap } from '../../engine/values/merge';
import { sameJson } from '../../engine/values/minimal-overrides';
import { itemKey } from './list-keys';

/** A field that is not the same in two objects. */
export interface FieldChange {
  /** The keys that lead to it; an item of a list is in brackets, such as `[main]` of containers. */
  readonly path: readonly string[];
  /** @default - it is not there before */
  readonly before?: Json;
  /** @default - it is not there after */
  readonly after?: Json;
}

/**
 * What differs between two values, field by field. Items of lists are compared with those that Kubernetes takes for the same:
 * containers, variables, volumes and others by name, ports by number.
 */
export function fieldChanges(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[] = [],
): readonly FieldChange[] {
  if (before === after || sameJson(before, after)) return [];
  if (isMap(before) && isMap(after)) return changesOfMaps(before, after, path);
  if (isList(before) && isList(after)) return changesOfLists(before, after, path);
  return [{ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function changesOfMaps(before: JsonObject, after: JsonObject, path: readonly string[]): FieldChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => fieldChanges(own(before, key), own(after, key), [...path, key]));
}

function own(map: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function changesOfLists(
  before: readonly Json[],
  after: readonly Json[],
  path: readonly string[],
): readonly FieldChange[] {
  // Words, such as arguments, say what they say together.
  if (![...before, ...after].every(isMap)) return [{ path, before, after }];
  const old = keyed(before, path);
  const current = keyed(after, path);
  if (old === undefined || current === undefined) return changesByPosition(before, after, path);
  const keys = [...new Set([...old.keys(), ...current.keys()])];
  const changes = keys.flatMap((key) => fieldChanges(old.get(key), current.get(key), [...path, `[${key}]`]));
  // Another order is another list to the API server, which replaces pods for it.
  return changes.length > 0
    ? changes
    : [{ path: [...path, '(order)'], before: [...old.keys()], after: [...current.keys()] }];
}

/** Items by their keys; nothing where an item has none or two have the same. */
function keyed(list: readonly Json[], path: readonly string[]): ReadonlyMap<string, Json> | undefined {
  const entries = list.map((item) => [itemKey(item, path), item] as const);
  const keys = entries.flatMap(([key]) => (key === undefined ? [] : [key]));
  if (keys.length < list.length || new Set(keys).size < list.length) return undefined;
  return new Map(entries.map(([, item], index) => [keys[index] ?? '', item]));
}

/** Lists of rules have no keys: those of one length are compared one by one, of others each rule is there or not. */
function changesByPosition(
  before: readonly Json[],
  after: readonly Json[],
  path: readonly string[],
): readonly FieldChange[] {
  const place = (index: number): readonly string[] => [...path, `[${String(index)}]`];
  if (before.length === after.length)
    return before.flatMap((item, index) => fieldChanges(item, after[index], place(index)));
  const lacking = (list: readonly Json[]) => (item: Json) => !list.some((other) => sameJson(item, other));
  const gone = before.flatMap((item, index) =>
    lacking(after)(item) ? [{ path: place(index), before: item }] : [],
  );
  const added = after.flatMap((item, index) =>
    lacking(before)(item) ? [{ path: place(index), after: item }] : [],
  );
  // The same item more often than before.
  return gone.length + added.length > 0 ? [...gone, ...added] : [{ path, before, after }];
}

/** A path as people write it: `spec.template.spec.containers[main].image`, with quotes around keys such as `app.kubernetes.io/name`. */
export function formatFieldPath(path: readonly string[]): string {
  return path
    .map((key, index) => {
      if (key.startsWith('[')) return key;
      if (/^[\w()-]+$/.test(key)) return index === 0 ? key : `.${key}`;
      return `[${JSON.stringify(key)}]`;
    })
    .join('');
}
