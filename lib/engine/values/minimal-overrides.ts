import type { Json, JsonObject } from './declaration';
import { isMap, setOwn } from './merge';

/**
 * The smallest values file that turns one set of values into another when Helm merges it in.
 *
 * What is only in `from` becomes `null`, since that is how a values file takes a default away.
 */
export function minimalOverrides(from: JsonObject, to: JsonObject): JsonObject {
  const overrides: Record<string, Json> = {};
  for (const key of Object.keys(from)) {
    if (!Object.hasOwn(to, key)) setOwn(overrides, key, null);
  }
  for (const [key, value] of Object.entries(to)) {
    const before = Object.hasOwn(from, key) ? from[key] : undefined;
    if (isMap(before) && isMap(value)) {
      const inner = minimalOverrides(before, value);
      if (Object.keys(inner).length > 0) setOwn(overrides, key, inner);
    } else if (!sameJson(before, value)) {
      setOwn(overrides, key, value);
    }
  }
  return overrides;
}

/** Whether two JSON values are the same; the order of keys does not count. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item as Json, b[index] as Json));
  }
  if (isMap(a) && isMap(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
    );
  }
  return a === b;
}
