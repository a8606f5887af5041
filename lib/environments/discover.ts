import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Environment, NamedEnvironment } from './environment';

/** The folder in which each file is an environment. */
export const ENVIRONMENTS = path.join(__dirname, '..', '..', 'environments');

/** The environments: one for each file in the folder, in the order of their names. */
export function discoverEnvironments(folder = ENVIRONMENTS): readonly NamedEnvironment[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.basename(file, '.ts'))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => ({ name, ...load(path.join(folder, name)) }));
}

function load(file: string): Environment {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which files there are is known only now
  const { default: description } = require(file) as { default?: Environment };
  if (description?.stacks === undefined) {
    throw new Error(
      `environments/${path.basename(file)}.ts has no environment as its default export; write export default environment({ ... }).`,
    );
  }
  return description;
}
