import type { KubernetesObject } from '../../engine/manifests/render';
import { conflictsBetween, pairs, type Maker } from '../../engine/release/together';
import { ValuesError } from '../../engine/values/check';
import { sourceName, type NamedEnvironment } from './environment';
import type { RenderedStack } from './stacks';

/**
 * Checks what each stack cannot know of the others: that no two make the same object, that none selects pods of another, and that a
 * host leads to one of them.
 *
 * @param own the objects of the environment itself: its namespace
 * @throws ValuesError naming the environment's file, the stacks and the values that it comes from
 */
export function checkTogether(
  environment: NamedEnvironment,
  stacks: readonly RenderedStack[],
  own: readonly KubernetesObject[],
): void {
  const itself = { name: 'the environment', values: { namespace: environment.namespace }, objects: own };
  const problems = pairs<Maker>([itself, ...stacks]).flatMap(([one, other]) => conflictsBetween(one, other));
  if (problems.length === 0) return;
  throw new ValuesError(problems.map((problem) => `${sourceName(environment)}: ${problem}`));
}
