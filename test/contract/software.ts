import { NOT_READ } from '../../lib/kubernetes/software';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import type { Pod } from './pod';

/** The version of a stack's software that an image tag stands for. */
export function versionOf(name: StackName, tag: string): string {
  const { versions } = stacks[name].software;
  const found = Object.entries(versions).find(([, { tags }]) => tags.test(tag));
  if (found === undefined) throw new Error(`${name} knows no version with the tag ${tag}.`);
  return found[0];
}

/**
 * How a stand-in and `lib/stacks/STACK/software.ts` disagree about a version: what one of them reads and the other does not. There is
 * nothing to compare with a version whose source nobody has seen.
 *
 * @param reads the variables that the stand-in read
 */
export function disagreements(
  name: StackName,
  version: string,
  reads: ReadonlySet<string>,
): readonly string[] {
  const { versions, variables } = stacks[name].software;
  const known = versions[version];
  if (known === undefined) return [`software.ts has no version ${version}`];
  const table = Object.entries(variables).map(
    ([variable, { readBy }]) => [variable, readBy[version]] as const,
  );
  const read = table.filter(([, reading]) => typeof reading === 'string').map(([variable]) => variable);
  const unread = table.filter(([, reading]) => reading === NOT_READ).map(([variable]) => variable);
  const others = new RegExp(`^(${[...read, ...(known.otherVariables ?? ['.*'])].join('|')})$`);
  return [
    ...read
      .filter((variable) => !reads.has(variable))
      .map((variable) => `only software.ts reads ${variable}`),
    ...unread
      .filter((variable) => reads.has(variable))
      .map((variable) => `only the stand-in reads ${variable}`),
    ...[...reads]
      .filter((variable) => !others.test(variable))
      .map((variable) => `software.ts does not know ${variable}`),
  ];
}

/**
 * The variables that a manifest gives to a container and that its program did not read. Those that the manifest uses itself, in a
 * command or in another variable, are not meant for the program.
 *
 * @param pod in which the container has run
 */
export function unreadVariables(pod: Pod, container: string): readonly string[] {
  const reads = pod.reads(container);
  return Object.keys(pod.variables(container)).filter(
    (name) => !reads.has(name) && !pod.uses(container, name),
  );
}
