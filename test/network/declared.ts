import { isGroup, type End, type Reachability, type Row } from './reachability';
import type { StackName } from '../../lib/stacks/stacks';
import { holds } from '../support/values-of';
import type { Port } from './evaluator';
import type { Direction } from './policy';
import { portName } from './ports';
import type { Actor, World } from './world';

/** Half a connection: what one pod's own side says of it. */
export interface Half {
  readonly direction: Direction;
  readonly pod: string;
  readonly peer: string;
  readonly port: Port;
}

/** A half connection in one word, to look it up by. */
export function keyOf({ direction, pod, peer, port }: Half): string {
  return `${direction}|${pod}|${peer}|${portName(port)}`;
}

/** What tables declare for a world. */
export interface Declared {
  /** What each pod's side lets through, by {@link keyOf}. */
  readonly halves: ReadonlySet<string>;
  /** The connections that something needs, with the stack that says so. */
  readonly needs: readonly {
    readonly from: Actor;
    readonly to: Actor;
    readonly port: Port;
    readonly stack: StackName;
  }[];
}

export type Tables = Readonly<Partial<Record<StackName, Reachability>>>;

/**
 * What the tables declare for an environment.
 *
 * @param rangesPickPods whether `any address` is also that of each pod
 * @throws Error naming the stack and the row when a row names who is not there, or no pod of its own stack
 */
export function declaredIn(world: World, tables: Tables, rangesPickPods: boolean): Declared {
  const halves = new Set<string>();
  const needs: Declared['needs'][number][] = [];
  for (const [stack, { needs: needed, allowances }] of entriesOf(tables)) {
    for (const row of [...needed, ...allowances]) {
      if (!holds(world.values, stack, row.when)) continue;
      const connections = expand(world, stack, row, rangesPickPods);
      for (const connection of connections) {
        for (const half of halvesOf(connection, stack, row)) halves.add(keyOf(half));
        if (needed.some((need) => need === row)) needs.push({ ...connection, stack });
      }
    }
  }
  return { halves, needs };
}

/** The rows that hold in no environment, of stacks that some environment has. */
export function idleRows(tables: Tables, worlds: readonly Pick<World, 'values'>[]): string[] {
  const deployed = entriesOf(tables).filter(([stack]) => worlds.some(({ values }) => values.has(stack)));
  return deployed.flatMap(([stack, { needs, allowances }]) =>
    [...needs, ...allowances]
      .filter(({ when }) => !worlds.some(({ values }) => holds(values, stack, when)))
      .map((row) => `${describe(stack, row)}: holds in no environment; correct its when, or delete it.`),
  );
}

/** The needs that name many in one word: a need is a connection that something does not work without. */
export function wideNeeds(tables: Tables): string[] {
  return entriesOf(tables).flatMap(([stack, { needs }]) =>
    needs
      .filter(({ from, to }) => [...listOf(from), ...listOf(to)].some(isGroup))
      .map((row) => `${describe(stack, row)}: is no need of one; name who it is, or make it an allowance.`),
  );
}

/** All ports that tables name, which are to be among those of a world: what is not looked at cannot be missing. */
export function portsIn(tables: Tables): Port[] {
  return entriesOf(tables).flatMap(([, { needs, allowances }]) =>
    [...needs, ...allowances].flatMap((row) => portsNamed(row)),
  );
}

interface Connection {
  readonly from: Actor;
  readonly to: Actor;
  readonly port: Port;
}

function expand(world: World, stack: StackName, row: Row, rangesPickPods: boolean): Connection[] {
  const ports = row.ports === 'any' ? world.ports : portsNamed(row);
  const ends = (names: End | readonly End[], opposite: Actor | undefined): readonly Actor[] =>
    listOf(names).flatMap((name) => {
      const found = actorsOf(world, name, opposite, rangesPickPods);
      if (found.length > 0) return found;
      throw new Error(
        `${describe(stack, row)}: ${world.name} has no ${name}; correct the name, or say in when where it is.`,
      );
    });
  const { from, to } = row;
  const connections = isRelative(from)
    ? ends(to, undefined).flatMap((end) => ends(from, end).map((start) => ({ from: start, to: end })))
    : ends(from, undefined).flatMap((start) => ends(to, start).map((end) => ({ from: start, to: end })));
  return connections.flatMap((connection) => ports.map((port) => ({ ...connection, port })));
}

const NEIGHBOURS = 'pods of its namespace';

function isRelative(names: End | readonly End[]): boolean {
  return listOf(names).includes(NEIGHBOURS);
}

/** Whom a name stands for. */
function actorsOf(world: World, name: string, opposite: Actor | undefined, rangesPickPods: boolean): Actor[] {
  const namespace = name.startsWith('namespace ') ? name.slice('namespace '.length) : undefined;
  return world.actors.filter((actor) => {
    const pod = actor.end.kind === 'pod' ? actor.end : undefined;
    if (namespace !== undefined) return pod?.namespace === namespace;
    switch (name) {
      case 'anything':
        return true;
      case 'any pod':
        return pod !== undefined;
      case 'any address':
        return pod === undefined || rangesPickPods;
      case NEIGHBOURS:
        return opposite?.end.kind === 'pod' && pod?.namespace === opposite.end.namespace;
      default:
        return actor.name === name;
    }
  });
}

/** The halves that a row speaks for: those of the pods of its own stack that it names. */
function halvesOf({ from, to, port }: Connection, stack: StackName, row: Row): Half[] {
  const names = (actor: Actor, ends: End | readonly End[]) =>
    actor.stack === stack && listOf(ends).includes(actor.name);
  const halves: Half[] = [];
  if (names(from, row.from)) halves.push({ direction: 'Egress', pod: from.name, peer: to.name, port });
  if (names(to, row.to)) halves.push({ direction: 'Ingress', pod: to.name, peer: from.name, port });
  if (halves.length > 0) return halves;
  throw new Error(`${describe(stack, row)}: names no pod of ${stack}, so it belongs into another table.`);
}

function portsNamed({ ports, protocols = ['TCP'] }: Row): readonly Port[] {
  if (ports === 'any') return [];
  return protocols.flatMap((protocol) => ports.map((number) => ({ protocol, number })));
}

function describe(stack: StackName, { from, to, reason }: Row): string {
  return `test/network/tables/${stack}.ts, ${listOf(from).join(', ')} -> ${listOf(to).join(', ')} ("${reason}")`;
}

function listOf(names: End | readonly End[]): readonly string[] {
  return typeof names === 'string' ? [names] : names;
}

function entriesOf(tables: Tables): [StackName, Reachability][] {
  return Object.entries(tables) as [StackName, Reachability][];
}
