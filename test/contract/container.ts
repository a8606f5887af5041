import { at, items } from '../../lib/engine/release/objects';
import type { Json } from '../../lib/engine/values/declaration';
import { isMap, scalarString } from '../../lib/engine/values/merge';
import type { Objects } from './releases';

/** Data of the Secrets that a release names and does not make, by name and key. */
export type Secrets = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Finds the pod that has a container of a name, among what makes pods. */
export function podWith(objects: Objects, container: string): Json {
  const pods = objects.map((object) => at(object, 'spec', 'template', 'spec'));
  const [pod, ...others] = pods.filter((spec) => names(spec).includes(container));
  if (pod === undefined || others.length > 0)
    throw new Error(
      `${String(others.length)} pods besides have ${container}, of ${pods.flatMap(names).join(', ')}.`,
    );
  return pod;
}

function names(pod: Json | undefined): readonly string[] {
  return [...items(at(pod, 'initContainers')), ...items(at(pod, 'containers'))].map((container) =>
    scalarString(at(container, 'name')),
  );
}

/** A container of a pod, whichever of its two lists has it. */
export function containerIn(pod: Json, name: string): Json {
  const all = [...items(at(pod, 'initContainers')), ...items(at(pod, 'containers'))];
  const found = all.find((container) => at(container, 'name') === name);
  if (found === undefined) throw new Error(`The pod has no container ${name}, but ${names(pod).join(', ')}.`);
  return found;
}

/** A string of a manifest, or a default where it has none. */
export function textAt(value: Json | undefined, key: string, otherwise = ''): string {
  const found = at(value, key);
  return found === undefined ? otherwise : scalarString(found);
}

/** The strings of a list of a manifest; none where there is no list. */
export function textsAt(value: Json | undefined, key: string): readonly string[] {
  return items(at(value, key)).map(scalarString);
}

/** Data of a ConfigMap of the release. */
export function configMap(objects: Objects, name: string): Readonly<Record<string, string>> {
  return dataOf(objects, 'ConfigMap', name) ?? missing(`ConfigMap ${name}`);
}

/** Data of a Secret: of the release, or of those that exist beside it. */
export function secret(objects: Objects, secrets: Secrets, name: string): Readonly<Record<string, string>> {
  return dataOf(objects, 'Secret', name) ?? secrets[name] ?? missing(`Secret ${name}`);
}

function dataOf(objects: Objects, kind: string, name: string): Readonly<Record<string, string>> | undefined {
  const found = objects.find((object) => object['kind'] === kind && at(object, 'metadata', 'name') === name);
  if (found === undefined) return undefined;
  const plain = entries(at(found, kind === 'Secret' ? 'stringData' : 'data'), (text) => text);
  const encoded = kind === 'Secret' ? at(found, 'data') : undefined;
  return { ...plain, ...entries(encoded, (text) => Buffer.from(text, 'base64').toString()) };
}

function entries(data: Json | undefined, read: (text: string) => string): Readonly<Record<string, string>> {
  if (!isMap(data)) return {};
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, read(scalarString(value ?? ''))]),
  );
}

function missing(what: string): never {
  throw new Error(`There is no ${what}: the pod would not start.`);
}
