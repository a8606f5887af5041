import { existsSync } from 'node:fs';
import path from 'node:path';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import type { PolicyException } from './policy-exception';

/**
 * The exceptions of each stack: what the file of its name in the folder `exceptions` exports; a stack without one needs none. An
 * environment's own namespace has none.
 */
export const allExceptions = Object.fromEntries(
  Object.keys(stacks).map((name) => [name, exceptionsOf(name)]),
) as Readonly<Record<StackName, readonly PolicyException[]>>;

function exceptionsOf(name: string): readonly PolicyException[] {
  const file = path.join(__dirname, 'exceptions', `${name}.ts`);
  if (!existsSync(file)) return [];
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which files there are is known only now
  const { exceptions } = require(file) as { exceptions: readonly PolicyException[] };
  return exceptions;
}
