/** Writes docs/network.md: `npx tsx test/network/document.ts > docs/network.md`. */
import { markdownTable } from '../../lib/app/docs/markdown';
import type { StackName } from '../../lib/stacks/stacks';
import { environments } from '../support/environments';
import { placesOf, valuesIn } from '../support/values-of';
import type { Row } from './reachability';
import { tables } from './tables';

/** The tables of all stacks for people, with the environments of today in which each row holds. */
export function document(): string {
  const stacks = Object.entries(tables).map(([name, { needs, allowances }]) => {
    const [needed, beyond] = [needs, allowances].map((rows) => tableOf(name as StackName, rows));
    return `## ${name}\n\nNeeded:\n\n${String(needed)}\nLet through beyond that:\n\n${String(beyond)}`;
  });
  return `${INTRODUCTION}\n${stacks.join('\n')}`;
}

const INTRODUCTION = `# Who can reach whom

Made by \`npx tsx test/network/document.ts > docs/network.md\` from \`test/network/tables/*.ts\`.

These tables are written by hand. \`npx jest test/network\` computes from the rendered objects of each
environment who reaches whom, after the Kubernetes API reference, and compares: no connection of a table may be missing and
there may be none beyond. Ports are those of the pods, not of the Services in front of them.
`;

const HEADER = ['From', 'To', 'Ports', 'Where', 'Why'];

const all = environments.map((environment) => ({ name: environment.name, values: valuesIn(environment) }));

function tableOf(stack: StackName, rows: readonly Row[]): string {
  const cells = rows.map(({ from, to, ports, protocols = ['TCP'], when, reason }) => [
    [from].flat().join(', '),
    [to].flat().join(', '),
    ports === 'any' ? 'any' : `${ports.join(', ')} ${protocols.join(' and ')}`,
    placesOf(all, stack, when) ?? 'everywhere',
    reason,
  ]);
  return markdownTable(HEADER, cells);
}

if (require.main === module) process.stdout.write(document());
