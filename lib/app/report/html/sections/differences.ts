import type { Report } from '../../model/report';
import { html, type Html } from '../html';
import { sectionOf } from '../section';
import { table } from '../table';
import { code } from '../words';

/** What differs from the other environments. */
export function differencesSection({ environment, differences }: Report): Html {
  const { environments, rows } = differences;
  return sectionOf({
    id: 'differences',
    title: 'Other environments',
    about: html`What differs between ${environment} and the others, in what matters to the people who run
    them. Requests are those of one pod, CPU/memory.`,
    content: table({
      caption: 'What differs between the environments',
      columns: [
        { head: 'Stack' },
        { head: 'What' },
        ...environments.map((head) =>
          head === environment ? { head: `${head} (this one)`, kind: 'this' as const } : { head },
        ),
      ],
      rows: rows.map(({ stack, what, cells }) => ({
        cells: [code(stack), what, ...cells],
      })),
      empty: 'There is no other environment.',
    }),
  });
}
