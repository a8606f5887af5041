import fc from 'fast-check';
import { explain } from '../../lib/app/explain';
import type { StackName } from '../../lib/stacks/stacks';
import { ValidationError } from '../../lib/engine/manifests/render';
import { ValuesError } from '../../lib/engine/values/check';
import { overlay } from '../../lib/engine/values/merge';
import { arbitraryValues } from '../../lib/testing/arbitrary-values';
import { objectsFor, requiredValues, templateOf, type Input } from './releases';

const releases = fc.record({
  release: fc.constantFrom('r', 'y', 'null', 'my-release', 'x'.repeat(53), `release-${'y'.repeat(40)}`),
  namespace: fc.constantFrom('default', 'ai-gateway', 'n0', `n-${'x'.repeat(61)}`),
});

// Sampled in portions, since how many of them are rejected differs from stack to stack.
const PORTION = 200;

/**
 * Generated releases of a stack that the plain rendering accepts: a number of them, always the same ones for a seed.
 *
 * @throws Error when the plain rendering fails otherwise than by rejecting values, or rejects nearly all of them
 */
export function acceptedValueSets(stack: StackName, count: number, seed: number): readonly Input[] {
  const inputs = fc
    .tuple(releases, arbitraryValues(templateOf(stack).declaration.shape.fields))
    .map(([release, values]) => ({ ...release, values: overlay(requiredValues(stack), values) }));
  const accepted: Input[] = [];
  for (let portion = 0; accepted.length < count; portion += 1) {
    if (portion * PORTION > 40 * count + 2000)
      throw new Error(`${stack} rejects nearly all generated values.`);
    const sampled = fc.sample(inputs, { seed: seed + portion, numRuns: PORTION });
    accepted.push(...sampled.filter((input) => isAccepted(stack, input)));
  }
  return accepted.slice(0, count);
}

function isAccepted(stack: StackName, input: Input): boolean {
  try {
    objectsFor(stack, input);
    return true;
  } catch (error) {
    if (error instanceof ValuesError || error instanceof ValidationError) return false;
    throw new Error(`${stack} fails for ${JSON.stringify(input)}: ${explain(error)}`, { cause: error });
  }
}
