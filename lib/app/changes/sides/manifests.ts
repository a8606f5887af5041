import type { KubernetesObject } from '../../../engine/manifests/render';
import { parseManifests } from './parse';
import type { Side } from './side';

/** The manifests of environments in one place. */
export interface Manifests {
  /** In words, such as `HEAD (102eb72)`. */
  readonly name: string;
  /** The texts of their files, in the order in which they are applied, by environment. */
  readonly environments: ReadonlyMap<string, readonly string[]>;
}

/** An environment as it is there. What is not there has no objects, and a note says so. */
export function sideOf({ name, environments }: Manifests, environment: string): Side {
  const texts = environments.get(environment);
  const objects: readonly KubernetesObject[] = (texts ?? []).flatMap((text) => parseManifests(text));
  const note = `${name} does not have the environment ${environment}.`;
  return { name, objects, notes: texts === undefined ? [note] : [] };
}

/** Whether an environment has the same files in two places. */
export function isSame(environment: string, one: Manifests, other: Manifests): boolean {
  const [texts, others] = [one, other].map(({ environments }) => environments.get(environment));
  return (
    texts !== undefined &&
    texts.length === others?.length &&
    texts.every((text, index) => text === others[index])
  );
}
