import { bytes } from '../../model/figures';
import type { Report } from '../../model/report';
import { storageOf } from '../../model/volumes';
import { html, type Html } from '../html';
import { sectionOf } from '../section';
import { table } from '../table';
import { code, list, workloadLink } from '../words';

/** The volumes that are claimed. */
export function volumesSection({ volumes }: Report): Html {
  return sectionOf({
    id: 'volumes',
    title: 'Volumes',
    about: html`Data that outlasts its
    pods.${volumes.length === 0 ? '' : ` Together ${bytes(storageOf(volumes))}.`}`,
    content: table({
      caption: 'Claimed volumes',
      columns: [
        { head: 'Claim' },
        { head: 'Namespace' },
        { head: 'Size', kind: 'number' as const },
        { head: 'Storage class' },
        { head: 'Access' },
        { head: 'Used by' },
      ],
      rows: volumes.map(({ name, namespace, size, storageClass, accessModes, usedBy, count }) => ({
        cells: [
          code(name),
          code(namespace),
          count === 1 ? size : `${count} × ${size}`,
          storageClass === '' ? 'the default of the cluster' : code(storageClass),
          accessModes.join(', '),
          list(usedBy.map(workloadLink)),
        ],
      })),
      empty: 'No volume is claimed: no data outlasts the pods.',
    }),
  });
}
