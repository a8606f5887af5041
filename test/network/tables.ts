import path from 'node:path';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { fileOfStack } from '../support/file-of-stack';
import type { Reachability, Redundant } from './reachability';

/** What the file of a stack in the folder `tables` exports. */
interface Table {
  readonly reachability: Reachability;
  /** Each with its reason. One that is noticed after all, or is nowhere, fails the test. @default - none */
  readonly redundant?: readonly Redundant[];
}

const files = new Map(Object.keys(stacks).map((name) => [name as StackName, tableOf(name)] as const));

/** The table of each stack. */
export const tables = Object.fromEntries(
  [...files].map(([name, { reachability }]) => [name, reachability]),
) as Readonly<Record<StackName, Reachability>>;

/** The changes of policies that make no difference, with the stacks that say so. */
export const redundant: readonly (Redundant & { readonly stack: StackName })[] = [...files].flatMap(
  ([stack, table]) => (table.redundant ?? []).map((entry) => ({ ...entry, stack })),
);

function tableOf(name: string): Table {
  const folder = path.join(__dirname, 'tables');
  const { reachability, ...table } = fileOfStack<Table>(folder, name);
  if (reachability === undefined)
    throw new Error(
      `${folder}/${name}.ts does not exist; it has to say whom ${name} has to reach, and who has to reach it: export const reachability.`,
    );
  return { reachability, ...table };
}
