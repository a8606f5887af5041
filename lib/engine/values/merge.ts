import type { Json, JsonObject } from './declaration';

/** Whether a value is a map, as opposed to a list, a scalar or nothing. */
export function isMap(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Lays one values file over another as `helm -f a.yaml -f b.yaml` does: maps merge key by key, all else is replaced.
 * A `null` stays, to delete a default later.
 */
export function overlay(base: JsonObject, over: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = Object.hasOwn(base, key) ? base[key] : undefined;
    setOwn(merged, key, isMap(below) && isMap(value) ? overlay(below, value) : value);
  }
  return merged;
}

/**
 * Puts what a user gives over a chart's defaults as Helm does: as `overlay`, and a `null` deletes the default it meets.
 */
export function coalesce(defaults: JsonObject, given: JsonObject): JsonObject {
  const merged: Record<string, Json> = {};
  for (const [key, value] of Object.entries(given)) {
    const below = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
    if (value === null && below !== undefined) continue;
    setOwn(merged, key, isMap(below) && isMap(value) ? coalesce(below, value) : value);
  }
  for (const [key, value] of Object.entries(defaults)) {
    if (!Object.hasOwn(given, key)) setOwn(merged, key, value);
  }
  return merged;
}

/** A map without the keys that are `null`, in the maps within it too. What is in lists stays as it is. */
export function withoutNull(map: JsonObject): JsonObject {
  const kept: Record<string, Json> = {};
  for (const [key, value] of Object.entries(map)) {
    if (value !== null) setOwn(kept, key, isMap(value) ? withoutNull(value) : value);
  }
  return kept;
}

/**
 * A string, number or boolean as a string; nothing as an empty string.
 *
 * @throws TypeError for a list or a map, which have no string form
 */
export function scalarString(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'object') throw new TypeError(`${JSON.stringify(value)} is used as a string.`);
  return String(value);
}

/** Sets a key even where it is named like a member of Object.prototype, such as `__proto__`. */
export function setOwn(target: Record<string, Json>, key: string, value: Json): void {
  // All other keys become its own by an assignment, which is many times faster.
  if (key !== '__proto__') target[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
