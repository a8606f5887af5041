import { discoverEnvironments, environmentFiles, environmentsIn } from '../environments/discover';
import type { NamedEnvironment } from '../environments/environment';
import { UserError } from '../explain';
import { requireKnown } from './unknown';

/** By the name of each environment of the project that of its file, which several clusters share. */
export type Files = ReadonlyMap<string, string>;

/** The files of the environments of the project; none where these are invalid, which is said when they are rendered. */
export function filesNow(): Files {
  try {
    return filesOf(discoverEnvironments());
  } catch (error) {
    if (error instanceof UserError) return new Map();
    throw error;
  }
}

function filesOf(environments: readonly NamedEnvironment[]): Files {
  return new Map(environments.map((one) => [one.name, fileOf(one)]));
}

/**
 * The environments that a name means: itself and the clusters of its file. Of those that only a revision has the file is not known: there
 * the names of clusters begin with it.
 *
 * @throws UserError when it means none
 */
export function meantBy(name: string, known: readonly string[], files: Files): readonly string[] {
  const meant = known.filter(
    (one) => one === name || (files.get(one) ?? one.split('-').slice(0, -1).join('-')) === name,
  );
  if (meant.length === 0) requireKnown('environment', name, known);
  return meant;
}

/**
 * The one environment that a name means.
 *
 * @throws UserError when it means none, or several
 */
export function theOneMeantBy(name: string, known: readonly string[], files: Files): string {
  if (known.includes(name)) return name;
  const [first = name, ...more] = meantBy(name, known, files);
  if (more.length > 0)
    throw new UserError(`${name} has several clusters; name one: ${[first, ...more].join(', ')}.`);
  return first;
}

/**
 * The environments of the project that names mean.
 *
 * @param names none means all
 * @throws UserError when a name means none
 */
export function chosenEnvironments(names: readonly string[]): readonly NamedEnvironment[] {
  const all = discoverEnvironments();
  const files = filesOf(all);
  const meant = names.flatMap((name) => meantBy(name, [...files.keys()], files));
  return names.length === 0 ? all : all.filter(({ name }) => meant.includes(name));
}

/**
 * The one environment of the project that a name means, and the others that may be in the same cluster: all but other clusters of it.
 *
 * @throws UserError when it means none, or several
 */
export function chosenEnvironment(name: string): {
  readonly environment: NamedEnvironment;
  readonly others: readonly NamedEnvironment[];
} {
  const all = discoverEnvironments();
  const files = filesOf(all);
  const meant = theOneMeantBy(name, [...files.keys()], files);
  const environment = all.find((one) => one.name === meant);
  if (environment === undefined) throw new Error(`${meant} is known, and not there.`);
  return { environment, others: all.filter((one) => fileOf(one) !== fileOf(environment)) };
}

/**
 * As {@link chosenEnvironment}, without a look at what is in the files of others.
 *
 * @throws UserError when it means none, or several
 */
export function environmentMeantBy(name: string): NamedEnvironment {
  const near = environmentFiles().filter((file) => name === file || name.startsWith(`${file}-`));
  const [environment, ...more] = near
    .flatMap((file) => environmentsIn(file))
    .filter((one) => one.name === name);
  // Otherwise all are to be named in what is said.
  return environment !== undefined && more.length === 0 ? environment : chosenEnvironment(name).environment;
}

function fileOf({ name, cluster }: NamedEnvironment): string {
  return cluster?.environment ?? name;
}

/**
 * Asserts that an environment has some stacks.
 *
 * @throws UserError with the nearest name and all that it has
 */
export function requireStacks(environment: NamedEnvironment, stacks: readonly string[]): void {
  const known = Object.keys(environment.stacks);
  for (const stack of stacks) requireKnown(`stack in ${environment.name} called`, stack, known);
}
