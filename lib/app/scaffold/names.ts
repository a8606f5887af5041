import { Script } from 'node:vm';
import { quoteForMessage } from '../../engine/values/wording';
import { UserError } from '../explain';

/** A new stack as texts and TypeScript have it. */
export interface StackNames {
  /** The name of the stack and of its chart: `web-app`. */
  readonly name: string;
  /** The start of constants and functions: `webApp`. */
  readonly camel: string;
  /** The class: `WebApp`. */
  readonly pascal: string;
  /** In sentences: `Web app`. */
  readonly title: string;
}

/** The name of a chart is part of names of Services and of labels: RFC 1123, from a letter, and not longer than `nameOverride`. */
const NAME = /^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/;

/** Names that mean something else, with what. */
const RESERVED: Readonly<Record<string, string>> = {
  global: 'the values of a subchart of that name are those of all charts',
};

/**
 * The names of a new stack.
 *
 * @param given the name of the stack
 * @param taken the names of the stacks that there are
 * @param used the identifiers in the files of a stack
 * @param reserved further names that mean something else, with what
 * @throws UserError when it can be no name, or is that of something else
 */
export function stackNames(
  given: string,
  taken: readonly string[],
  used: ReadonlySet<string> = new Set(),
  reserved: Readonly<Record<string, string>> = {},
): StackNames {
  const reject = (reason: string): never => {
    throw new UserError(`The stack cannot be called ${quoteForMessage(given)}: ${reason}`);
  };
  if (!NAME.test(given))
    reject(
      'the name must be at most 40 lowercase letters, digits and "-", from a letter to a letter or digit.',
    );
  if (taken.includes(given)) reject('it is there already; use another name.');
  const meaning = new Map(Object.entries({ ...RESERVED, ...reserved })).get(given);
  if (meaning !== undefined) reject(`${meaning}; use another name.`);
  // Objects and pods of the one have such names: claude-relay-redis, claude-relay-test.
  const other = taken.find((name) => given.startsWith(`${name}-`));
  if (other !== undefined) reject(`names of objects of the stack ${other} begin so; use another name.`);
  const pascal = given.replaceAll(/(?:^|-+)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const camel = pascal.charAt(0).toLowerCase() + pascal.slice(1);
  const title = (given.charAt(0).toUpperCase() + given.slice(1)).replaceAll(/-+/g, ' ');
  for (const identifier of [camel, pascal])
    if (!isFree(identifier) || used.has(identifier))
      reject(
        `its files would define ${identifier}, which has another meaning in TypeScript; use another name.`,
      );
  return { name: given, camel, pascal, title };
}

/** Whether a module may define an identifier: no word of the language, nor what each module has. In a module `await` is a word. */
function isFree(identifier: string): boolean {
  // TypeScript takes no class of this name (TS2725).
  if (identifier === 'Object') return false;
  try {
    new Script(`async (exports, require, module) => { 'use strict'; const ${identifier} = 0; }`);
    return true;
  } catch {
    return false;
  }
}
