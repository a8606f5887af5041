/** Who can reach whom in each environment, computed from the rendered objects, is what the stacks' tables declare. */
import { environments } from '../support/environments';
import { compare, linesOf } from './compare';
import { declaredIn } from './declared';
import { isolates } from './evaluator';
import { READINGS, worlds } from './everything';
import { visitsOf } from './front-doors';
import { targetsOf } from './services';
import { tables } from './tables';
import type { World } from './world';

const names = environments.map(({ name }) => name);
const found = new Map<string, World>();

beforeAll(async () => {
  for (const world of await worlds()) found.set(world.name, world);
});

function worldOf(name: string): World {
  const world = found.get(name);
  if (!world) throw new Error(`There is no world of ${name}.`);
  return world;
}

describe.each(names)('%s', (name) => {
  it.each(READINGS)('has the connections that are declared and no others, where $name', (reading) => {
    const world = worldOf(name);
    const result = compare(world, declaredIn(world, tables, reading.rangesPickPods), reading.rangesPickPods);
    const missing = result.differences.filter(({ kind }) => kind === 'missing').length;
    const numbers = [
      `${String(result.evaluated)} pairs x ports evaluated`,
      `${String(result.declared)} connections declared (${String(result.restricted)} at pods with policies)`,
      `${String(result.computed)} computed`,
      `${String(missing)} missing`,
      `${String(result.differences.length - missing)} beyond`,
    ];
    process.stdout.write(`network ${name}, ${reading.name}: ${numbers.join(', ')}\n`);
    expect(linesOf(result.differences)).toEqual([]);
    expect(result.computed).toBe(result.declared);
  });

  it('has Services with pods behind them', () => {
    const { targets, problems } = targetsOf(worldOf(name));
    expect(problems).toEqual([]);
    expect(targets.length).toBeGreaterThan(0);
  });

  it('declares as needed what its Ingresses, HTTPRoutes and ServiceMonitors connect to, and nothing else of the kind', () => {
    const world = worldOf(name);
    const visits = visitsOf(world, targetsOf(world).targets);
    const needed = declaredIn(world, tables, false).needs.filter(({ from }) => isVisitor(from.name));
    expect(
      needed.map(({ from, to, port }) => `${from.name} -> ${to.name} ${String(port.number)}`).sort(),
    ).toEqual([...new Set(visits.map(({ from, to, port }) => `${from} -> ${to} ${String(port)}`))].sort());
  });

  it('has policies that are each about pods of a stack, and about no others', () => {
    const { policies, actors } = worldOf(name);
    const picked = policies.map((policy) => [
      policy.metadata.name,
      actors.filter(({ end }) => end.kind === 'pod' && isolates(policy, 'Ingress', end)),
    ]);
    expect(picked.filter(([, of]) => of?.length !== 1)).toEqual([]);
    const ofOthers = picked.flatMap(([policy, of]) =>
      typeof of === 'string' || !of
        ? []
        : of.flatMap((actor) => (actor.stack ? [] : [`${String(policy)}: ${actor.name}`])),
    );
    expect(ofOthers).toEqual([]);
  });
});

function isVisitor(name: string): boolean {
  return name === 'ingress controller' || name === 'gateway' || name === 'Prometheus';
}
