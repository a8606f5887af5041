import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { isMap, listOf, mapOf, type Found, type JsonObject } from './json';
import { at } from './path';
import { findObject, secretTexts } from './workloads';

/** A variable of a container. */
export interface Variable {
  /** Nothing if the rendering does not tell: it comes from a pod's field or from an object that is not rendered. */
  readonly value: string | undefined;
  readonly source: 'literal' | 'ConfigMap' | 'Secret' | 'field';
}

/** A container's environment, with the values looked up in the ConfigMaps and Secrets of the same rendering. */
export function environmentOf(
  container: Found,
  objects: readonly KubernetesObject[],
): ReadonlyMap<string, Variable> {
  const bulk = listOf(at(container, 'envFrom'))
    .filter(isMap)
    .flatMap((source) => imported(source, objects));
  const single = listOf(at(container, 'env'))
    .filter(isMap)
    .map((entry): [string, Variable] => [String(entry.name), variable(entry, objects)]);
  // Later entries win, and `env` wins over `envFrom`, as in a kubelet.
  return new Map([...bulk, ...single]);
}

function imported(source: JsonObject, objects: readonly KubernetesObject[]): [string, Variable][] {
  const from = isMap(source.secretRef) ? 'Secret' : 'ConfigMap';
  const name = at(source, from === 'Secret' ? 'secretRef.name' : 'configMapRef.name');
  const prefix = typeof source.prefix === 'string' ? source.prefix : '';
  return Object.entries(texts(from, name, objects)).map(([key, value]) => [
    prefix + key,
    { value, source: from },
  ]);
}

function variable(entry: JsonObject, objects: readonly KubernetesObject[]): Variable {
  const { value, valueFrom } = entry;
  if (!isMap(valueFrom)) return { value: value === undefined ? undefined : String(value), source: 'literal' };
  for (const [source, field] of [
    ['ConfigMap', 'configMapKeyRef'],
    ['Secret', 'secretKeyRef'],
  ] as const) {
    const reference = valueFrom[field];
    if (isMap(reference)) {
      return { value: texts(source, reference.name, objects)[String(reference.key)], source };
    }
  }
  return { value: undefined, source: 'field' };
}

/** What an object of the rendering holds; nothing if it is not there. */
function texts(
  kind: 'ConfigMap' | 'Secret',
  name: Found,
  objects: readonly KubernetesObject[],
): Readonly<Record<string, string>> {
  const object = findObject(objects, kind, name) ?? {};
  if (kind === 'Secret') return secretTexts(object);
  return Object.fromEntries(Object.entries(mapOf(object.data)).map(([key, value]) => [key, String(value)]));
}
