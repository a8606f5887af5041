import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { isMap, scalarString } from '../../lib/engine/values/merge';
import { items } from '../../lib/engine/release/objects';
import type { Objects } from './releases';

/*
 * Manifests that are broken on purpose, with which a test shows that it can fail. Each of these throws where it finds nothing to
 * break: the manifest has changed, and the test would show nothing.
 */

/** Puts a text in the place of another, wherever a string has it. */
export function rewritten(objects: Objects, from: string | RegExp, to: string): Objects {
  return changed(objects, `has no ${String(from)}`, (value) =>
    typeof value === 'string' ? value.replaceAll(from, to) : value,
  );
}

/** Takes variables away from containers and from ConfigMaps. */
export function withoutVariables(objects: Objects, name: RegExp): Objects {
  return changed(objects, `sets no ${String(name)}`, (value) => {
    if (!isMap(value)) return value;
    const variables = value['env'];
    const kept = Object.entries(value).filter(([key]) => !name.test(key));
    const rest = Object.fromEntries(kept) as JsonObject;
    if (variables === undefined) return rest;
    return { ...rest, env: items(variables).filter((one) => !isMap(one) || !name.test(nameIn(one))) };
  });
}

/** Gives containers of a name other fields; `undefined` takes one away. */
export function withContainer(
  objects: Objects,
  name: string,
  change: (container: JsonObject) => Readonly<Record<string, Json | undefined>>,
): Objects {
  return changed(objects, `has no container ${name} to change`, (value) => {
    if (!isMap(value) || nameIn(value) !== name || !Object.hasOwn(value, 'image')) return value;
    const fields = Object.entries({ ...value, ...change(value) }).filter(([, field]) => field !== undefined);
    return Object.fromEntries(fields) as JsonObject;
  });
}

/** Takes an init container away. */
export function withoutContainer(objects: Objects, name: string): Objects {
  return changed(objects, `has no container ${name} to take away`, (value) =>
    Array.isArray(value)
      ? (value as readonly Json[]).filter((one) => !isMap(one) || nameIn(one) !== name)
      : value,
  );
}

/** Leaves only some init containers, whatever others there are, and no hooks: for what is wrong without the others. */
export function withOnlyInitContainers(objects: Objects, names: readonly string[]): Objects {
  return objects.map(
    (object) => walk(object, (value) => (isMap(value) ? onlyInit(value, names) : value)) as KubernetesObject,
  );
}

function onlyInit(pod: JsonObject, names: readonly string[]): JsonObject {
  const { initContainers, containers } = pod;
  if (initContainers === undefined) return pod;
  return {
    ...pod,
    initContainers: items(initContainers).filter((one) => isMap(one) && names.includes(nameIn(one))),
    containers: items(containers).map((one) => (isMap(one) ? { ...one, lifecycle: {} } : one)),
  };
}

function nameIn(value: JsonObject): string {
  return typeof value['name'] === 'string' ? value['name'] : '';
}

function changed(objects: Objects, complaint: string, change: (value: Json) => Json): Objects {
  const result = objects.map((object) => walk(object, change) as KubernetesObject);
  const kinds = [...new Set(objects.map(({ kind }) => scalarString(kind)))].join(', ');
  if (JSON.stringify(result) === JSON.stringify(objects))
    throw new Error(`What was to be broken ${complaint}; look among ${kinds}.`);
  return result;
}

function walk(value: Json, change: (value: Json) => Json): Json {
  const own = change(value);
  if (Array.isArray(own)) return (own as readonly Json[]).map((item) => walk(item, change));
  if (!isMap(own)) return own;
  return Object.fromEntries(Object.entries(own).map(([key, inner]) => [key, walk(inner, change)]));
}
