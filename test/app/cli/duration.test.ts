import { secondsOf } from '../../../lib/app/cli/duration';

it.each([
  ['600s', 600],
  ['10m', 600],
  ['1h30m', 5400],
])('%s', (given, seconds) => {
  expect(secondsOf(given, '--timeout')).toBe(seconds);
});

it.each(['10', 's', '1d', '1.5h', '', '10s;'])('rejects %j with an example', (given) => {
  expect(() => secondsOf(given, '--timeout')).toThrow(
    `--timeout ${given} must be a duration such as 600s or 10m.`,
  );
});
