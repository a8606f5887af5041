import type { ConnectionRow } from '../../model/connections';
import type { Report } from '../../model/report';
import { anchorOf } from '../anchors';
import { html, type Content, type Html } from '../html';
import { sectionOf } from '../section';
import { table } from '../table';
import { badge, code } from '../words';

/** Who connects to whom: the picture in words. */
export function connectionsSection({ connections }: Report): Html {
  return sectionOf({
    id: 'connections',
    title: 'Connections',
    about:
      'The lines of the picture. Ports are those of the pods. Allowed is what network policies let through beyond what is configured: they know no host names.',
    content: table({
      caption: 'Who connects to whom',
      columns: ['From', 'To', 'Ports', 'Why'].map((head) => ({ head })),
      rows: connections.map((row) => ({ cells: cellsOf(row) })),
      empty: 'Nothing connects to anything.',
    }),
  });
}

function cellsOf({ from, to, ends, ports, why, mark }: ConnectionRow): readonly Content[] {
  const [start, end] = ends;
  return [
    html`<a href="#node-${anchorOf(start)}"><code>${from}</code></a>
      ${mark === undefined ? '' : badge(mark, mark)}`,
    html`<a href="#node-${anchorOf(end)}"><code>${to}</code></a>`,
    ports.length === 0 ? 'all' : code(ports.join(', ')),
    why,
  ];
}
