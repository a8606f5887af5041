import { indexPageOf } from '../../../../lib/app/report/html/index-page';
import { report } from '../objects';

it('links to a report of each environment, with its figures', () => {
  const text = indexPageOf([report(), report([], { environment: 'dev' })]);
  expect(text).toContain('<a href="prod.html">prod</a>');
  expect(text).toContain('<a href="dev.html">dev</a>');
  expect(text).toContain('<span class="piece">4 GiB</span>');
});

it('is a sentence where there is no environment', () => {
  expect(indexPageOf([])).toContain('There is no environment.');
});
