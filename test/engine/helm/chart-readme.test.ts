import { chartReadme } from '../../../lib/engine/helm/chart-readme';
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
