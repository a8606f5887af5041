import type { HelmMajor } from '../../../test/support/helm-binary';
import type { ClusterVersion } from '../../../tools/kubernetes';

/** The Helm of a version, for what is not to be done by each Helm on each version: so each does it on some version. */
export function helmOf(version: ClusterVersion): HelmMajor {
  return version === '1.33' ? 3 : 4;
}
