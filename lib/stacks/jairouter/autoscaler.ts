import { and, or, text } from '../../engine/template/operators';
import { choose, neverEmpty } from '../../engine/template/tree';
import { addAutoscaler } from '../../kubernetes/autoscaler';
import { addScaledObject, kedaScalesByResources } from '../../kubernetes/keda';
import { addPodDisruptionBudget, leavesSome } from '../../kubernetes/pod-disruption-budget';
import { addVerticalAutoscaler } from '../../kubernetes/vertical-autoscaler';
import type { JaiRouterStack } from './values';

/** Adds the horizontal and the vertical autoscaler and the PodDisruptionBudget. */
export function addScaling(stack: JaiRouterStack, container: string): void {
  const { main, values } = stack;
  const { autoscaling, keda, podDisruptionBudget, replicaCount, verticalAutoscaling } = values;
  const {
    targetCPUUtilizationPercentage: cpu,
    targetMemoryUtilizationPercentage: memory,
    targetRequestsPerSecond: requests,
  } = autoscaling;
  const hasResourceTargets = stack.namedCondition(
    'hasResourceTargets',
    'Whether a CPU or memory target is set.',
    or(cpu, memory),
  );
  addAutoscaler(stack, main, autoscaling, {
    suffix: '-hpa',
    byResources: hasResourceTargets,
    metric: {
      key: 'targetRequestsPerSecond',
      target: and(requests),
      spec: {
        type: 'Pods',
        pods: {
          metric: { name: 'http_requests_per_second' },
          target: { type: 'AverageValue', averageValue: text`${requests}` },
        },
      },
    },
    behavior: { scaleDown: scalingRules(autoscaling.scaleDown), scaleUp: scalingRules(autoscaling.scaleUp) },
  });
  addScaledObject(stack, main, keda, { autoscaling: autoscaling.enabled });
  addVerticalAutoscaler(stack, main, verticalAutoscaling, {
    scaledByResources: stack.namedCondition(
      'scalesByResources',
      'Whether the horizontal autoscaler uses CPU or memory.',
      or(and(autoscaling.enabled, hasResourceTargets), kedaScalesByResources(keda)),
    ),
    container,
    suffix: '-vpa',
  });
  const minReplicas = stack.namedInteger(
    'minReplicas',
    'Minimum number of replicas.',
    choose(
      autoscaling.enabled,
      autoscaling.minReplicas,
      choose(keda.enabled, keda.minReplicaCount, replicaCount),
    ),
  );
  addPodDisruptionBudget(stack, main, podDisruptionBudget, {
    when: leavesSome(minReplicas, podDisruptionBudget),
    keeps: 'minAvailable',
    suffix: '-pdb',
  });
}

type ScalingPolicy = JaiRouterStack['values']['autoscaling']['scaleUp'];

function scalingRules({ stabilizationWindowSeconds, percent, periodSeconds }: ScalingPolicy) {
  return {
    stabilizationWindowSeconds,
    policies: neverEmpty([{ type: 'Percent', value: percent, periodSeconds }]),
  };
}
