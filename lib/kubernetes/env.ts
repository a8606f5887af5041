import { AuthorError } from '../engine/values/author-error';
import { NODE, type Expr } from '../engine/template/expression';
import { nodeOf } from '../engine/template/nodes';
import type { StackTemplate } from '../engine/template/stack-template';
import { eachEntry, type TemplatedItem, type Tree } from '../engine/template/tree';
import { mapOf, type MapOf } from '../engine/values/collections';
import type { Declaration, MapLimits } from '../engine/values/declaration';
import { string } from '../engine/values/scalars';
import { formed, type Scalar } from '../engine/values/string-form';
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

/** The name of an environment variable, as Kubernetes of all versions takes it. */
export function environmentName(description: string): Scalar<string> {
  return formed('', description, {
    pattern: /^[A-Za-z_][A-Za-z0-9_.-]*$/,
    expects: 'the name of an environment variable such as HTTP_PROXY',
    samples: ['EXTRA_A', 'http_extra', 'y', 'extra.dotted-name'],
    yamlSafe: true,
  });
}

/** Environment variables that a user adds. They may not have the names of those that the stack sets, see {@link withUserEnv}. */
export function extraVariables(description: string, samples: readonly string[]): MapOf<Declaration<string>> {
  return mapOf({}, description, string('', 'Value of the variable.'), variableNames(undefined, samples));
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

/**
 * The variables of a container: those that the stack sets and, after them, those that a user adds.
 *
 * @param variables the user's, a reference such as `values.config.extraEnv`
 * @param reserved names that a user may not set although the container does not have them here
 */
export function withUserEnv(
  stack: StackTemplate,
  env: readonly Env[],
  variables: Expr<Readonly<Record<string, string>>>,
  reserved: readonly string[] = [],
): Env[] {
  reserveVariables(stack, variables, [...namesOf(env), ...reserved]);
  return [...env, userEnv(variables)];
}

/** Lets a user set no variables of these names. */
export function reserveVariables(
  stack: StackTemplate,
  variables: Expr<Readonly<Record<string, string>>>,
  names: readonly string[],
): void {
  const node = variables[NODE];
  if (node.op !== 'path') throw new AuthorError('The variables of a user must be a reference to a value.');
  const reserved = new RegExp(`^(${names.join('|')})$`);
  stack.redeclare(node.keys, (declaration) => {
    const { shape } = declaration;
    if (shape.type !== 'map') throw new AuthorError(`${node.keys.join('.')} is no map of variables.`);
    return { ...declaration, shape: { ...shape, keys: { ...shape.keys, reserved } } };
  });
}

/** The names of variables, in all that decisions may come to. */
export function namesOf(trees: readonly Tree[]): string[] {
  return trees.flatMap((tree) => {
    const node = nodeOf(tree);
    if (node.kind === 'when') return namesOf([node.then, node.otherwise]);
    if (node.kind === 'list') return namesOf(node.items);
    if (node.kind === 'commented') return namesOf([node.tree]);
    return node.kind === 'map' && typeof node.entries['name'] === 'string' ? [node.entries['name']] : [];
  });
}
