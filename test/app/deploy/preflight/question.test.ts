import { groupBy, inWords } from '../../../../lib/app/deploy/preflight/question';

it('names one, and how many more', () => {
  expect(inWords(['a'])).toBe('a');
  expect(inWords(['a', 'b', 'a', 'c'])).toBe('a and 2 more');
});

it('groups by a key, in order', () => {
  expect([...groupBy(['b1', 'a1', 'b2'], (name) => name.charAt(0))]).toEqual([
    ['b', ['b1', 'b2']],
    ['a', ['a1']],
  ]);
});
