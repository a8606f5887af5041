import type { StackTemplate } from '../../lib/engine/template/stack-template';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { mostRejected, searchDifference } from '../../lib/testing/search';
import { bothHelms } from './equality';
import { Everything } from './everything';
import { REQUIRED_VALUES } from './required-values';

// The same values every time, so that a failure can be looked at; another seed, or more, for a search:
// EQUALITY_SEED=7 EQUALITY_RUNS=5000 npx jest test/equality/generated
const SEED = Number(process.env['EQUALITY_SEED'] ?? 20_261_121);

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
  usual: number,
  name: string,
  template: () => StackTemplate,
  values: JsonObject,
): void {
  it(`${name} gives the same objects plainly and through Helm 3 and 4, for generated values`, async () => {
    const stack = template();
    const runs = Number(process.env['EQUALITY_RUNS'] ?? usual);
    const search = { stack, chart: newChartFolder(stack), helms: bothHelms(), runs, seed: SEED, values };
    const { compared, rejected } = await searchDifference(search);
    process.stdout.write(
      `equality ${name}: seed ${SEED}, ${compared} value sets rendered alike by plain, Helm 3 and Helm 4, ` +
        `${rejected} rejected by all, 0 differences\n`,
    );
    expect(compared).toBeGreaterThanOrEqual(runs - mostRejected(runs));
  }, 1_800_000);
}
