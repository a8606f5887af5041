import type { JsonObject } from '../engine/values/declaration';
import type { Expr } from '../engine/template/expression';
import { commented, type Templated } from '../engine/template/tree';
import type { PodSecurityContext, SecurityContext } from './k8s';

/**
 * A pod that meets the Pod Security Standard `restricted`, run as a user whose files on volumes are its group's.
 *
 * @param user the number of a user that the image knows
 */
export function restrictedPod(user: number | Expr<number>, group = user) {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: group,
    fsGroup: group,
    fsGroupChangePolicy: commented(
      'Avoids a recursive change of ownership at each start of a pod.',
      'OnRootMismatch',
    ),
    seccompProfile: { type: 'RuntimeDefault' },
  } satisfies Templated<PodSecurityContext>;
}

/** {@link restrictedPod} as the default of a value, which a user may change. */
export function restrictedPodValues(user: number, group = user): JsonObject {
  return {
    fsGroup: group,
    fsGroupChangePolicy: 'OnRootMismatch',
    runAsGroup: group,
    runAsNonRoot: true,
    runAsUser: user,
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** {@link restrictedContainer} as the default of a value, which a user may change. */
export const restrictedContainerValues: JsonObject = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

/** A container that meets the Pod Security Standard `restricted` and cannot write outside its volumes. */
export const restrictedContainer = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
} satisfies Templated<SecurityContext>;

/**
 * A container that is root and otherwise as confined as the others: without any capability, it can read what is root's and
 * write to its volumes. It meets the Pod Security Standard `baseline`.
 */
export const rootContainer: Templated<SecurityContext> = {
  ...restrictedContainer,
  runAsNonRoot: false,
  runAsUser: 0,
};
