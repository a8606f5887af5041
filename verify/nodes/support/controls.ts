import type { RealCluster } from '../cluster/cluster';
import { standIn } from '../images/programs';
import { inNetworkOf, type RunningPod } from './pods';

/**
 * Does something to the stand-in of a pod, as docs/stand-ins.md lists it.
 *
 * @param control such as `burn?cpu=200`
 * @throws Error when it is not done
 */
export async function control(
  cluster: RealCluster,
  pod: RunningPod,
  port: number,
  control: string,
): Promise<void> {
  const url = `http://127.0.0.1:${port}/-/${control}`;
  await inNetworkOf(cluster, pod, [standIn('tools'), 'wget', '-q', '-O', '-', url]);
}
