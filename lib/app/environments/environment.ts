import type { JsonObject } from '../../engine/values/declaration';
import { stacks, type StackName, type StackOverrides } from '../../stacks/stacks';

/** A place that stacks are deployed to, such as dev or prod. */
export interface Environment {
  /** The namespace of the cluster that all its stacks go to. */
  readonly namespace: string;
  /** Whether people depend on it: `stacks deploy` and `stacks rollback` ask before they change it. @default false */
  readonly production?: boolean;
  /** The stacks that it has and, for each, what differs from the defaults. A stack that is not named is not there. */
  readonly stacks: Partial<StackOverrides>;
  /**
   * The clusters or regions that it is deployed to, by their names, each with what is different there. Each is an environment of its own
   * under the name `ENVIRONMENT-CLUSTER`, such as `prod-eu`.
   *
   * @default - one cluster, without a name
   */
  readonly clusters?: Readonly<Record<string, Differences>>;
}

/** What is different in one cluster of an environment. */
export interface Differences {
  /**
   * What is laid over the values of the environment's stacks: maps merge, lists replace, as with a further values file.
   *
   * @default - nothing
   */
  readonly stacks?: Partial<StackOverrides>;
  /**
   * Stacks of the environment that the cluster does not have.
   *
   * @default - none
   */
  readonly without?: readonly StackName[];
}

/** An environment under the name of its file, or one cluster of it. */
export interface NamedEnvironment extends Omit<Environment, 'clusters'> {
  readonly name: string;
  /** The name of its file. @default - that of the environment, with the ending .ts */
  readonly file?: string;
  /**
   * Of which file it is one cluster.
   *
   * @default - the environment is one cluster itself
   */
  readonly cluster?: { readonly environment: string; readonly name: string };
}

/** Describes an environment; it is the default export of a file in `environments/`. */
export function environment(description: Environment): Environment {
  return description;
}

/**
 * What an environment changes of a stack's values, with what follows from its other stacks; `undefined` where it does not
 * have the stack.
 *
 * @throws ValuesError when the stack needs another one that the environment does not have
 */
export function overridesOf(environment: NamedEnvironment, stack: StackName): JsonObject | undefined {
  const given = environment.stacks[stack] as JsonObject | undefined;
  if (given === undefined) return undefined;
  const before = known.get(given)?.get(environment);
  if (before !== undefined) return before;
  const overrides = stacks[stack].connect?.(given, environment, sourceName(environment)) ?? given;
  known.set(
    given,
    (known.get(given) ?? new WeakMap<NamedEnvironment, JsonObject>()).set(environment, overrides),
  );
  return overrides;
}

/** What was found before, by what is given and the environment: a connected stack renders the other one. */
const known = new WeakMap<JsonObject, WeakMap<NamedEnvironment, JsonObject>>();

/** What messages call an environment, its file with the cluster, or the values of one of its stacks: that and the stack. */
export function sourceName(
  {
    name,
    cluster,
    file = `${cluster?.environment ?? name}.ts`,
  }: Pick<NamedEnvironment, 'name' | 'file' | 'cluster'>,
  stack?: StackName,
): string {
  const whole = `environments/${file}`;
  const place = cluster === undefined ? whole : `${whole}: cluster ${cluster.name}`;
  return stack === undefined ? place : `${place}: ${stack}`;
}
