import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { UserError } from '../explain';
import { environmentsFolder, isCompiledHere } from '../project';
import type { StackName } from '../../stacks/stacks';
import { isMap } from '../../engine/values/merge';
import { clustersOf } from './clusters';
import { sourceName, type Environment, type NamedEnvironment } from './environment';

/**
 * The environments: one for each file in the folder, or for each cluster that it names, in the order of their names.
 *
 * @throws UserError when a file has no environment, or one that is not of the right form
 */
export function discoverEnvironments(folder = environmentsFolder()): readonly NamedEnvironment[] {
  const environments = environmentFiles(folder).flatMap((name) => environmentsIn(name, folder));
  const [twice] = environments.filter(
    ({ name }, index) => environments.findIndex((other) => other.name === name) < index,
  );
  if (twice !== undefined)
    throw new UserError(
      `Two environments are ${twice.name}: a file, and a cluster of another. Rename one of them.`,
    );
  return environments.sort((a, b) => byName(a.name, b.name));
}

/** The names of the files, without a look at what is in them; none where there is no folder of them. */
export function environmentFiles(folder = environmentsFolder()): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).flatMap((file) => FILE.exec(file)?.[1] ?? []);
  return [...new Set(names)].sort(byName);
}

/** A file of an environment, as source or compiled, but not with the types of one, and no hidden one such as an editor's. */
const FILE = /^([^.].*)(?<!\.d)\.[cm]?[jt]s$/;

/** The endings that the file of an environment may have: what is compiled is run, and not what it was made from. */
const ENDINGS = ['.js', '.cjs', '.mjs', '.ts', '.cts', '.mts'];

/**
 * The environments of one file: itself, or each of the clusters that it names.
 *
 * @throws UserError as {@link discoverEnvironments} does
 */
export function environmentsIn(name: string, folder = environmentsFolder()): readonly NamedEnvironment[] {
  const ending = ENDINGS.find((one) => existsSync(path.join(folder, `${name}${one}`))) ?? '.ts';
  // Compiled with this program, it is called as its source is.
  const file = `${name}${isCompiledHere(folder) ? '.ts' : ending}`;
  const environment = load(path.join(folder, `${name}${ending}`), sourceName({ name, file }));
  return clustersOf(name, environment, file === `${name}.ts` ? undefined : file);
}

function byName(a: string, b: string): number {
  return a < b ? -1 : 1;
}

const stacks = z.record(
  z.string(),
  z.custom<object>(
    isMap,
    'must be a map of values; to take a stack out, delete its entry, or name it in without where it is that of a cluster.',
  ),
  'must be a map of stacks.',
);

// What the compiler knows too, and a synthesis does not ask it.
const description = z.object({
  namespace: z.string('must be the name of a namespace.'),
  production: z.boolean('must be true or false.').exactOptional(),
  stacks,
  clusters: z
    .record(
      z.string(),
      z.strictObject(
        {
          stacks: stacks.exactOptional(),
          without: z
            .array(
              z.custom<StackName>((name) => typeof name === 'string', 'must be the name of a stack.'),
              'must be a list of stacks.',
            )
            .exactOptional(),
        },
        'must have what is different in the cluster, which is stacks and without, and nothing else.',
      ),
      'must be a map of clusters.',
    )
    .exactOptional(),
});

function load(file: string, source: string): Environment {
  const { default: given } = run(file, source);
  if (!isMap(given))
    throw new UserError(
      `${source} has no environment as its default export; write export default environment({ ... }).`,
    );
  const { data, error } = description.safeParse(given);
  if (error) throw new UserError(error.issues.map((issue) => sentence(source, issue)).join('\n'));
  return data;
}

/** Runs the file of an environment. */
function run(file: string, source: string): { readonly default?: unknown } {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- which files there are is known only now
    return require(file) as { default?: unknown };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${source} cannot be read${placeOf(file, error)}: ${reasonOf(file, error)}.`);
  }
}

/** What is wrong, of the lines that Node.js and the compiler say. */
function reasonOf(file: string, error: unknown): string {
  if (isUnread(file, error))
    return `Node.js ${process.version} does not read TypeScript by itself; install tsx and set NODE_OPTIONS="--import tsx", or use Node.js 22.18 or newer`;
  const [first = '', second = ''] = textOf(error, 'message').split('\n');
  const said = first.startsWith('Transform failed') ? second.replace(/^.*ERROR: /, '') : first;
  return said.replace(/\.$/, '');
}

/** Whether TypeScript was taken for JavaScript: that is a syntax error before anything of the file runs, and a loader would say it otherwise. */
function isUnread(file: string, error: unknown): boolean {
  const calls = textOf(error, 'stack')
    .split('\n')
    .filter((line) => line.startsWith('    at '));
  const isSyntaxError = isMap(error) && error['name'] === 'SyntaxError';
  const hasRun = calls.some((line) => line.includes(path.basename(file)));
  const isRead = 'typescript' in process.features && process.features.typescript !== false;
  return /\.[cm]?ts$/.test(file) && isSyntaxError && !hasRun && !isRead;
}

/** The line of the file, where the error knows it. */
function placeOf(file: string, error: unknown): string {
  const known = `${textOf(error, 'message')}\n${textOf(error, 'stack')}`;
  const name = path.basename(file, path.extname(file));
  const [, line] = new RegExp(`${name}\\.[cm]?[jt]s:(\\d+)`).exec(known) ?? [];
  return line === undefined ? '' : ` in line ${line}`;
}

function textOf(error: unknown, key: 'message' | 'stack'): string {
  const text = isMap(error) ? error[key] : undefined;
  return typeof text === 'string' ? text : '';
}

function sentence(source: string, { path: keys, message }: z.core.$ZodIssue): string {
  return `${source}: ${keys.map(String).join('.')} ${message}`;
}
