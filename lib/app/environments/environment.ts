import type { JsonObject } from '../../engine/values/declaration';
import { stacks, type StackName, type StackOverrides } from '../../stacks/stacks';

/** A place that stacks are deployed to, such as dev or prod. */
export interface Environment {
  /** The namespace of the cluster that all its stacks go to. */
  readonly namespace: string;
  /** The stacks that it has and, for each, what differs from the defaults. A stack that is not named is not there. */
  readonly stacks: Partial<StackOverrides>;
}

/** An environment under the name of its file. */
export interface NamedEnvironment extends Environment {
  readonly name: string;
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

/** What messages call an environment, its file, or the values of one of its stacks: the file and the stack. */
export function sourceName({ name }: Pick<NamedEnvironment, 'name'>, stack?: StackName): string {
  const file = `environments/${name}.ts`;
  return stack === undefined ? file : `${file}: ${stack}`;
}
