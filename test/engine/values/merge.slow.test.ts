import fc from 'fast-check';
import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import { coalesce, overlay } from '../../../lib/engine/values/merge';
import { minimalOverrides, sameJson } from '../../../lib/engine/values/minimal-overrides';
import { ValuesChart } from './values-chart';

// Few keys, so that two maps often have one in common; two of them are members of every JavaScript object.
const KEYS = ['a', 'b', 'c', 'd-e', 'constructor', '__proto__'];

const scalars: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>('', 'text', '0755', 'null', 'é'),
  fc.integer({ min: -3, max: 3 }),
  fc.boolean(),
);

/** Maps of maps, lists and scalars, with `null` among them or without. */
function maps(nulls: 'with nulls' | 'without nulls'): fc.Arbitrary<JsonObject> {
  const leaves = nulls === 'with nulls' ? fc.oneof(scalars, scalars, fc.constant<Json>(null)) : scalars;
  const { map } = fc.letrec<{ map: JsonObject; value: Json }>((tie) => ({
    map: fc
      .uniqueArray(fc.tuple(fc.constantFrom(...KEYS), tie('value')), {
        maxLength: 4,
        selector: ([key]) => key,
      })
      // Makes an own property of `__proto__` too, which an assignment would not.
      .map((entries): JsonObject => Object.fromEntries(entries)),
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaves,
      tie('map'),
      fc.array(tie('value'), { maxLength: 2 }),
    ),
  }));
  return map;
}

/** What Helm makes of values files over a `values.yaml`, by Helm's major. */
async function mergedByHelm(defaults: JsonObject, files: readonly JsonObject[]) {
  const chart = new ValuesChart(JSON.stringify(defaults));
  try {
    const [helm3, helm4] = await chart.renderBoth({ files });
    return { helm3, helm4 };
  } finally {
    chart.remove();
  }
}

async function expectAsHelm(defaults: JsonObject, files: readonly JsonObject[]): Promise<void> {
  // Given defaults and files, when both merge them, then there are the same values.
  const outcome = { ok: true, values: coalesce(defaults, files.reduce(overlay, {})) };
  expect(await mergedByHelm(defaults, files)).toEqual({ helm3: outcome, helm4: outcome });
}

describe('coalesce and overlay give the values that Helm 3 and 4 give', () => {
  const cases: [string, JsonObject, readonly JsonObject[]][] = [
    ['the defaults alone', { a: 1, b: { c: [1] } }, []],
    ['an empty file', { a: 1 }, [{}]],
    ['a scalar over a scalar of another type', { a: 1 }, [{ a: 'text' }]],
    ['maps that merge key by key', { a: { b: 1, c: 2 } }, [{ a: { c: 3, d: 4 } }]],
    ['a list that replaces a longer one', { a: [1, 2, 3] }, [{ a: [4] }]],
    ['a map that replaces a scalar', { a: 1 }, [{ a: { b: 2 } }]],
    ['a scalar that replaces a map', { a: { b: 1 } }, [{ a: 2 }]],
    ['a list that replaces a map', { a: { b: 1 } }, [{ a: [2] }]],
    ['an empty map over a map', { a: { b: 1 } }, [{ a: {} }]],
    ['null over a scalar', { a: 1, b: 2 }, [{ a: null }]],
    ['null over a map', { a: { b: 1 } }, [{ a: null }]],
    ['null over a value in a map', { a: { b: 1, c: 2 } }, [{ a: { b: null } }]],
    ['null where there is no default', { a: 1 }, [{ b: null }]],
    ['null in a map where there is no default', {}, [{ a: { b: null } }]],
    ['null in a map over a scalar', { a: 1 }, [{ a: { b: null } }]],
    ['null in a list', { a: [1] }, [{ a: [null, { b: null }] }]],
    ['a later file over an earlier one', { a: 1 }, [{ a: 2, b: 2 }, { a: 3 }]],
    ['a later null over what an earlier file gave', { a: 1 }, [{ a: 2 }, { a: null }]],
    ['a later null over what only an earlier file gave', {}, [{ a: 2 }, { a: null }]],
    ['a later value over an earlier null', { a: { b: 1 } }, [{ a: null }, { a: { c: 2 } }]],
    ['a later map over an earlier scalar', { a: { b: 1 } }, [{ a: 2 }, { a: { c: 3 } }]],
    ['a later list over an earlier one', { a: [1] }, [{ a: [2, 3] }, { a: [] }]],
    ['keys that are members of every object', { toString: { a: 1 } }, [{ toString: { b: 2 }, valueOf: 1 }]],
  ];
  it.each(cases)('for %s', async (_, defaults, files) => {
    await expectAsHelm(defaults, files);
  });

  it('for generated defaults and one or two generated files', async () => {
    await fc.assert(
      fc.asyncProperty(
        maps('without nulls'),
        fc.array(maps('with nulls'), { minLength: 1, maxLength: 2 }),
        expectAsHelm,
      ),
      { seed: 20_261_121, numRuns: 60 },
    );
  });

  it('leaves what it is given as it was', () => {
    const base = { a: { b: 1 } };
    const over = { a: { c: 2, d: null } };
    overlay(base, over);
    coalesce(base, over);
    expect([base, over]).toEqual([{ a: { b: 1 } }, { a: { c: 2, d: null } }]);
  });
});

describe('minimalPatch', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['nothing where nothing differs', { a: { b: [1] } }, { a: { b: [1] } }, {}],
    ['what differs alone', { a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1, c: 4 }, d: 3 }, { a: { c: 4 } }],
    ['null for what is taken away', { a: { b: 1, c: 2 } }, { a: { c: 2 } }, { a: { b: null } }],
    ['what is new', { a: 1 }, { a: 1, b: { c: 2 } }, { b: { c: 2 } }],
    ['a whole list', { a: [1, 2] }, { a: [1, 3] }, { a: [1, 3] }],
    [
      'nothing for maps with their keys in another order',
      { a: [{ b: 1, c: 2 }] },
      { a: [{ c: 2, b: 1 }] },
      {},
    ],
    ['an empty map for a scalar', { a: 1 }, { a: {} }, { a: {} }],
    ['null for each key of a map that is emptied', { a: { b: 1 } }, { a: {} }, { a: { b: null } }],
  ])('gives %s', (_, from, to, overrides) => {
    expect(minimalOverrides(from, to)).toEqual(overrides);
  });

  it('turns one set of values into the other when it is merged in', () => {
    fc.assert(
      fc.property(maps('without nulls'), maps('without nulls'), (from, to) => {
        expect(coalesce(from, minimalOverrides(from, to))).toEqual(to);
      }),
      { seed: 20_261_121, numRuns: 1000 },
    );
  });

  it('is empty only where the values are the same', () => {
    fc.assert(
      fc.property(maps('without nulls'), maps('without nulls'), (from, to) => {
        const same = Object.keys(minimalOverrides(from, to)).length === 0;
        expect(same).toBe(sameJson(from, to));
      }),
      { seed: 20_261_121, numRuns: 1000 },
    );
  });
});
