import { quantityHelper } from '../../../lib/engine/helm/quantity-helper';
import { THOUSANDTHS } from '../../../lib/engine/template/quantity';

it('the helper knows each unit with the factor that the plain rendering has', () => {
  const helper = quantityHelper('small');
  const factors = [...helper.matchAll(/"([A-Za-z]*)" (\d[\d.e+]*)/g)].map(([, unit, factor]) => [
    unit,
    Number(factor),
  ]);
  expect(Object.fromEntries(factors)).toEqual(THOUSANDTHS);
});

it('the helper makes strings of what it compares, so that 0 is not taken for nothing', () => {
  expect(quantityHelper('small')).toContain('{{- $amount := cat (index . 0) }}');
  expect(quantityHelper('small')).toContain('{{- $limit := cat (index . 1) }}');
});

it('the helper has the name of its chart in front', () => {
  expect([...quantityHelper('small').matchAll(/define "([^"]+)"/g)].map(([, name]) => name)).toEqual([
    'small.exceeds',
    'small.thousandths',
  ]);
});
