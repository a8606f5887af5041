import type { Construct } from 'constructs';
import type { Ref } from '../template/expression';
import { and, greaterThan, not } from '../template/operators';
import { Resource } from '../template/resource';
import { OnlyIf } from '../template/scopes';
import { StackTemplate } from '../template/stack-template';
import { when } from '../template/tree';
import { section } from '../values/collections';
import { optional, removable } from '../values/declaration';
import { flag, integer, percentage } from '../values/scalars';
import type { Component } from './component';
import * as k8s from './k8s';

const REPLICAS = { minimum: 1, maximum: 1000 };

/** The values of a HorizontalPodAutoscaler. */
export function autoscalingValues(defaults: { readonly minReplicas: number; readonly maxReplicas: number }) {
  return section('Horizontal Pod Autoscaler.', {
    enabled: flag(false, 'Let the number of pods follow their load; replicaCount is not used then.'),
    minReplicas: integer(defaults.minReplicas, 'Fewest pods.', REPLICAS),
    maxReplicas: integer(defaults.maxReplicas, 'Most pods.', REPLICAS),
    targetCPUUtilizationPercentage: removable(
      percentage(80, 'Processor time aimed at, in percent of the request; null for none.'),
    ),
    targetMemoryUtilizationPercentage: optional(
      percentage(80, 'Memory aimed at, in percent of the request.'),
    ),
  });
}

/** The values of a HorizontalPodAutoscaler, as references. */
export type Autoscaling = Ref<ReturnType<typeof autoscalingValues>>;

/** Makes a HorizontalPodAutoscaler for the Deployment of a component, while it is enabled. */
export function autoscale(scope: Construct, component: Component, values: Autoscaling): void {
  const { targetCPUUtilizationPercentage: cpu, targetMemoryUtilizationPercentage: memory } = values;
  const stack = StackTemplate.of(scope);
  stack.refuse(
    'autoscaling.minReplicas',
    'is above autoscaling.maxReplicas; it must be at most that.',
    values.enabled,
    greaterThan(values.minReplicas, values.maxReplicas),
  );
  stack.refuse(
    'autoscaling',
    'is enabled without a target; set autoscaling.targetCPUUtilizationPercentage or targetMemoryUtilizationPercentage.',
    values.enabled,
    not(cpu),
    not(memory),
  );
  const utilization = (name: string, target: typeof cpu) =>
    when(and(target), {
      type: 'Resource',
      resource: { name, target: { type: 'Utilization', averageUtilization: target } },
    });
  Resource.of(new OnlyIf(scope, 'autoscaling', values.enabled), 'hpa', {
    of: k8s.KubeHorizontalPodAutoscalerV2,
    manifest: {
      metadata: component.metadata(),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: component.name },
        minReplicas: values.minReplicas,
        maxReplicas: values.maxReplicas,
        metrics: [utilization('cpu', cpu), utilization('memory', memory)],
      },
    },
  });
}
