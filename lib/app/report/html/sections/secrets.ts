import type { Report } from '../../model/report';
import { html, type Html } from '../html';
import { sectionOf } from '../section';
import { table } from '../table';
import { badge, code, lines } from '../words';

/** The Secrets that are read. */
export function secretsSection({ secrets }: Report): Html {
  return sectionOf({
    id: 'secrets',
    title: 'Secrets',
    about:
      'Names and keys; values are nowhere in the project. Pods do not start until the Secrets exist that somebody has to create.',
    content: table({
      caption: 'Secrets with their keys',
      columns: ['Secret', 'Namespace', 'Made by', 'Keys', 'Read by'].map((head) => ({ head })),
      rows: secrets.map(({ name, namespace, keys, readers, madeBy }) => ({
        cells: [
          code(name),
          code(namespace),
          madeBy ?? badge('to be created', 'changed'),
          keys.length === 0
            ? 'all that there are'
            : lines(keys.map((key) => html`${code(key.name)}${key.optional ? ' (optional)' : ''}`)),
          lines(readers),
        ],
      })),
      empty: 'No Secret is read.',
    }),
  });
}
