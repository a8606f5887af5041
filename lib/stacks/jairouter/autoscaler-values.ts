import { section } from '../../engine/values/collections';
import { optional, nullable } from '../../engine/values/declaration';
import { integer } from '../../engine/values/numbers';
import { boolean } from '../../engine/values/scalars';
import { autoscalingValues, utilization } from '../../kubernetes/autoscaler';

function scalingPolicy(description: string, seconds: number, percent: number) {
  return section(description, {
    stabilizationWindowSeconds: integer(
      seconds,
      'Stabilization window, in seconds: minimum duration of a recommendation before it takes effect.',
      {
        minimum: 0,
        maximum: 3600,
      },
    ),
    percent: integer(percent, 'Maximum change within a period, in percent of the current replicas.', {
      minimum: 1,
      maximum: 1000,
    }),
    periodSeconds: integer(60, 'Length of the period, in seconds.', { minimum: 1, maximum: 1800 }),
  });
}

/** Values of JAiRouter's HorizontalPodAutoscaler. */
export const autoscalingOfJairouter = section('HorizontalPodAutoscaler.', {
  ...autoscalingValues({ minReplicas: 3, maxReplicas: 10 }).shape.fields,
  enabled: boolean(true, 'Create a HorizontalPodAutoscaler; replicaCount is then ignored.'),
  targetCPUUtilizationPercentage: nullable(
    utilization(70, 'Target CPU utilization, in percent of the request; null for none.'),
  ),
  targetMemoryUtilizationPercentage: nullable(
    utilization(
      80,
      'Target memory utilization, in percent of the request; null for none. The JVM releases little memory, so set the request to its usage under load.',
    ),
  ),
  targetRequestsPerSecond: optional(
    integer(
      100,
      'Target requests per second and pod. Requires the metric http_requests_per_second from a Prometheus Adapter; see the README.',
      { minimum: 1, maximum: 100_000 },
    ),
  ),
  scaleDown: scalingPolicy('Scale-down policy.', 300, 10),
  scaleUp: scalingPolicy('Scale-up policy.', 60, 50),
});
