import { metricsIn } from './promql';

it.each([
  ['up{job="a"} == 0', ['up']],
  [
    'sum by (status) (rate(requests_total{job="b",text="c{d}"}[5m])) / sum(rate(others[5m])) > 0.1',
    ['requests_total', 'others'],
  ],
  ['a / on (pod) group_left (node) (b > 0) unless absent(c{x="y"}) offset 5m', ['a', 'b', 'c']],
  ['histogram_quantile(0.9, sum(rate(x_bucket[1m])) without (le))', ['x_bucket']],
  ['1 > bool 0', []],
])('finds the metrics of %s', (expression, names) => {
  expect(metricsIn(expression)).toEqual(names);
});
