import { mapOf, type Fields, type MapOf, type Section } from '../engine/values/collections';
import type { Declaration, MapLimits } from '../engine/values/declaration';
import { string } from '../engine/values/scalars';
import type { Expr } from '../engine/template/expression';
import { eachEntry, type TemplatedItem } from '../engine/template/tree';
import type { EnvVar } from './k8s';

/** An environment variable of a container, or as many as a decision or a loop stands for. */
export type Env = TemplatedItem<EnvVar>;

/** What the names of a user's environment variables may be: those that no other value sets. */
export function variableNames(reserved: RegExp | undefined, samples: readonly string[]): MapLimits {
  return {
    key: /^[A-Z][A-Z0-9_]*$/,
    ...(reserved === undefined ? {} : { reserved }),
    expects: 'uppercase names that no other value sets',
    samples,
  };
}

/** Environment variables that a user adds. Which names they may not have, a stack says with {@link withReservedVariables}. */
export function extraVariables(description: string, samples: readonly string[]): MapOf<Declaration<string>> {
  return mapOf({}, description, string('', 'Value of the variable.'), variableNames(undefined, samples));
}

/**
 * The values of a stack in which the user's variables may not have the names of variables that the stack itself sets.
 *
 * The names are known where the variables are made, which reads the values: so the declaration of the values is completed with
 * them afterwards.
 *
 * @param path of the user's variables among the values: `['config', 'extraEnv']`
 * @param names of the variables that the stack sets
 */
export function withReservedVariables<F extends Fields>(
  values: Section<F>,
  path: readonly string[],
  names: readonly string[],
): Section<F> {
  const reserved = new RegExp(`^(${names.join('|')})$`);
  return within(values, path, (declaration) => {
    const { shape } = declaration;
    if (shape.type !== 'map') throw new Error(`${path.join('.')} is no map of variables.`);
    return { ...declaration, shape: { ...shape, keys: { ...shape.keys, reserved } } };
  }) as Section<F>;
}

function within(
  declaration: Declaration<unknown>,
  [key, ...rest]: readonly string[],
  change: (declaration: Declaration<unknown>) => Declaration<unknown>,
): Declaration<unknown> {
  if (key === undefined) return change(declaration);
  const { shape } = declaration;
  const field = shape.type === 'section' ? shape.fields[key] : undefined;
  if (shape.type !== 'section' || field === undefined) throw new Error(`There is no value ${key}.`);
  const fields = { ...shape.fields, [key]: within(field, rest, change) };
  return { ...declaration, shape: { ...shape, fields } };
}

/** An environment variable from a key of a Secret. */
export function secretEnv(
  name: string | Expr<string>,
  secret: Expr<string>,
  key: string | Expr<string>,
  { optional = false }: { readonly optional?: boolean } = {},
) {
  return { name, valueFrom: { secretKeyRef: { name: secret, key, ...(optional ? { optional } : {}) } } };
}

/** The environment variables that a user adds. */
export function userEnv(variables: Expr<Readonly<Record<string, string>>>) {
  return eachEntry(variables, { key: 'name', entry: 'value' }, (name, value) => ({ name, value }));
}
