import { podsInWords } from '../../../../lib/app/changes/effects/pods-in-words';

it.each([
  [0, 0, 'no pod'],
  [1, 1, '1 pod'],
  [2, 2, '2 pods'],
  [0, 3, '0 to 3 pods'],
])('%d to %d are %s', (least, most, words) => {
  expect(podsInWords({ least, most })).toBe(words);
});
