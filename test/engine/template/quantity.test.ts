import { thousandths } from '../../../lib/engine/template/quantity';

it.each([
  ['1', 1000],
  ['500m', 500],
  ['1.5', 1500],
  ['2k', 2_000_000],
  ['1Ki', 1_024_000],
  ['1Mi', 1000 * 2 ** 20],
  ['1Gi', 1000 * 2 ** 30],
  ['1e3', 1_000_000],
  ['0.1Gi', 107_374_182_400],
])('%s is %d thousandths', (quantity, result) => {
  expect(thousandths(quantity)).toBe(result);
});
