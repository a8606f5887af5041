import { stacks, type StackName } from '../../stacks/stacks';
import { ValuesError } from '../../engine/values/check';
import type { Fields } from '../../engine/values/collections';
import type { JsonObject } from '../../engine/values/declaration';
import { isMap } from '../../engine/values/merge';
import { NAMESPACE_NAME, nameProblem } from '../../engine/release/names';
import { quoteForMessage } from '../../engine/values/wording';
import { suggestKey } from '../../engine/values/suggestion';
import { overridesOf, sourceName, type NamedEnvironment } from './environment';

/**
 * Checks what is an environment's own; the values of its stacks are checked when those are rendered.
 *
 * @throws ValuesError naming the environment's file and what is wrong
 */
export function checkEnvironment(environment: NamedEnvironment): void {
  const source = sourceName(environment);
  const problems = [
    ...namespaceProblems(environment),
    ...unknownStacks(environment),
    ...secretProblems(environment),
  ];
  if (problems.length > 0) throw new ValuesError(problems.map((problem) => `${source}: ${problem}`));
}

function namespaceProblems({ namespace }: NamedEnvironment): string[] {
  const problem = nameProblem(NAMESPACE_NAME, namespace);
  return problem === undefined ? [] : [`namespace ${quoteForMessage(namespace)}: ${problem}`];
}

function unknownStacks(environment: NamedEnvironment): string[] {
  const known = Object.keys(stacks);
  return Object.keys(environment.stacks)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = suggestKey(name, known);
      const hint = meant === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${meant}?`;
      return `${name} is not a known stack. ${hint}`;
    });
}

/**
 * An environment is in the repository, and so is what is made from it: there must be no secret in it. The compiler rejects
 * secrets too, unless it is told to look away.
 */
function secretProblems(environment: NamedEnvironment): string[] {
  const paths = (Object.keys(stacks) as StackName[]).flatMap((name) => {
    const values = overridesOf(environment, name);
    return values === undefined
      ? []
      : secretsIn(stacks[name].template().declaration.shape.fields, values, '').map(
          (path) => `${name}: ${path}`,
        );
  });
  return paths.map(
    (path) =>
      `${path} is a secret and must not stand in an environment; name a Secret in an existingSecret value instead.`,
  );
}

function secretsIn(fields: Fields, values: JsonObject, prefix: string): string[] {
  // Few values are given of those that are declared.
  return Object.entries(values).flatMap(([key, value]) => {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field === undefined) return [];
    if (field.secret) return value === null || value === '' ? [] : [`${prefix}${key}`];
    return field.shape.type === 'section' && isMap(value)
      ? secretsIn(field.shape.fields, value, `${prefix}${key}.`)
      : [];
  });
}
