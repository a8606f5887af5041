import type { Report } from '../../model/report';
import { html, type Html } from '../html';
import { sectionOf } from '../section';
import { table } from '../table';
import { badge, code, list, workloadLink, NONE } from '../words';

const TONES = { 'by digest': 'good', 'by version': 'neutral', 'by a moving tag': 'bad' } as const;

/** The images that run. */
export function imagesSection({ images }: Report): Html {
  return sectionOf({
    id: 'images',
    title: 'Images',
    about:
      'A digest is always the same image. A version should be. A moving tag, such as latest, is another image whenever it is pushed.',
    content: table({
      caption: 'Images of all containers',
      columns: ['Repository', 'Tag', 'Digest', 'Named', 'Used by'].map((head) => ({ head })),
      rows: images.map(({ repository, tag, digest, named, usedBy }) => ({
        cells: [
          code(repository),
          tag === '' ? NONE : code(tag),
          digest === '' ? NONE : html`<code class="long">${digest}</code>`,
          badge(named, TONES[named]),
          list(usedBy.map((id) => (/^(Deployment|StatefulSet) /.test(id) ? workloadLink(id) : id))),
        ],
      })),
      empty: 'There is no image.',
    }),
  });
}
