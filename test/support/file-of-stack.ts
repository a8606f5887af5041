import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * What the file of a stack in a folder exports. A stack that is added needs no entry in any list of the tests: what tests have to know
 * of it alone stands in files of its name.
 *
 * @param folder with a file `STACK.ts` for each stack that has something to say
 * @returns nothing where there is no file
 */
export function fileOfStack<T extends object>(folder: string, stack: string): Partial<T> {
  const file = path.join(folder, `${stack}.ts`);
  if (!existsSync(file)) return {};
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which files there are is known only now
  return require(file) as Partial<T>;
}
