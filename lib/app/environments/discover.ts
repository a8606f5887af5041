import { readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { UserError } from '../explain';
import { isMap } from '../../engine/values/merge';
import { sourceName, type Environment, type NamedEnvironment } from './environment';

/** The folder in which each file is an environment. */
export const ENVIRONMENTS = path.join(__dirname, '..', '..', '..', 'environments');

/**
 * The environments: one for each file in the folder, in the order of their names.
 *
 * @throws UserError when a file has no environment, or one that is not of the right form
 */
export function discoverEnvironments(folder = ENVIRONMENTS): readonly NamedEnvironment[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => path.basename(file, '.ts'))
    .sort((a, b) => (a < b ? -1 : 1))
    .map((name) => ({ name, ...load(path.join(folder, name)) }));
}

// What the compiler knows too, and a synthesis does not ask it.
const description = z.object({
  namespace: z.string('must be the name of a namespace.'),
  stacks: z.record(
    z.string(),
    z.custom<object>(isMap, 'must be a map of values; to take a stack out, delete its entry.'),
    'must be a map of stacks.',
  ),
});

function load(file: string): Environment {
  const source = sourceName({ name: path.basename(file, '.ts') });
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which files there are is known only now
  const { default: given } = require(file) as { default?: unknown };
  if (!isMap(given))
    throw new UserError(
      `${source} has no environment as its default export; write export default environment({ ... }).`,
    );
  const { data, error } = description.safeParse(given);
  if (error) throw new UserError(error.issues.map((issue) => sentence(source, issue)).join('\n'));
  return data;
}

function sentence(source: string, { path: keys, message }: z.core.$ZodIssue): string {
  return `${source}: ${keys.map(String).join('.')} ${message}`;
}
