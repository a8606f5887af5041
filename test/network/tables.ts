import { existsSync } from 'node:fs';
import path from 'node:path';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import type { Reachability } from './reachability';

/** The table of each stack: what the file of its name in the folder `tables` exports. */
export const tables = Object.fromEntries(
  Object.keys(stacks).map((name) => [name, tableOf(name)]),
) as Readonly<Record<StackName, Reachability>>;

function tableOf(name: string): Reachability {
  const file = path.join(__dirname, 'tables', `${name}.ts`);
  if (!existsSync(file))
    throw new Error(
      `${file} does not exist; it has to say whom ${name} has to reach, and who has to reach it: export const reachability.`,
    );
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which files there are is known only now
  const { reachability } = require(file) as { reachability: Reachability };
  return reachability;
}
