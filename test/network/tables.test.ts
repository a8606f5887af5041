/** The tables themselves: each row is of use, and a wrong one is rejected. */
import type { Reachability } from './reachability';
import { compare, linesOf } from './compare';
import { declaredIn, idleRows, wideNeeds, type Tables } from './declared';
import { READINGS, worlds } from './everything';
import { tables } from './tables';
import type { World } from './world';

let all: readonly World[];
let prod: World;

beforeAll(async () => {
  all = await worlds();
  const found = all.find(({ name }) => name === 'prod');
  if (!found) throw new Error('There is no environment prod, which these tests look at; use another.');
  prod = found;
});

it('have no row that holds in no environment', () => {
  expect(idleRows(tables, all)).toEqual([]);
  const relay = withRow('claude-relay', { ...WRONG, when: () => false });
  expect(idleRows(relay, all)).toEqual([
    'test/network/tables/claude-relay.ts, claude-relay -> claude-relay ("of this test"): holds in no environment; correct its ' +
      'when, or delete it.',
  ]);
  // A stack that is new, or taken out of all environments, keeps its table.
  expect(idleRows(relay, [{ values: new Map() }])).toEqual([]);
});

it.each(['anything', 'any pod', 'any address', 'namespace ci', 'claude-relay of another release'])(
  'need nobody in general, such as %s',
  (to) => {
    expect(wideNeeds(tables)).toEqual([]);
    expect(wideNeeds(withRow('claude-relay', { ...WRONG, to }))).toEqual([
      expect.stringContaining('is no need of one'),
    ]);
  },
);

it('have no allowance that lets nothing through', () => {
  const deployed = new Set(all.flatMap(({ values }) => [...values.keys()].map(String)));
  expect(deployed.size).toBeGreaterThan(4);
  const superfluous = Object.entries(tables).flatMap(([stack, table]) => {
    if (!deployed.has(stack)) return [];
    const whole = sizes(stack, table);
    return table.allowances
      .filter((row) => {
        const allowances = table.allowances.filter((other) => other !== row);
        return sizes(stack, { ...table, allowances }) === whole;
      })
      .map(({ from, to, reason }) => `${stack}: ${String(from)} -> ${String(to)} (${reason})`);
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
] as const)('are rejected with %j', (wrong, message) => {
  expect(() => declaredIn(prod, withRow('claude-relay', { ...WRONG, ...wrong }), true)).toThrow(message);
});

type Need = Reachability['needs'][number];

const WRONG: Need = { from: 'claude-relay', to: 'claude-relay', ports: [1], reason: 'of this test' };

function withRow(stack: keyof typeof tables, row: Need): Tables {
  const { needs, allowances } = tables[stack];
  return { ...tables, [stack]: { needs: [...needs, row], allowances } };
}

/** How much a stack's table declares in each world, for both readings of address ranges. */
function sizes(stack: string, table: Reachability): string {
  const declared = all.flatMap((world) =>
    READINGS.map(({ rangesPickPods }) => declaredIn(world, { [stack]: table }, rangesPickPods).halves.size),
  );
  return declared.join(' ');
}
