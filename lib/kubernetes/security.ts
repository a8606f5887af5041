import type { Templated } from '../template/tree';
import type { PodSecurityContext, SecurityContext } from './k8s';

/**
 * A pod that meets the Pod Security Standard `restricted`, run as a user whose files on volumes are its group's.
 *
 * @param user the number of a user that the image knows
 */
export function restrictedPod(user: number, group = user): Templated<PodSecurityContext> {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: group,
    fsGroup: group,
    // A volume of many files is not gone through again at each start.
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** A container that meets the Pod Security Standard `restricted` and cannot write outside its volumes. */
export const restrictedContainer: Templated<SecurityContext> = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};
