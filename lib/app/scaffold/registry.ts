import { UserError } from '../explain';
import type { StackNames } from './names';

/** The registry of stacks, in a checkout. */
export const REGISTRY = 'lib/stacks/stacks.ts';

const START = /^const registry = \{$/gm;
const END = /^\} satisfies Record<string, StackDefinition>;$/gm;
const ENTRY = /^ {2}get (?:'([^']+)'|(\w+))\(\) \{$/gm;

/**
 * The names of the stacks that the source of the registry has.
 *
 * @throws UserError when it is not written as it was
 */
export function namesIn(source: string): readonly string[] {
  return [...bodyOf(source).matchAll(ENTRY)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/**
 * The source of the registry with a further stack, the last one to be deployed.
 *
 * @throws UserError when it is not written as it was
 */
export function withStack(source: string, { name, camel }: StackNames): string {
  const body = bodyOf(source);
  const key = /^\w+$/.test(name) ? name : `'${name}'`;
  const module = `'./${name}/index'`;
  const entry = `  get ${key}() {\n    return (require(${module}) as typeof import(${module})).${camel};\n  },\n`;
  // By a function: in a string "$" would have a meaning.
  return source.replace(body, () => `${body}${entry}`);
}

/** What other projects import of the stacks, in a checkout. */
export const EXPORTS = 'lib/stacks/index.ts';

const EXPORT = /^export \{ \w+ \} from '\.\/([^']+)\/stack';\n/gm;

/**
 * The source of the exports with that of a further stack, in the order of the names.
 *
 * @throws UserError when it is not written as it was
 */
export function withExport(source: string, { name, pascal }: StackNames): string {
  const found = [...source.matchAll(EXPORT)];
  const after = found.filter(([, other = '']) => other < name).at(-1);
  const [first] = found;
  if (first === undefined)
    throw new UserError(
      `${EXPORTS} has no line such as "export { ${pascal} } from './${name}/stack';", after which stacks are added; write it so again.`,
    );
  const index = after === undefined ? first.index : after.index + after[0].length;
  return `${source.slice(0, index)}export { ${pascal} } from './${name}/stack';\n${source.slice(index)}`;
}

/** What is between the braces of the registry. */
function bodyOf(source: string): string {
  const [start, ...starts] = [...source.matchAll(START)];
  const [end, ...ends] = [...source.matchAll(END)];
  if (start === undefined || end === undefined || starts.length + ends.length > 0 || end.index < start.index)
    throw new UserError(
      `${REGISTRY} has no "const registry = {" with "} satisfies Record<string, StackDefinition>;" after it, each once and on a line of its own, ` +
        'between which stacks are added; write it so again.',
    );
  return source.slice(start.index + start[0].length + 1, end.index);
}
