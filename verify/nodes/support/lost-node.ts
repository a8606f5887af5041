import type { RealCluster } from '../cluster/cluster';
import type { Node } from '../cluster/node';
import { runningPods, type RunningPod } from './pods';

/** A node that can be lost while a release goes on, and what is on it. */
export interface Losable {
  readonly node: Node;
  readonly pods: readonly RunningPod[];
  readonly others: readonly Node[];
}

/**
 * The node with the most pods of a workload, but for those that may not be lost.
 *
 * @param kept the names of those
 * @throws Error when there is none
 */
export async function losableNode(
  cluster: RealCluster,
  namespace: string,
  labels: Readonly<Record<string, string>>,
  kept: readonly string[],
): Promise<Losable> {
  const pods = await runningPods(cluster, namespace, labels);
  const on = (node: Node) => pods.filter(({ spec }) => spec.nodeName === node.name);
  const [node] = cluster.nodes
    .filter(({ name }) => !kept.includes(name))
    .sort((a, b) => on(b).length - on(a).length);
  if (node === undefined || on(node).length === 0) throw new Error(`All pods are on ${kept.join(', ')}.`);
  return { node, pods: on(node), others: cluster.nodes.filter((other) => other !== node) };
}
