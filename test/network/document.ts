/** Writes docs/network.md: `npx tsx test/network/document.ts > docs/network.md`. */
import type { Reachability, Row } from './reachability';
import { tables } from './tables';

type Rows = Reachability['needs' | 'allowances'];

/** The tables of all systems for people. */
export function document(): string {
  const systems = Object.entries(tables).map(
    ([system, { needs, allowances }]) =>
      `## ${system}\n\nNeeded:\n\n${tableOf(needs)}\n\nLet through beyond that:\n\n${tableOf(allowances)}\n`,
  );
  return `${INTRODUCTION}\n${systems.join('\n')}`;
}

const INTRODUCTION = `# Who can reach whom

Made by \`npx tsx test/network/document.ts > docs/network.md\` from \`test/network/tables/*.ts\`.

These tables are written by hand. \`npx jest test/network\` computes from the rendered objects of each
environment who reaches whom, after the Kubernetes API reference, and compares: no connection of a table may be missing and
there may be none beyond. Ports are those of the pods, not of the Services in front of them.
`;

function tableOf(rows: Rows): string {
  const cells = [
    ['From', 'To', 'Ports', 'Where', 'Why'],
    ...(rows as readonly Row<string>[]).map(
      ({ from, to, ports, protocols = ['TCP'], environments, because }) => [
        [from].flat().join(', '),
        [to].flat().join(', '),
        ports === 'any' ? 'any' : `${ports.join(', ')} ${protocols.join(' and ')}`,
        environments?.join(', ') ?? 'everywhere',
        because,
      ],
    ),
  ];
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => (row[column] ?? '').length)),
  );
  const lines = cells.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

if (require.main === module) process.stdout.write(document());
