import { bar, percent } from '../../../../lib/app/report/html/bar';

it('is as long as the share, and full beyond the whole', () => {
  expect(bar(0.25).text).toContain('class="part" width="25"');
  expect(bar(1.5).text).toMatch(/class="bar over"[^]*class="part" width="100"/);
});

it.each([
  [0.004, '0.4 %'],
  [0.0999, '10 %'],
  [0.256, '26 %'],
  [1.5, '150 %'],
])('writes %d as %s', (share, text) => {
  expect(percent(share)).toBe(text);
});
