import fc from 'fast-check';
import type { StackTemplate } from '../../lib/engine/template/stack-template';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { arbitraryValues } from './arbitrary-values';
import { writeChart } from './chart';
import { compareRenderings, type Tally } from './equality';
import { plainRendering } from './renderers';

// The same values every time, so that a failure can be looked at; another seed, or more, for a search:
// EQUALITY_SEED=7 EQUALITY_RUNS=5000 npx jest test/equality/generated
const SEED = Number(process.env['EQUALITY_SEED'] ?? 20_261_121);
const RUNS = Number(process.env['EQUALITY_RUNS'] ?? 360);
const MINIMUM = 300;
const REJECTIONS = 60;

const releases = fc.record({
  release: fc.constantFrom(
    'r',
    'claude-relay',
    'my-claude-relay',
    'y',
    'x'.repeat(53),
    `claude-relay-${'y'.repeat(40)}`,
    '7up',
    'a.b',
  ),
  namespace: fc.constantFrom('default', 'ai-gateway', 'n0'),
});

/** Tests that a stack is rendered alike plainly and through Helm 3 and 4, for generated values. */
export function itRendersAlike(
  name: string,
  template: () => StackTemplate,
  requiredValues: JsonObject,
): void {
  it(`${name} gives the same objects plainly and through Helm 3 and 4, for generated values`, async () => {
    const stack = template();
    const chart = writeChart(stack);
    const tally: Tally = { same: 0, rejected: 0 };
    const property = fc.asyncProperty(
      arbitraryValues(stack.declaration.shape.fields),
      releases,
      async (values, release) => {
        const request = { ...release, values: [overlay(requiredValues, values)], set: [], setString: [] };
        // Values that do not go together are rejected by all; some of that is enough.
        fc.pre(tally.rejected < REJECTIONS || plainRendering(stack, request).ok);
        const outcome = await compareRenderings(stack, chart, request);
        tally[outcome === 'same objects' ? 'same' : 'rejected'] += 1;
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: RUNS });
    process.stdout.write(
      `equality ${name}: seed ${SEED}, ${tally.same} value sets rendered alike by plain, Helm 3 and Helm 4, ` +
        `${tally.rejected} rejected by all, 0 differences\n`,
    );
    expect(tally.same).toBeGreaterThanOrEqual(Math.min(MINIMUM, RUNS - REJECTIONS));
  }, 1_800_000);
}
