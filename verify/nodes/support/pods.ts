import { z } from 'zod';
import { Obj } from '../../cluster/support/cluster';
import type { RealCluster } from '../cluster/cluster';
import type { Node } from '../cluster/node';

const Container = z.looseObject({
  name: z.string(),
  containerID: z.string().default(''),
  ready: z.boolean(),
  restartCount: z.number(),
});

const RunningPod = Obj.extend({
  metadata: Obj.shape.metadata.extend({ namespace: z.string(), deletionTimestamp: z.string().optional() }),
  spec: z.looseObject({ nodeName: z.string().default('') }),
  status: z.looseObject({
    phase: z.string(),
    podIP: z.string().default(''),
    conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).default([]),
    containerStatuses: z.array(Container).default([]),
  }),
});

/** A pod as the kubelet reports it. */
export type RunningPod = z.infer<typeof RunningPod>;

/** The pods of a namespace that are not on their way out, by their names in order. */
export async function runningPods(
  cluster: RealCluster,
  namespace: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<readonly RunningPod[]> {
  const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const flags = selector.length > 0 ? ['--selector', selector.join(',')] : [];
  const pods = z.array(RunningPod).parse(await cluster.list('pods', '--namespace', namespace, ...flags));
  return pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
}

/** Whether it takes requests. */
export function isReady(pod: RunningPod): boolean {
  return isTrue(pod, 'Ready');
}

/** Whether all its containers run and their probes are green, whatever else has to be true before it takes requests. */
export function areContainersReady(pod: RunningPod): boolean {
  return isTrue(pod, 'ContainersReady');
}

function isTrue({ status }: RunningPod, condition: string): boolean {
  return status.conditions.some(({ type, status: is }) => type === condition && is === 'True');
}

/** How often its containers were started again. */
export function restarts({ status }: RunningPod): number {
  return status.containerStatuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
}

/** The node that a pod runs on. */
export function nodeOf(cluster: RealCluster, { metadata, spec }: RunningPod): Node {
  const node = cluster.nodes.find(({ name }) => name === spec.nodeName);
  if (node === undefined) throw new Error(`${metadata.namespace}/${metadata.name} is on no node.`);
  return node;
}

/**
 * Runs a command of the node in the network of a pod: so connections are made as the pod's own, with nothing in its containers that
 * would not be there otherwise.
 */
export async function inNetworkOf(
  cluster: RealCluster,
  pod: RunningPod,
  command: readonly string[],
  input = '',
): Promise<string> {
  return nodeOf(cluster, pod).run(networkCommand(pod, command), input);
}

/** The command of a pod's node that runs a command in the pod's network. */
export function networkCommand(pod: RunningPod, command: readonly string[]): readonly string[] {
  return [
    ...withProcess(pod.status.containerStatuses[0], 'exec nsenter --target "$pid" --net -- "$@"'),
    ...command,
  ];
}

/** The command of a pod's node that runs a script in which `$pid` is the first process of a container, as the node numbers it. */
export function withProcess(
  container: { readonly containerID: string } | undefined,
  script: string,
): readonly string[] {
  const id = container?.containerID.replace('containerd://', '') ?? '';
  const pid =
    'pid=$(ctr --address /run/containerd/containerd.sock --namespace k8s.io tasks list | awk -v id="$0" \'$1 == id { print $2 }\')';
  return ['bash', '-c', `${pid}\n${script}`, id];
}
