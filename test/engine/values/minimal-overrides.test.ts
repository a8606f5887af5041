import fc from 'fast-check';
import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import { coalesce } from '../../../lib/engine/values/merge';
import { minimalOverrides, sameJson } from '../../../lib/engine/values/minimal-overrides';
import { arbitraryMaps } from './arbitrary-maps';

describe('minimalOverrides', () => {
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
      fc.property(arbitraryMaps('without nulls'), arbitraryMaps('without nulls'), (from, to) => {
        expect(coalesce(from, minimalOverrides(from, to))).toEqual(to);
      }),
      { seed: 20_261_121, numRuns: 300 },
    );
  });

  it('is empty only where the values are the same', () => {
    fc.assert(
      fc.property(arbitraryMaps('without nulls'), arbitraryMaps('without nulls'), (from, to) => {
        const same = Object.keys(minimalOverrides(from, to)).length === 0;
        expect(same).toBe(sameJson(from, to));
      }),
      { seed: 20_261_121, numRuns: 300 },
    );
  });
});

describe('sameJson', () => {
  it.each<[boolean, Json | undefined, Json | undefined]>([
    [true, { a: 1, b: [{ c: 2, d: null }] }, { b: [{ d: null, c: 2 }], a: 1 }],
    [true, [], []],
    [false, [1, 2], [2, 1]],
    [false, [1], [1, 2]],
    [false, { a: 1 }, { a: 1, b: 2 }],
    [false, { a: null }, { b: null }],
    [false, {}, []],
    [false, 1, '1'],
    [false, null, undefined],
    [false, {}, { toString: 1 }],
  ])('is %s of %j and %j', (expected, a, b) => {
    expect([sameJson(a, b), sameJson(b, a)]).toEqual([expected, expected]);
  });
});
