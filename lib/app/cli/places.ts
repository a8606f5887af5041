import type { Manifests } from '../changes/sides/manifests';
import { revision } from '../changes/sides/revision';
import { workingTree } from '../changes/sides/working-tree';
import { discoverEnvironments } from '../environments/discover';
import { UserError } from '../explain';
import type { Files } from './choose';
import { progress } from './progress';

/** What is compared: a revision with another one, or with the working tree. */
export interface Revisions {
  readonly from: string;
  /** @default - the working tree */
  readonly to?: string;
}

/**
 * The revisions that a flag names: `REV`, or `REV..REV`.
 *
 * @param flag what messages call it
 * @throws UserError when it is neither
 */
export function revisionsIn(given: string, flag: string): Revisions {
  const [from = '', to, ...more] = given.split('..');
  if (more.length > 0 || from === '' || to === '' || to?.startsWith('.') === true)
    throw new UserError(`${flag} ${given} is neither a revision nor two, such as main..HEAD.`);
  return { from, ...(to === undefined ? {} : { to }) };
}

/**
 * The environments of both revisions.
 *
 * @throws UserError when there is no such revision; ValuesError or ValidationError when the working tree is invalid
 */
export function placesOf(project: string, { from, to }: Revisions): readonly [Manifests, Manifests] {
  const before = revision(project, from);
  return [before, to === undefined ? renderedTree() : revision(project, to)];
}

/** An environment in two places. */
interface Pair {
  readonly name: string;
  /** What it was before: one that has become several clusters was the same for each. */
  readonly earlier: string;
}

/** Which environments of two places are to be compared with one another. One that has become clusters is gone only by its name. */
export function pairsOf(
  names: readonly string[],
  before: Manifests,
  after: Manifests,
  files: Files,
): readonly Pair[] {
  const earlierOf = (name: string): string => {
    const file = files.get(name) ?? name;
    const wasOne =
      !before.environments.has(name) && before.environments.has(file) && !after.environments.has(file);
    return wasOne ? file : name;
  };
  const pairs = names.map((name) => ({ name, earlier: earlierOf(name) }));
  return pairs.filter(({ name }) => !pairs.some((other) => other.name !== name && other.earlier === name));
}

/** The environments of the working tree. */
export function renderedTree(): Manifests {
  progress('Rendering the environments');
  return workingTree(discoverEnvironments());
}
