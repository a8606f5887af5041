import type { RealCluster } from '../cluster/cluster';
import { warningsOf } from './events';
import { runningPods } from './pods';

/** What a person would read to learn why a namespace's pods are not ready: the warnings of its objects, and what its containers print. */
export async function saidIn(cluster: RealCluster, namespace: string): Promise<readonly string[]> {
  const warnings = await warningsOf(cluster, namespace);
  const pods = await runningPods(cluster, namespace);
  const logs = await Promise.all(
    pods.map(async ({ metadata: { name } }) => {
      // A container that has not started has no log, which is an error.
      const { stdout } = await cluster.tryKubectl(
        ...['logs', name, '--namespace', namespace, '--all-containers', '--ignore-errors', '--tail=50'],
      );
      return stdout.split('\n');
    }),
  );
  return [...warnings.map(({ message }) => message), ...logs.flat()];
}
