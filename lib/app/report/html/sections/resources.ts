import { bytesRange, cores, rangeInWords } from '../../model/figures';
import type { Report } from '../../model/report';
import type { Sum, Total } from '../../model/resources';
import type { Range } from '../../../objects/workloads';
import type { WorkloadRow } from '../../model/workloads';
import { bar, percent } from '../bar';
import { html, type Content, type Html } from '../html';
import { sectionOf } from '../section';
import { table } from '../table';
import { code, list, NONE, workloadLink } from '../words';

/** Requests and limits in sum, and against a node. */
export function resourcesSection({ resources, workloads }: Report): Html {
  const { all, namespaces, node } = resources;
  return sectionOf({
    id: 'resources',
    title: 'Requests and limits',
    about: html`All pods together, from the fewest to the most that autoscalers may choose.
    ${nodesInWords(resources)}`,
    content: html`${table({
      caption: 'Requests and limits by namespace',
      columns: [
        { head: 'Namespace' },
        ...['Pods', 'CPU requests', 'CPU limits', 'Memory requests', 'Memory limits'].map((head) => ({
          head,
          kind: 'number' as const,
        })),
      ],
      rows: namespaces.map(({ namespace, ...sum }) => ({ cells: [code(namespace), ...sumCells(sum)] })),
      total: ['all', ...sumCells(all)],
      empty: 'There are no pods.',
    })}
    ${table({
      caption: `One pod against a node of ${node.text}`,
      columns: [{ head: 'Workload' }, { head: 'CPU of the node' }, { head: 'Memory of the node' }],
      rows: [...workloads]
        .sort((a, b) => shareOf(b, resources) - shareOf(a, resources))
        .map((workload) => ({
          cells: [
            workloadLink(workload.id),
            share(workload.cpu.request / node.cpu),
            share(workload.memory.request / node.memory),
          ],
        })),
      empty: 'There are no pods.',
    })}`,
  });
}

function nodesInWords({ node, nodes, tooLarge }: Report['resources']): Content {
  const size = html`A node of ${code(node.text)} (CPU/memory; part of it is the system's)`;
  if (nodes === undefined)
    return html`${size} is too small for a pod of ${list(tooLarge.map(workloadLink))}.`;
  const count = rangeInWords(nodes);
  return html`${size}: the requests fill ${count} ${count === '1' ? 'node' : 'nodes'}, the largest pods placed
  first.`;
}

function sumCells({ pods, cpu, memory }: Sum): readonly Content[] {
  return [
    rangeInWords(pods),
    rangeInWords(cpu.request, cores),
    limit(cpu, (range) => rangeInWords(range, cores)),
    bytesRange(memory.request),
    limit(memory, bytesRange),
  ];
}

function limit(total: Total, words: (range: Range) => string): Content {
  return total.limit === undefined ? html`<span class="muted">not all limited</span>` : words(total.limit);
}

function shareOf({ cpu, memory }: WorkloadRow, { node }: Report['resources']): number {
  return Math.max(cpu.request / node.cpu, memory.request / node.memory);
}

function share(value: number): Content {
  return value === 0 ? NONE : html`<span class="share">${bar(value)}<span>${percent(value)}</span></span>`;
}
