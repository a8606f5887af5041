import type { HelmMajor } from '../../../test/support/helm-binary';
import type { Ended } from '../../../test/support/execute';
import type { RealCluster } from '../cluster/cluster';
import type { InstalledRelease } from './releases';

/** The chart's own patience is half a minute for each of its pods; this ends what never ends. */
const TIMEOUT = '180s';

/** Runs `helm test`, which may fail. */
export function helmTest(
  cluster: RealCluster,
  { chart, name = chart, namespace }: InstalledRelease,
  major: HelmMajor,
): Promise<Ended> {
  return cluster.tryHelm(major, 'test', name, '--namespace', namespace, '--timeout', TIMEOUT);
}

/** What the pod of a test has printed. A pod whose test has passed is there no more. */
export function logOfTest(cluster: RealCluster, namespace: string, pod: string): Promise<string> {
  return cluster.kubectl('logs', pod, '--namespace', namespace);
}
