/** The tables themselves: each row is of use, and a wrong one is refused. */
import type { Reachability } from './reachability';
import { environments } from '../../verify/support/environments';
import { compare, linesOf } from './compare';
import { declaredIn, unknownEnvironments, type Tables } from './declared';
import { READINGS, worlds } from './everything';
import { tables } from './tables';
import type { World } from './world';

const names = environments.map(({ name }) => name);
let all: readonly World[];
let prod: World;

beforeAll(async () => {
  all = await worlds();
  const found = all.find(({ name }) => name === 'prod');
  if (!found) throw new Error('There is no environment prod, which these tests look at; use another.');
  prod = found;
});

it('name only environments that are there', () => {
  expect(unknownEnvironments(tables, names)).toEqual([]);
  const relay = withRow('claude-relay', { ...WRONG, environments: ['porduction'] });
  expect(unknownEnvironments(relay, names)).toEqual([expect.stringContaining('no environment porduction')]);
});

it('have no allowance that lets nothing through', () => {
  const superfluous = Object.entries(tables).flatMap(([system, table]) => {
    const whole = sizes(system, table);
    return table.allowances
      .filter((row) => {
        const allowances = table.allowances.filter((other) => other !== row);
        return sizes(system, { ...table, allowances }) === whole;
      })
      .map(({ from, to, because }) => `${system}: ${String(from)} -> ${String(to)} (${because})`);
  });
  expect(superfluous).toEqual([]);
});

it('have no need that the other end does not declare', () => {
  const relay = tables['claude-relay'];
  const without = {
    ...tables,
    'claude-relay': { ...relay, needs: relay.needs.filter(({ from }) => from !== 'claude-middleware') },
  };
  expect(linesOf(compare(prod, declaredIn(prod, without, true), true).differences)).toEqual([
    'beyond: claude-middleware -> claude-relay, TCP 3000: the Ingress of claude-relay lets it through, ' +
      'and no row of test/network/tables/claude-relay.ts has it',
    'missing: claude-middleware -> claude-relay, TCP 3000: it is needed, ' +
      'and no row of test/network/tables/claude-relay.ts has it',
  ]);
});

it('have no need that the policies do not let through', () => {
  const more = withRow('claude-relay', { ...WRONG, from: 'Prometheus', ports: [3000] });
  expect(linesOf(compare(prod, declaredIn(prod, more, true), true).differences)).toEqual([
    'missing: Prometheus -> claude-relay, TCP 3000: the Ingress of claude-relay does not let it through',
  ]);
});

it.each([
  [{ to: 'claude-relay-redis' }, 'prod has no claude-relay-redis'],
  [{ from: 'Prometheus', to: 'jairouter' }, 'names no pod of claude-relay'],
] as const)('are refused with %j', (wrong, message) => {
  expect(() => declaredIn(prod, withRow('claude-relay', { ...WRONG, ...wrong }), true)).toThrow(message);
});

type Need = Reachability['needs'][number];

const WRONG: Need = { from: 'claude-relay', to: 'claude-relay', ports: [1], because: 'of this test' };

function withRow(system: keyof typeof tables, row: Need): Tables {
  const { needs, allowances } = tables[system];
  return { ...tables, [system]: { needs: [...needs, row], allowances } };
}

/** How much a system's table declares in each world, for both readings of address ranges. */
function sizes(system: string, table: Reachability): string {
  const declared = all.flatMap((world) =>
    READINGS.map(({ rangesPickPods }) => declaredIn(world, { [system]: table }, rangesPickPods).halves.size),
  );
  return declared.join(' ');
}
