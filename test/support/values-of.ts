import type { NamedEnvironment } from '../../lib/app/environments/environment';
import { stacksOf } from '../../lib/app/environments/stacks';
import type { JsonObject } from '../../lib/engine/values/declaration';
import type { StackName, StackOverrides } from '../../lib/stacks/stacks';

/**
 * Values over their defaults: each section is there; a single value may have been taken away with `null`. In an entry of a map is
 * what was given.
 */
type Complete<T> = T extends Single
  ? T | undefined
  : string extends keyof T
    ? Given<T>
    : { readonly [K in keyof T]-?: Complete<NonNullable<T[K]>> };

type Given<T> = T extends Single ? T : { readonly [K in keyof T]?: Given<NonNullable<T[K]>> | undefined };

type Single = string | number | boolean | readonly unknown[];

/** All values of a stack in an environment, but for secrets, which no environment has. */
export type ValuesOf<Name extends StackName> = Complete<NonNullable<StackOverrides[Name]>>;

/** The values of all stacks that an environment has. */
export type StacksValues = { readonly [Name in StackName]?: ValuesOf<Name> };

/**
 * Says of an environment whether something holds there, from the values of one stack, and of those beside it. So a table need not
 * name environments, and holds for one that is added.
 */
export type Condition<Name extends StackName> = (
  values: ValuesOf<Name>,
  stacks: StacksValues,
) => boolean | undefined;

/** A condition of a stack that is known only when the program runs. */
export type AnyCondition = (values: never, stacks: StacksValues) => boolean | undefined;

/** The values of each stack that an environment has: what it changes, over the defaults. */
export type EnvironmentValues = ReadonlyMap<StackName, JsonObject>;

/** The values of each stack of an environment. */
export function valuesIn(environment: NamedEnvironment): EnvironmentValues {
  return new Map(stacksOf(environment).map(({ name, values }) => [name, values]));
}

/** Whether a condition of a stack holds; without a condition, wherever the stack is. */
export function holds(
  values: EnvironmentValues,
  stack: StackName,
  condition: AnyCondition | undefined,
): boolean {
  const own = values.get(stack);
  if (own === undefined) return false;
  // Rendering has checked the values against the declarations that the types are made from.
  return condition === undefined || condition(own as never, Object.fromEntries(values)) === true;
}

/**
 * The environments in which a condition of a stack holds, for people; `undefined` when it does in all that have the stack.
 *
 * @param environments all of them
 */
export function placesOf(
  environments: readonly { readonly name: string; readonly values: EnvironmentValues }[],
  stack: StackName,
  condition: AnyCondition | undefined,
): string | undefined {
  const having = environments.filter(({ values }) => values.has(stack));
  const places = having.filter(({ values }) => holds(values, stack, condition));
  return places.length === having.length ? undefined : places.map(({ name }) => name).join(', ');
}
