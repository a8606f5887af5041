import fc from 'fast-check';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { compareRenderings } from '../support/equality';
import { randomTrees, TreeStack, valueSets } from './trees';

// The same trees every time; another seed, or more charts, for a search:
// TREES_SEED=7 TREES_RUNS=500 npx jest test/equality/trees
const SEED = Number(process.env['TREES_SEED'] ?? 20_261_126);
const RUNS = Number(process.env['TREES_RUNS'] ?? 10);
const TREES = 120;
/** How long all of them may take, in milliseconds. */
const LONGEST = Math.max(1_800_000, RUNS * 60_000);
jest.setTimeout(LONGEST);

it('random trees give the same objects plainly and through Helm 3 and 4', async () => {
  const tally = { accepted: 0, discarded: 0, helm3: 0, helm4: 0 };
  const property = fc.asyncProperty(
    fc.noBias(fc.array(randomTrees, { minLength: 1, maxLength: TREES, size: 'max' })),
    fc.array(valueSets, { minLength: 4, maxLength: 4 }),
    async (trees, values) => {
      // What is an author's mistake has a sentence of its own; the rest has to be rendered alike.
      const accepted = trees.filter((tree) => tree.isAccepted(values));
      tally.accepted += accepted.length;
      tally.discarded += trees.length - accepted.length;
      const stack = new TreeStack(accepted);
      const chart = newChartFolder(stack);
      for (const [index, given] of values.entries()) {
        const major = index % 2 === 0 ? 3 : 4;
        const request = { release: 'app', namespace: 'ai', values: [given], set: [], setString: [] };
        expect(await compareRenderings(stack, chart, request, [major])).toBe('same objects');
        tally[`helm${major}`] += 1;
      }
    },
  );
  // A failure is made smaller until then; the counts below tell where not even all charts were done, as on a machine that hangs.
  await fc.assert(property, { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: LONGEST - 300_000 });
  process.stdout.write(
    `equality trees: seed ${SEED}, ${tally.accepted} resources in ${RUNS} charts rendered as by plain, ` +
      `${tally.helm3} times by Helm 3 and ${tally.helm4} times by Helm 4, 0 differences; ` +
      `${tally.discarded} were mistakes of an author\n`,
  );
  expect(tally.accepted).toBeGreaterThan(10 * RUNS);
  expect(tally.accepted).toBeGreaterThan(4 * tally.discarded);
  expect(tally.helm3).toBe(2 * RUNS);
  expect(tally.helm4).toBe(2 * RUNS);
});
