import { autoscalingValues } from '../../kubernetes/autoscaler';
import { section } from '../../engine/values/collections';
import { optional, removable } from '../../engine/values/declaration';
import { integer, percentage } from '../../engine/values/numbers';
import { flag } from '../../engine/values/scalars';

function speed(description: string, seconds: number, percent: number) {
  return section(description, {
    stabilizationWindowSeconds: integer(seconds, 'How long it has to be wanted, in seconds.', {
      minimum: 0,
      maximum: 3600,
    }),
    percent: integer(percent, 'Share of the pods that may come or go in a period.', {
      minimum: 1,
      maximum: 1000,
    }),
    periodSeconds: integer(60, 'The period, in seconds.', { minimum: 1, maximum: 1800 }),
  });
}

/** The values of JAiRouter's HorizontalPodAutoscaler. */
export const autoscalingOfJairouter = section('Horizontal Pod Autoscaler.', {
  ...autoscalingValues({ minReplicas: 3, maxReplicas: 10 }).shape.fields,
  enabled: flag(true, 'Let the number of pods follow their load; replicaCount is not used then.'),
  targetCPUUtilizationPercentage: removable(
    percentage(70, 'Processor time aimed at, in percent of the request; null for none.'),
  ),
  targetMemoryUtilizationPercentage: removable(
    percentage(
      80,
      'Memory aimed at, in percent of the request; null for none. A Java machine gives little back, so request what it uses under load.',
    ),
  ),
  targetRequestsPerSecond: optional(
    integer(
      100,
      'Requests a second and pod aimed at. Needs a Prometheus Adapter that makes http_requests_per_second, see the README.',
      { minimum: 1, maximum: 100_000 },
    ),
  ),
  scaleDown: speed('How fast pods go.', 300, 10),
  scaleUp: speed('How fast pods come.', 60, 50),
});
