import fc from 'fast-check';
import type { StackTemplate } from '../../lib/engine/template/stack-template';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { arbitraryValues } from './arbitrary-values';
import { writeChart } from './chart';
import { expectSameObjectsIn, renderAll } from './equality';
import { Everything } from './everything';
import { plainRendering } from './renderers';
import { REQUIRED_VALUES } from './required-values';

// The same values every time, so that a failure can be looked at; another seed, or more, for a search:
// EQUALITY_SEED=7 EQUALITY_RUNS=5000 npx jest test/equality/generated
const SEED = Number(process.env['EQUALITY_SEED'] ?? 20_261_121);

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

/**
 * Tests that each stack is rendered alike plainly and through Helm 3 and 4, for generated values.
 *
 * @param runs how many value sets there are of each, but for what the variable EQUALITY_RUNS says
 */
export function allRenderAlike(runs: number): void {
  for (const name of Object.keys(stacks) as StackName[])
    itRendersAlike(runs, name, stacks[name].template, REQUIRED_VALUES[name] ?? {});
  // Not deployed by anyone: it uses every kind of value, expression, decision and loop there is.
  itRendersAlike(runs, 'everything', () => new Everything(), {});
}

function itRendersAlike(
  runs: number,
  name: string,
  template: () => StackTemplate,
  requiredValues: JsonObject,
): void {
  it(`${name} gives the same objects plainly and through Helm 3 and 4, for generated values`, async () => {
    const stack = template();
    const chart = writeChart(stack);
    const numRuns = Number(process.env['EQUALITY_RUNS'] ?? runs);
    // Values that do not go together are rejected by all; some of that is enough.
    const rejections = Math.ceil(numRuns / 6);
    let rejected = 0;
    const same = await expectSameObjectsIn((take) => {
      rejected = 0;
      const values = arbitraryValues(stack.declaration.shape.fields);
      const property = fc.asyncProperty(values, releases, async (given, release) => {
        const request = { ...release, values: [overlay(requiredValues, given)], set: [], setString: [] };
        fc.pre(rejected < rejections || plainRendering(stack, request).ok);
        const texts = await renderAll(stack, chart, request);
        if (texts === 'all reject') rejected += 1;
        else await take(texts);
      });
      return fc.assert(property, { seed: SEED, numRuns });
    });
    process.stdout.write(
      `equality ${name}: seed ${SEED}, ${same} value sets rendered alike by plain, Helm 3 and Helm 4, ` +
        `${rejected} rejected by all, 0 differences\n`,
    );
    expect(same).toBeGreaterThanOrEqual(numRuns - rejections);
  }, 1_800_000);
}
