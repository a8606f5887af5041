import { TOOLS_IMAGE, type RealCluster } from '../cluster/cluster';
import { runningPods, type RunningPod } from './pods';

/** The namespace of the pods from which loads come. */
export const CLIENTS = 'clients';

/** The value with which charts let them in. */
export const LET_CLIENTS_IN = [
  { from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': CLIENTS } } }] },
];

const LABELS = { app: 'client' };

/**
 * Makes a pod on each node from which loads can come, which stays when the node is drained: what a load loses then is not its own doing.
 *
 * @returns the pods, by their nodes
 */
export async function addClients(cluster: RealCluster): Promise<ReadonlyMap<string, RunningPod>> {
  await cluster.apply(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: CLIENTS } },
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'client', namespace: CLIENTS },
      spec: {
        selector: { matchLabels: LABELS },
        template: {
          metadata: { labels: LABELS },
          spec: {
            terminationGracePeriodSeconds: 0,
            automountServiceAccountToken: false,
            containers: [{ name: 'tools', image: TOOLS_IMAGE, args: ['wait'] }],
          },
        },
      },
    },
  );
  await cluster.kubectl('rollout', 'status', 'daemonset/client', '--namespace', CLIENTS, '--timeout=120s');
  const pods = await runningPods(cluster, CLIENTS, LABELS);
  return new Map(pods.map((pod) => [pod.spec.nodeName, pod]));
}
