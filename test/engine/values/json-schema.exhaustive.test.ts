import fc from 'fast-check';
import { relayValues } from '../../../lib/stacks/claude-relay/values';
import { valuesOf, ValuesError } from '../../../lib/engine/values/check';
import type { Fields, Section } from '../../../lib/engine/values/collections';
import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import { arbitraryValues } from '../../../lib/testing/arbitrary-values';
import { everythingValues } from '../../support/everything';
import { arbitraryWrongValues, SUSPECTS } from './arbitrary-wrong-values';
import { ValuesChart, type Outcome } from './values-chart';

// Others are found with SCHEMA_SEED=7 SCHEMA_RUNS=2000 npm run test:exhaustive -- test/engine/values/json-schema
const SEED = Number(process.env['SCHEMA_SEED'] ?? 20_261_121);
const RUNS = Number(process.env['SCHEMA_RUNS'] ?? 60);

interface Subject {
  readonly name: string;
  readonly declaration: Section<Fields>;
  /** Keys of values that are a map of labels, and a piece of a Kubernetes object. */
  readonly labels: string;
  readonly object: string;
}

const SUBJECTS: readonly Subject[] = [
  {
    name: 'claude-relay',
    declaration: relayValues,
    labels: 'podLabels',
    object: 'affinity',
  },
  // It has every kind of value.
  {
    name: 'everything',
    declaration: everythingValues,
    labels: 'labels',
    object: 'object',
  },
];

describe.each(SUBJECTS)('values.schema.json of $name', ({ declaration, labels, object }) => {
  // Given a chart that is nothing but its values and what checks them, so that Helm has no other reason to reject.
  let chart: ValuesChart;
  beforeAll(() => {
    chart = ValuesChart.of(declaration);
  });
  afterAll(() => chart.remove());

  /** What `valuesOf` and Helm say of values: the values that templates get, or that they are rejected. */
  async function judge(values: JsonObject) {
    const helm = await chart.renderBoth({ files: [values] });
    const [helm3, helm4] = helm.map(verdictOfHelm);
    return { ours: verdict(declaration, values), helm3, helm4, values };
  }

  async function expectAgreement(values: JsonObject): Promise<Json> {
    const { ours, helm3, helm4 } = await judge(values);
    expect({ values, helm3, helm4 }).toEqual({ values, helm3: ours, helm4: ours });
    return ours;
  }

  it('lets Helm accept what valuesOf accepts, for generated right values', async () => {
    const tally = { accepted: 0 };
    await fc.assert(
      fc.asyncProperty(arbitraryValues(declaration.shape.fields), async (values) => {
        if ((await expectAgreement(values)) !== 'rejected') tally.accepted += 1;
      }),
      { seed: SEED, numRuns: RUNS },
    );
    expect(tally.accepted).toBeGreaterThan(RUNS * 0.9);
  });

  it('lets Helm reject what valuesOf rejects, for generated values with one mistake', async () => {
    const tally = { rejected: 0 };
    await fc.assert(
      fc.asyncProperty(arbitraryWrongValues(arbitraryValues(declaration.shape.fields)), async (values) => {
        if ((await expectAgreement(values)) === 'rejected') tally.rejected += 1;
      }),
      { seed: SEED, numRuns: RUNS },
    );
    expect(tally.rejected).toBeGreaterThan(RUNS * 0.5);
  });

  it('agrees with valuesOf on suspect values at any place', async () => {
    const suspect = fc
      .tuple(fc.constantFrom(...pathsOf(declaration.shape.fields)), fc.constantFrom(...SUSPECTS))
      .map(
        ([path, value]) => path.reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject,
      );
    await fc.assert(
      fc.asyncProperty(suspect, async (values) => {
        await expectAgreement(values);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it.each<[string, string]>([
    ['a member of every JavaScript object as a key', '{"constructor": 1}'],
    ['__proto__ as a key', '{"__proto__": 1}'],
    ['__proto__ as a key in a map of labels', `{"${labels}": {"__proto__": "x"}}`],
    ['__proto__ as a key in a piece of an object', `{"${object}": {"__proto__": 1}}`],
    ['a global that is no map', '{"global": 1}'],
    ['an enabled that is not a boolean', '{"enabled": "yes"}'],
  ])('has Helm and valuesOf reject %s', async (_, json) => {
    expect(await judge(JSON.parse(json) as JsonObject)).toMatchObject({
      ours: 'rejected',
      helm3: 'rejected',
      helm4: 'rejected',
    });
  });

  it('lets global and enabled through, which Helm and parent charts add', async () => {
    const { helm3, helm4, ours } = await judge({ global: { a: 1 }, enabled: false });
    const expected = ours as JsonObject;
    // A chart with globals of its own has their defaults too.
    const global = { ...(expected['global'] as JsonObject | undefined), a: 1 };
    expect(helm3).toEqual({ ...expected, global, enabled: false });
    expect(helm4).toEqual(helm3);
  });
});

function verdict(declaration: Section<Fields>, values: JsonObject): JsonObject | 'rejected' {
  try {
    return valuesOf(declaration, [{ name: 'values', values }]);
  } catch (error) {
    if (error instanceof ValuesError) return 'rejected';
    throw error;
  }
}

function verdictOfHelm(outcome: Outcome): JsonObject | 'rejected' {
  return outcome.ok ? outcome.values : 'rejected';
}

/** The path of each value and each section. */
function pathsOf(fields: Fields): string[][] {
  return Object.entries(fields).flatMap(([key, { shape }]) => {
    const inner = shape.type === 'section' ? pathsOf(shape.fields) : [];
    return [[key], ...inner.map((path) => [key, ...path])];
  });
}
