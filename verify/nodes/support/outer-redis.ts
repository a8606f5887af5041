import type { RealCluster } from '../cluster/cluster';

const NAMESPACE = 'storage';
const NAME = 'redis';
const LABELS = { app: NAME };

/** The host of a Redis that {@link addOuterRedis} installs. */
export const OUTER_REDIS = `${NAME}.${NAMESPACE}`;

/**
 * Installs a Redis that is kept by others than the charts, on a node, where it stays while the node is drained: one pod that has to move
 * is away for a time, which is not what is to be seen.
 */
export async function addOuterRedis(cluster: RealCluster, node: string): Promise<void> {
  const metadata = { name: NAME, namespace: NAMESPACE };
  await cluster.apply(
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: LABELS, ports: [{ port: 6379 }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata,
      spec: {
        selector: { matchLabels: LABELS },
        template: {
          metadata: { labels: LABELS },
          spec: {
            nodeSelector: { 'kubernetes.io/hostname': node },
            securityContext: { runAsUser: 999, runAsGroup: 1000 },
            containers: [{ name: NAME, image: 'docker.io/library/redis:7.4.6-alpine' }],
          },
        },
      },
    },
  );
  await cluster.kubectl('rollout', 'status', `daemonset/${NAME}`, '--namespace', NAMESPACE, '--timeout=120s');
}
