import { notPlain } from '../../../lib/engine/values/plain';

it('finds nothing in texts, numbers, flags, lists and maps', () => {
  const shared = { a: 1 };
  expect(
    notPlain({ a: ['x', 1, true, null, {}], b: undefined, c: shared, d: [shared, shared], __proto__: null }),
  ).toBeUndefined();
});

const cyclic: unknown[] = [];
cyclic.push({ again: cyclic });

it.each<[unknown, string, string]>([
  [{ a: () => 1 }, 'a', 'a function'],
  [{ a: [1, Symbol('x')] }, 'a.1', 'a symbol'],
  [{ a: { b: 1n } }, 'a.b', 'a BigInt'],
  [{ a: NaN }, 'a', 'no number'],
  [{ a: -Infinity }, 'a', 'infinite'],
  [{ a: new Date(0) }, 'a', 'a Date'],
  [{ a: new Map() }, 'a', 'a Map'],
  [{ a: cyclic }, 'a.0.again', 'within itself'],
])('finds %p', (values, path, is) => {
  const found = notPlain(values);
  expect({ path: found?.path.join('.'), is: found?.is }).toEqual({ path, is });
});
