import { autoscale } from '../../kubernetes/autoscaler';
import { keepAvailable } from '../../kubernetes/pod-disruption-budget';
import type { AnyStack } from '../../kubernetes/stack';
import { recommendResources } from '../../kubernetes/vertical-autoscaler';
import type { Ref } from '../../engine/template/expression';
import { and, or, text } from '../../engine/template/operators';
import { choose, neverEmpty } from '../../engine/template/tree';
import type { jairouterValues } from './values';

/** Lets the number and the size of the pods follow their load, and keeps enough of them while nodes are drained. */
export function scaleJairouter(
  stack: AnyStack,
  values: Ref<typeof jairouterValues>,
  container: string,
): void {
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
  autoscale(stack, stack.main, autoscaling, {
    ending: '-hpa',
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
  recommendResources(stack, stack.main, {
    values: verticalAutoscaling,
    scaledByResources: stack.namedCondition(
      'scaledByResources',
      'Whether the number of pods follows processor time or memory.',
      and(autoscaling.enabled, byResources),
    ),
    container,
    ending: '-vpa',
  });
  const fewestPods = stack.namedNumber(
    'fewestPods',
    'How many pods run at the least.',
    choose(autoscaling.enabled, autoscaling.minReplicas, replicaCount),
  );
  keepAvailable(stack, stack.main, podDisruptionBudget, fewestPods, '-pdb');
}

type Speed = Ref<typeof jairouterValues>['autoscaling']['scaleUp'];

function rulesOf({ stabilizationWindowSeconds, percent, periodSeconds }: Speed) {
  return {
    stabilizationWindowSeconds,
    policies: neverEmpty([{ type: 'Percent', value: percent, periodSeconds }]),
  };
}
