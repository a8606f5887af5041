import { isolates, lets, type Cluster, type Pod, type Port } from './evaluator';
import { keyOf, type Declared, type Half } from './declared';
import { portNames } from './ports';
import type { Actor, World } from './world';

/** A half connection that only the policies or only the tables have. */
export interface Difference extends Half {
  readonly kind: 'missing' | 'beyond';
  /** What is to be said of it. */
  readonly reason: string;
}

/** A comparison's result. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** How many connections were looked at: from each to each on each port, if a pod of a stack is at one end at least. */
  readonly evaluated: number;
  /** How many of them the tables declare, and how many the policies let through. */
  readonly declared: number;
  readonly computed: number;
  /** How many of those declared have only pods at their ends that a policy is about, or that are of no stack. */
  readonly restricted: number;
}

/** Compares what policies let through with what tables declare, both ways. */
export function compare(world: World, declared: Declared, rangesPickPods: boolean): Comparison {
  const differences = halfDifferences(world, declared.halves, rangesPickPods);
  const wrong = new Set(differences.map(keyOf));
  const isDeclared = (half: Half): boolean => declared.halves.has(keyOf(half));
  const isComputed = (half: Half): boolean => isDeclared(half) !== wrong.has(keyOf(half));
  const count = { evaluated: 0, declared: 0, computed: 0, restricted: 0 };
  const open = new Set(world.actors.filter((actor) => isOpen(world, actor)));
  for (const from of world.actors) {
    for (const to of world.actors) {
      if (from.stack === undefined && to.stack === undefined) continue;
      for (const port of world.ports) {
        const sides = sidesOf(from, to, port);
        count.evaluated += 1;
        count.declared += sides.every(isDeclared) ? 1 : 0;
        count.restricted += sides.every(isDeclared) && !open.has(from) && !open.has(to) ? 1 : 0;
        count.computed += sides.every(isComputed) ? 1 : 0;
      }
    }
  }
  return { ...count, differences: [...differences, ...unmetNeeds(declared)] };
}

/** Whether something is a pod of a stack that no policy is about. */
function isOpen({ policies }: World, { end, stack }: Actor): boolean {
  if (stack === undefined || end.kind === 'outside') return false;
  return !policies.some((policy) => isolates(policy, 'Ingress', end) || isolates(policy, 'Egress', end));
}

/** Where one side of one pod is not as declared. */
export function halfDifferences(
  world: World,
  declared: ReadonlySet<string>,
  rangesPickPods: boolean,
  isLookedAt: (pod: Pod) => boolean = () => true,
): Difference[] {
  const differences: Difference[] = [];
  for (const { name: pod, end, stack } of world.actors) {
    if (stack === undefined || end.kind !== 'pod' || !isLookedAt(end)) continue;
    // The others have no say, and there are many.
    const policies = world.policies.filter(
      (policy) => isolates(policy, 'Ingress', end) || isolates(policy, 'Egress', end),
    );
    const cluster: Cluster = { namespaces: world.namespaces, policies, rangesPickPods };
    for (const peer of world.actors) {
      // To itself stands for another pod of the same workload.
      const other = peer.end === end ? { ...end, name: `${end.name}, another pod` } : peer.end;
      for (const port of world.ports) {
        for (const direction of ['Ingress', 'Egress'] as const) {
          const half = { direction, pod, peer: peer.name, port };
          const computed = lets(cluster, direction, end, other, port);
          if (computed === declared.has(keyOf(half))) continue;
          const reason = computed
            ? `the ${direction} of ${pod} lets it through, and no row of test/network/tables/${stack}.ts has it`
            : `the ${direction} of ${pod} does not let it through`;
          differences.push({ ...half, kind: computed ? 'beyond' : 'missing', reason });
        }
      }
    }
  }
  return differences;
}

/** What a stack needs and the stack at the other end does not declare. */
function unmetNeeds({ needs, halves }: Declared): Difference[] {
  return needs.flatMap(({ from, to, port }) =>
    sidesOf(from, to, port)
      .filter((half) => !halves.has(keyOf(half)))
      .map((half) => {
        const owner = half.direction === 'Ingress' ? to.stack : from.stack;
        const reason = `it is needed, and no row of test/network/tables/${String(owner)}.ts has it`;
        return { ...half, kind: 'missing' as const, reason };
      }),
  );
}

/** The sides of a connection that are of stacks: what others restrict is theirs. */
export function sidesOf(from: Actor, to: Actor, port: Port): Half[] {
  const halves: Half[] = [];
  if (from.stack) halves.push({ direction: 'Egress', pod: from.name, peer: to.name, port });
  if (to.stack) halves.push({ direction: 'Ingress', pod: to.name, peer: from.name, port });
  return halves;
}

/** The differences for people: one line for all ports of a connection. */
export function linesOf(differences: readonly Difference[]): string[] {
  const lines = new Map<string, { readonly reason: string; readonly connection: string; ports: Port[] }>();
  for (const { kind, direction, pod, peer, port, reason } of differences) {
    const [from, to] = direction === 'Ingress' ? [peer, pod] : [pod, peer];
    const connection = `${kind}: ${from} -> ${to}`;
    const line = lines.get(connection + reason) ?? { connection, reason, ports: [] };
    line.ports.push(port);
    lines.set(connection + reason, line);
  }
  return [...lines.values()]
    .map(({ connection, ports, reason }) => `${connection}, ${portNames(ports)}: ${reason}`)
    .sort();
}
