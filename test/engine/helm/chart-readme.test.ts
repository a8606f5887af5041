import { chartReadme } from '../../../lib/engine/helm/chart-readme';
import { Variable } from '../../../lib/engine/template/expression';
import { text } from '../../../lib/engine/template/operators';
import { keyOf } from '../../../lib/engine/template/tree';
import { list, section } from '../../../lib/engine/values/collections';
import { string } from '../../../lib/engine/values/scalars';
import { Everything } from '../../support/everything';

describe('the table of values in the README of a chart', () => {
  const { chart } = new Everything();

  it('shows a default that fits, and refers to values.yaml for one that does not', () => {
    const values = section('Values.', {
      short: string('a|b', 'Short.'),
      none: string('', 'None.'),
      fits: string('x'.repeat(88), 'Fits.'),
      long: list(Array(50).fill('x'), 'Long.', string('', 'A text.')),
    });
    const readme = chartReadme(chart, values, '');
    expect(readme.split('\n').filter((line) => line.startsWith('| `'))).toEqual([
      '| `short` | string | `"a\\|b"` | Short. |',
      '| `none` | string | `""` | None. |',
      `| \`fits\` | string | \`"${'x'.repeat(88)}"\` | Fits. |`,
      '| `long` | list | see [values.yaml](values.yaml) | Long. |',
    ]);
  });
});

describe('the custom resources in the README of a chart', () => {
  const { chart } = new Everything();
  const values = section('Values.', {});
  const requirement = { apiVersion: 'g/v1', kind: 'Thing', remedy: 'install Things first' };

  it('are listed once, with the values that ask for them, also in the entries of a map', () => {
    const key = keyOf(new Variable('key'));
    const readme = chartReadme(chart, values, '', [
      { ...requirement, path: 'thing.enabled' },
      { ...requirement, path: 'thing.enabled' },
      { ...requirement, path: text`${text`services.${key}`}.thing.enabled` },
    ]);
    expect(readme.split('\n').filter((line) => line.startsWith('| `'))).toEqual([
      '| `thing.enabled` | Thing | `g/v1` | install Things first, or set it to false |',
      '| `services.<name>.thing.enabled` | Thing | `g/v1` | install Things first, or set it to false |',
    ]);
  });

  it('have no place where there are none', () => {
    expect(chartReadme(chart, values, '')).not.toContain('## Custom resources');
  });
});
