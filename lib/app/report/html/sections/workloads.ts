import { rangeInWords } from '../../model/figures';
import type { Mark } from '../../model/marks';
import type { Report } from '../../model/report';
import type { Demand, WorkloadRow } from '../../model/workloads';
import { cpuQuantity, memoryQuantity } from '../../../objects/quantity';
import { anchorOf } from '../anchors';
import { html, type Content, type Html } from '../html';
import { sectionOf } from '../section';
import { table } from '../table';
import { badge, code, lines, NONE } from '../words';

/** What runs. */
export function workloadsSection({ workloads, picture }: Report): Html {
  const marks = new Map(picture.nodes.map(({ id, mark }) => [id, mark]));
  return sectionOf({
    id: 'workloads',
    title: 'Workloads',
    about:
      'What runs pods all the time. CPU and memory are those of one pod: what is requested, and the limit.',
    content: table({
      caption: 'Workloads with their pods',
      columns: [
        { head: 'Workload' },
        { head: 'Namespace' },
        { head: 'Pods', kind: 'number' as const },
        { head: 'CPU', kind: 'number' as const },
        { head: 'Memory', kind: 'number' as const },
        { head: 'Images' },
        { head: 'Pod Security' },
        { head: 'Drain' },
      ],
      rows: workloads.map((workload) => ({
        id: `row-${anchorOf(workload.id)}`,
        cells: cellsOf(workload, marks.get(workload.id)),
      })),
      empty: 'Nothing runs all the time.',
    }),
  });
}

function cellsOf(workload: WorkloadRow, mark: Mark | undefined): readonly Content[] {
  const { id, kind, name, namespace, stack, pods, autoscaled, cpu, memory, images, podSecurity, budget } =
    workload;
  return [
    html`<span class="piece"
        ><a href="#node-${anchorOf(id)}"><code>${name}</code></a>
        ${mark === undefined ? '' : badge(mark, mark)}</span
      ><span class="piece muted">${kind}${['', name].includes(stack) ? '' : `, stack ${stack}`}</span>`,
    code(namespace),
    html`<span class="piece">${rangeInWords(pods)}</span
      >${autoscaled ? html`<span class="piece muted">autoscaled</span>` : ''}`,
    demand(cpu, cpuQuantity),
    demand(memory, memoryQuantity),
    lines(images.map(code)),
    podSecurity === 'restricted' ? podSecurity : badge(podSecurity, 'bad'),
    budget ?? NONE,
  ];
}

function demand({ request, limit }: Demand, words: (value: number) => string): Content {
  return html`<span class="piece">${words(request)}</span
    ><span class="piece muted">${limit === undefined ? 'no limit' : `limit ${words(limit)}`}</span>`;
}
