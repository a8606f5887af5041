import { placesOf, valuesPage, WISHES } from '../../../lib/app/docs/values';
import { stacks, type StackName } from '../../../lib/stacks/stacks';

const CHARTS = Object.keys(stacks) as StackName[];
const wishes = Object.values(WISHES).flat();

it.each(wishes)('%s can be said somewhere, under each of its names', (_, ...keys) => {
  for (const key of keys)
    expect({ key, charts: CHARTS.filter((chart) => placesOf(chart, key).length > 0) }).not.toEqual({
      key,
      charts: [],
    });
});

it('has a row for each wish and a column for each chart', () => {
  const rows = valuesPage()
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('`'));
  expect(rows).toHaveLength(wishes.length);
  for (const row of rows) expect(row.split(' | ')).toHaveLength(CHARTS.length + 1);
});

it('says where: at the top of the chart, or in a section', () => {
  const row =
    valuesPage()
      .split('\n')
      .find((line) => line.includes('`nodeSelector`')) ?? '';
  expect(row).toMatch(/`redis`, chart, `tests` +\| chart, `tests`/);
});
