import { duration } from '../../../../lib/app/changes/effects/duration';

it.each([
  [0, '0 s'],
  [119, '119 s'],
  [121, '3 min'],
  [3600, '1 h'],
  [3661, '1 h 2 min'],
])('%d seconds are %s', (seconds, words) => {
  expect(duration(seconds)).toBe(words);
});
