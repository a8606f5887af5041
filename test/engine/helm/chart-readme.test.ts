import { chartReadme } from '../../../lib/engine/helm/chart-readme';
import { section } from '../../../lib/engine/values/collections';
import { flag, oneOf } from '../../../lib/engine/values/scalars';
import { smallChart } from '../small-stack';

const values = section('Values', {
  mode: oneOf('a', ['a', 'b'], 'One | other.'),
  inner: section('Inner', { on: flag(true, 'On.') }),
});

it('the README has the introduction without its title, and a row for each value', () => {
  const lines = chartReadme(smallChart, values, '# Title\n\nText.\n').split('\n');
  expect(lines.slice(0, 3)).toEqual(['# small', '', 'A stack with one value of each kind.']);
  expect(lines).toContain('Text.');
  expect(lines).not.toContain('# Title');
  expect(
    lines.filter((line) => line.startsWith('| `')).map((line) => line.split(' | ').slice(2).join(' | ')),
  ).toEqual(['`"a"` | One \\| other. Must be one of a, b. |', '`true` | On. |']);
});
