import { addAutoscaler } from '../../kubernetes/autoscaler';
import { addPodDisruptionBudget } from '../../kubernetes/pod-disruption-budget';
import { addVerticalAutoscaler } from '../../kubernetes/vertical-autoscaler';
import { and, greaterThan, or, text } from '../../engine/template/operators';
import { choose, neverEmpty } from '../../engine/template/tree';
import type { JaiRouterStack } from './values';

/** Lets the number and the size of the pods follow their load, and keeps enough of them while nodes are drained. */
export function addScaling(stack: JaiRouterStack, container: string): void {
  const { main, values } = stack;
  const { autoscaling, podDisruptionBudget, replicaCount, verticalAutoscaling } = values;
  const {
    targetCPUUtilizationPercentage: cpu,
    targetMemoryUtilizationPercentage: memory,
    targetRequestsPerSecond: requests,
  } = autoscaling;
  const byResources = stack.namedCondition(
    'followsResources',
    'Whether processor time or memory is aimed at.',
    or(cpu, memory),
  );
  addAutoscaler(stack, main, autoscaling, {
    suffix: '-hpa',
    byResources,
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
    behavior: { scaleDown: rulesOf(autoscaling.scaleDown), scaleUp: rulesOf(autoscaling.scaleUp) },
  });
  addVerticalAutoscaler(stack, main, verticalAutoscaling, {
    scaledByResources: stack.namedCondition(
      'scaledByResources',
      'Whether the number of pods follows processor time or memory.',
      and(autoscaling.enabled, byResources),
    ),
    container,
    suffix: '-vpa',
  });
  const fewestPods = stack.namedNumber(
    'fewestPods',
    'How many pods run at the least.',
    choose(autoscaling.enabled, autoscaling.minReplicas, replicaCount),
  );
  addPodDisruptionBudget(stack, main, podDisruptionBudget, {
    when: greaterThan(fewestPods, podDisruptionBudget.minAvailable),
    suffix: '-pdb',
  });
}

type Speed = JaiRouterStack['values']['autoscaling']['scaleUp'];

function rulesOf({ stabilizationWindowSeconds, percent, periodSeconds }: Speed) {
  return {
    stabilizationWindowSeconds,
    policies: neverEmpty([{ type: 'Percent', value: percent, periodSeconds }]),
  };
}
