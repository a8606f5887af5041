import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder that `lib` is in, as source or compiled. */
const CODE = path.join(__dirname, '..', '..');

/**
 * The project's folder: the working directory if it is one, as npm and the cdk8s command line have it, or else the checkout that this
 * program is of. A checkout may link to the app of another one; a program that is installed as a package is of none.
 */
export function projectFolder(code = CODE): string {
  const here = process.cwd();
  if (existsSync(path.join(here, 'cdk8s.yaml'))) return here;
  return code.split(path.sep).includes('node_modules') ? here : checkoutOf(code);
}

/** Compiled code is in a folder of the checkout. */
function checkoutOf(code: string): string {
  const above = path.dirname(code);
  return existsSync(path.join(code, 'package.json')) || above === code ? code : checkoutOf(above);
}

/** The folder in which each file is an environment: beside the code, or the user's where this program is installed as a package. */
export function environmentsFolder(code = CODE): string {
  const beside = path.join(code, 'environments');
  return existsSync(beside) ? beside : path.join(projectFolder(code), 'environments');
}

/** Whether what is in a folder was compiled with this program, of TypeScript that is elsewhere. */
export function isCompiledHere(folder: string): boolean {
  return folder.startsWith(`${CODE}${path.sep}`) && path.extname(__filename) === '.js';
}

/** The folder with the files that `stacks new` makes a stack of: beside the code in the package, or that of the checkout. */
export function templatesFolder(code = CODE): string {
  const beside = path.join(code, 'templates');
  return existsSync(beside) ? beside : path.join(checkoutOf(code), 'templates');
}
