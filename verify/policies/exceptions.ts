import path from 'node:path';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { fileOfStack } from '../../test/support/file-of-stack';
import type { PolicyException } from './policy-exception';

/**
 * The exceptions of each stack: what the file of its name in the folder `exceptions` exports; a stack without one needs none. An
 * environment's own namespace has none.
 */
export const allExceptions = Object.fromEntries(
  Object.keys(stacks).map((name) => [name, exceptionsOf(name)]),
) as Readonly<Record<StackName, readonly PolicyException[]>>;

function exceptionsOf(name: string): readonly PolicyException[] {
  const { exceptions = [] } = fileOfStack<{ readonly exceptions: readonly PolicyException[] }>(
    path.join(__dirname, 'exceptions'),
    name,
  );
  return exceptions;
}
