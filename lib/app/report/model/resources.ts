import type { Range } from '../../objects/workloads';
import type { NodeSize } from './node-size';
import type { Demand, WorkloadRow } from './workloads';

/** What pods use together, at the fewest pods and at the most. */
export interface Total {
  readonly request: Range;
  /** @default - a container has none */
  readonly limit?: Range;
}

/** What an environment, or a namespace of it, uses together. */
export interface Sum {
  readonly pods: Range;
  readonly cpu: Total;
  readonly memory: Total;
}

/** Requests and limits in sum, and against nodes of one size. */
export interface Resources {
  readonly all: Sum;
  readonly namespaces: readonly (Sum & { readonly namespace: string })[];
  readonly node: NodeSize;
  /**
   * How many such nodes the requests need, the largest pods placed first where they fit first. Nothing where a pod fits on none.
   */
  readonly nodes?: Range;
  /** The pods that no such node can have. */
  readonly tooLarge: readonly string[];
}

/** What workloads request and may use together. */
export function resourcesOf(workloads: readonly WorkloadRow[], node: NodeSize): Resources {
  const namespaces = [...new Set(workloads.map(({ namespace }) => namespace))];
  const tooLarge = workloads.filter(
    ({ cpu, memory }) => cpu.request > node.cpu || memory.request > node.memory,
  );
  return {
    all: sumOf(workloads),
    namespaces: namespaces.map((namespace) => ({
      namespace,
      ...sumOf(workloads.filter((workload) => workload.namespace === namespace)),
    })),
    node,
    ...(tooLarge.length === 0
      ? { nodes: { least: nodesFor(workloads, node, 'least'), most: nodesFor(workloads, node, 'most') } }
      : {}),
    tooLarge: tooLarge.map(({ id }) => id),
  };
}

/** The sum of some workloads. */
export function sumOf(workloads: readonly WorkloadRow[]): Sum {
  const pods = (end: keyof Range) => workloads.reduce((sum, workload) => sum + workload.pods[end], 0);
  return {
    pods: { least: pods('least'), most: pods('most') },
    cpu: totalOf(workloads, ({ cpu }) => cpu),
    memory: totalOf(workloads, ({ memory }) => memory),
  };
}

function totalOf(workloads: readonly WorkloadRow[], of: (workload: WorkloadRow) => Demand): Total {
  const range = (amount: (demand: Demand) => number): Range => {
    const sum = (end: keyof Range) =>
      workloads.reduce((before, workload) => before + workload.pods[end] * amount(of(workload)), 0);
    return { least: sum('least'), most: sum('most') };
  };
  const isLimited = workloads.every((workload) => of(workload).limit !== undefined);
  return {
    request: range(({ request }) => request),
    ...(isLimited ? { limit: range(({ limit = 0 }) => limit) } : {}),
  };
}

interface Free {
  cpu: number;
  memory: number;
}

/** First fit decreasing: the usual approximation of how many bins a set of items needs. Anti-affinity is not counted. */
function nodesFor(workloads: readonly WorkloadRow[], node: NodeSize, end: keyof Range): number {
  const share = ({ cpu, memory }: WorkloadRow) =>
    Math.max(cpu.request / node.cpu, memory.request / node.memory);
  const nodes: Free[] = [];
  for (const workload of [...workloads].sort((a, b) => share(b) - share(a)))
    for (let pod = 0; pod < workload.pods[end]; pod += 1) place(workload, nodes, node);
  return nodes.length;
}

// A sum of decimal fractions is off by less than this.
const ROUNDING = 1e-9;

function place({ cpu, memory }: WorkloadRow, nodes: Free[], size: NodeSize): void {
  const fits = (free: Free) => free.cpu + ROUNDING >= cpu.request && free.memory + ROUNDING >= memory.request;
  let node = nodes.find(fits);
  if (node === undefined) nodes.push((node = { cpu: size.cpu, memory: size.memory }));
  node.cpu -= cpu.request;
  node.memory -= memory.request;
}
