import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from '../../../engine/manifests/render';
import { isMap } from '../../../engine/values/merge';

const parsed = new Map<string, readonly KubernetesObject[]>();

/** The objects in a file of manifests. A file that is the same on both sides is parsed once. */
export function parseManifests(text: string): readonly KubernetesObject[] {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const documents = parseAllDocuments(text);
  const objects = (Array.isArray(documents) ? documents : [])
    .map((document) => document.toJS({ maxAliasCount: -1 }) as unknown)
    .filter(isMap);
  parsed.set(text, objects);
  return objects;
}
