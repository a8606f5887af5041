import { flat } from '../objects';
import { table } from '../../../../lib/app/report/html/table';

const columns = [
  { head: 'Name' },
  { head: 'Pods', kind: 'number' as const },
  { head: 'prod', kind: 'this' as const },
];

it('has a caption, heads of columns and of rows, and a sum', () => {
  const text = flat(table({ caption: 'Things', columns, rows: [{ id: 'a', cells: ['one', 1, 'x'] }], total: ['all', 1, ''], empty: '' })); // prettier-ignore
  expect(text).toContain('<caption>Things</caption>');
  expect(text).toContain('<th scope="col">Name</th><th scope="col" class="number">Pods</th>');
  expect(text).toContain(
    '<tr id="a"><th scope="row">one</th><td class="number">1</td><td class="this">x</td></tr>',
  );
  expect(text).toContain('<tfoot><tr><th scope="row">all</th>');
});

it('can be scrolled with the keyboard', () => {
  const { text } = table({ caption: 'Things', columns, rows: [{ cells: ['one'] }], empty: '' });
  expect(text).toContain('tabindex="0" role="region" aria-label="Things"');
});

it('is a sentence where there is no row', () => {
  expect(table({ caption: 'Things', columns, rows: [], empty: 'None & nothing.' }).text).toBe(
    '<p class="empty">None &amp; nothing.</p>',
  );
});
