import fc from 'fast-check';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { coalesce, overlay } from '../../../lib/engine/values/merge';
import { arbitraryMaps } from './arbitrary-maps';
import { ValuesChart } from './values-chart';

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
        arbitraryMaps('without nulls'),
        fc.array(arbitraryMaps('with nulls'), { minLength: 1, maxLength: 2 }),
        expectAsHelm,
      ),
      { seed: 20_261_121, numRuns: 60 },
    );
  });
});
