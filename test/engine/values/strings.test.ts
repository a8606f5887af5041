import { stringsIn } from '../../../lib/engine/values/strings';
import type { Json } from '../../../lib/engine/values/declaration';

it('has all strings among values in their order, empty ones too, and where they stand', () => {
  expect(stringsIn({ b: 'x', a: ['y', { c: '' }], n: [['z']] })).toEqual([
    { path: ['b'], text: 'x' },
    { path: ['a', 0], text: 'y' },
    { path: ['a', 1, 'c'], text: '' },
    { path: ['n', 0, 0], text: 'z' },
  ]);
});

it('has a string itself, at the path that is given', () => {
  expect(stringsIn('x', ['a'])).toEqual([{ path: ['a'], text: 'x' }]);
  expect(stringsIn(['x'], ['a'])).toEqual([{ path: ['a', 0], text: 'x' }]);
});

it.each<[Json]>([[{}], [[]], [null], [1], [{ a: true, b: [null, 2] }]])('has none in %j', (value) => {
  expect(stringsIn(value)).toEqual([]);
});
