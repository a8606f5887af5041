import type { HelmMajor } from '../../../test/support/helm-binary';
import { ALL_CLUSTER_VERSIONS, type ClusterVersion } from '../../../tools/kubernetes';

/**
 * The Helm of a scenario that is not to be done by each Helm on each version: on the newest version that which the scenario names, so that
 * `.ci/run` has half of them by each, and the other one on the other version.
 */
export function helmOf(version: ClusterVersion, onNewest: HelmMajor): HelmMajor {
  const isNewest = version === ALL_CLUSTER_VERSIONS.at(-1);
  return isNewest ? onNewest : onNewest === 3 ? 4 : 3;
}
