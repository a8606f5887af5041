import fc from 'fast-check';
import { stacks } from '../../lib/stacks/stacks';
import { overlay } from '../../lib/values/merge';
import { arbitraryValues } from '../support/arbitrary-values';
import { writeChart } from '../support/chart';
import { compareRenderings, type Tally } from '../support/equality';
import { plainRendering } from '../support/renderers';
import { REQUIRED_VALUES } from '../support/required-values';

// The same values every time, so that a failure can be looked at; another seed, or more, for a search:
// EQUALITY_SEED=7 EQUALITY_RUNS=5000 npx jest test/equality/generated
const SEED = Number(process.env['EQUALITY_SEED'] ?? 20_261_121);
const RUNS = Number(process.env['EQUALITY_RUNS'] ?? 400);
const MINIMUM = 300;
const REFUSALS = 60;

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

describe.each(Object.entries(stacks))('%s', (name, { template }) => {
  it(`gives the same objects plainly and through Helm 3 and 4, for generated values`, async () => {
    const stack = template();
    const chart = writeChart(stack);
    const tally: Tally = { same: 0, refused: 0 };
    const property = fc.asyncProperty(
      arbitraryValues(stack.declaration.shape.fields),
      releases,
      async (values, release) => {
        const given = overlay(REQUIRED_VALUES[name] ?? {}, values);
        const request = { ...release, values: [given], set: [], setString: [] };
        // Values that do not go together are refused by all; some of that is enough.
        fc.pre(tally.refused < REFUSALS || plainRendering(stack, request).ok);
        const outcome = await compareRenderings(stack, chart, request);
        tally[outcome === 'same objects' ? 'same' : 'refused'] += 1;
      },
    );
    await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: false });
    process.stdout.write(
      `equality ${name}: seed ${String(SEED)}, ${String(tally.same)} value sets rendered alike by plain, Helm 3 and Helm 4, ` +
        `${String(tally.refused)} refused by all, 0 differences\n`,
    );
    expect(tally.same).toBeGreaterThanOrEqual(Math.min(MINIMUM, RUNS - REFUSALS));
  }, 1_800_000);
});
