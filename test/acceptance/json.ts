import type { Json, JsonObject } from '../../lib/engine/values/declaration';

export type { Json, JsonObject };

/** What a path leads to: nothing if there is no such place. */
export type Found = Json | undefined;

export function isMap(value: Found): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** `Array.isArray` for read-only lists. */
export function isList(value: Found): value is readonly Json[] {
  return Array.isArray(value);
}

/** The map, or an empty one in place of anything else. */
export function mapOf(value: Found): JsonObject {
  return isMap(value) ? value : {};
}

/** The list, or an empty one in place of anything else. */
export function listOf(value: Found): readonly Json[] {
  return isList(value) ? value : [];
}

/** Whether this counts as absent: nothing, null, an empty text, list or map. */
export function isEmpty(value: Found): boolean {
  if (isMap(value)) return Object.keys(value).length === 0;
  if (isList(value)) return value.length === 0;
  return value === undefined || value === null || value === '';
}

/** Every text, number and boolean in a value, at any depth, as a text. */
export function scalars(value: Found): string[] {
  if (isMap(value)) return Object.values(value).flatMap(scalars);
  if (isList(value)) return value.flatMap(scalars);
  return value === undefined || value === null ? [] : [String(value)];
}

/** Every map in a value, at any depth. */
export function maps(value: Found): JsonObject[] {
  if (isMap(value)) return [value, ...Object.values(value).flatMap(maps)];
  return listOf(value).flatMap(maps);
}

/** Whether a map has all of these entries. */
export function hasEntries(map: JsonObject, entries: JsonObject): boolean {
  return Object.entries(entries).every(([key, value]) => map[key] === value);
}
