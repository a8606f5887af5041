import type { Ref } from '../engine/template/expression';
import { optional } from '../engine/values/declaration';
import { integer } from '../engine/values/numbers';
import { annotations, labels } from '../engine/values/string-maps';
import { apiObject } from './api-object';

/** The values of a Deployment beside those of its pods. */
export const deploymentValues = {
  deploymentAnnotations: annotations(
    {},
    'Annotations of the Deployment, such as those for a tool that replaces pods when a Secret changes.',
  ),
  deploymentLabels: labels({}, 'Labels of the Deployment.'),
  strategy: apiObject(
    'DeploymentStrategy',
    'Update strategy of the Deployment, in the format of the Kubernetes API; empty for that of the chart.',
    [{ type: 'Recreate' }, { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } }],
  ),
  revisionHistoryLimit: optional(
    integer(10, 'Number of old ReplicaSets to keep, for kubectl rollout undo.', {
      minimum: 0,
      maximum: 1000,
    }),
  ),
  minReadySeconds: optional(
    integer(0, 'Time for which a new pod must be ready before it counts as available, in seconds.', {
      minimum: 0,
      // Below progressDeadlineSeconds, 600 by default.
      maximum: 599,
    }),
  ),
};

/** The values of a StatefulSet beside those of its pods. */
export const statefulSetValues = {
  statefulSetAnnotations: annotations({}, 'Annotations of the StatefulSet.'),
  statefulSetLabels: labels({}, 'Labels of the StatefulSet.'),
};

type References<F> = { readonly [K in keyof F]: Ref<F[K]> };

/** The values of a Deployment beside those of its pods, as references. */
export type DeploymentWishes = References<typeof deploymentValues>;

/** The values of a StatefulSet beside those of its pods, as references. */
export type StatefulSetWishes = References<typeof statefulSetValues>;
