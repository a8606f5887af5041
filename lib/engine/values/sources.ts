import type { Json, JsonObject } from './declaration';
import { isMap } from './merge';
import { quoted } from './wording';

/** Where values come from: a values file or the command line. */
export interface ValuesSource {
  /** The name that people know it by, such as `my-values.yaml` or `--set`. */
  readonly name: string;
  readonly values: JsonObject;
}

/** A path as people write it: `ingress.hosts[0].host`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${String(step)}]`;
      const key = String(step);
      if (!/^[A-Za-z0-9_-]+$/.test(key)) return `[${quoted(key)}]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}

/** The source that set a value last, or set the map or list that it stands in; the defaults if none did. */
export function sourceOf(path: readonly PropertyKey[], sources: readonly ValuesSource[]): string {
  let name = 'values.yaml';
  let deepest = 0;
  for (const source of sources) {
    const { depth, replaces } = reachOf(source.values, path);
    if (!replaces && (depth === 0 || depth < deepest)) continue;
    name = source.name;
    deepest = depth;
  }
  return name;
}

/** How far along a path a source goes, and whether it replaces what earlier ones have there, as all but maps does. */
function reachOf(values: JsonObject, path: readonly PropertyKey[]): { depth: number; replaces: boolean } {
  let at: Json | undefined = values;
  for (const [depth, step] of path.entries()) {
    if (!isMap(at)) return { depth: depth + depthIn(at, path.slice(depth)), replaces: true };
    if (!Object.hasOwn(at, step)) return { depth, replaces: false };
    at = at[step as string];
  }
  return { depth: path.length, replaces: false };
}

function depthIn(values: Json | undefined, path: readonly PropertyKey[]): number {
  let depth = 0;
  let at = values;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) break;
    at = (at as Record<PropertyKey, Json>)[step];
    depth += 1;
  }
  return depth;
}
