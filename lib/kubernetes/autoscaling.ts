import type { Construct } from 'constructs';
import type { Ref } from '../template/expression';
import { and, greaterThan, not, type Condition } from '../template/operators';
import { Resource } from '../template/resource';
import { OnlyIf } from '../template/scopes';
import { StackTemplate } from '../template/stack-template';
import { when, type Templated, type Tree } from '../template/tree';
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

/** What a system adds to its HorizontalPodAutoscaler. */
export interface MoreAutoscaling {
  /**
   * What its name ends in, such as `-hpa`.
   *
   * @default - nothing: it is named as the component is
   */
  readonly ending?: string;
  /**
   * Something else to follow than processor time and memory, while its target is set.
   *
   * @default - nothing else
   */
  readonly metric?: {
    /** The key of the target below `autoscaling`. */
    readonly key: string;
    readonly target: Condition;
    readonly spec: Templated<k8s.MetricSpecV2>;
  };
  /**
   * How fast pods come and go.
   *
   * @default - as fast as Kubernetes thinks right
   */
  readonly behavior?: Templated<k8s.HorizontalPodAutoscalerBehaviorV2>;
}

/** Makes a HorizontalPodAutoscaler for the Deployment of a component, while it is enabled. */
export function autoscale(
  scope: Construct,
  component: Component,
  values: Autoscaling,
  more: MoreAutoscaling = {},
): void {
  const { targetCPUUtilizationPercentage: cpu, targetMemoryUtilizationPercentage: memory } = values;
  const { metric, behavior } = more;
  const targets = ['targetCPUUtilizationPercentage', 'targetMemoryUtilizationPercentage'];
  if (metric) targets.push(metric.key);
  const stack = StackTemplate.of(scope);
  stack.refuse(
    'autoscaling.minReplicas',
    'is above autoscaling.maxReplicas; it must be at most that.',
    values.enabled,
    greaterThan(values.minReplicas, values.maxReplicas),
  );
  stack.refuse(
    'autoscaling',
    `is enabled without a target; set autoscaling.${targets.join(' or ')}.`,
    values.enabled,
    not(cpu),
    not(memory),
    ...(metric ? [not(metric.target)] : []),
  );
  const utilization = (name: string, target: typeof cpu) =>
    when(and(target), {
      type: 'Resource',
      resource: { name, target: { type: 'Utilization', averageUtilization: target } },
    });
  Resource.of(new OnlyIf(scope, 'autoscaling', values.enabled), 'hpa', {
    of: k8s.KubeHorizontalPodAutoscalerV2,
    manifest: {
      metadata: component.metadata(more.ending),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: component.name },
        minReplicas: values.minReplicas,
        maxReplicas: values.maxReplicas,
        metrics: [
          utilization('cpu', cpu),
          utilization('memory', memory),
          ...(metric ? [when(metric.target, metric.spec as Tree)] : []),
        ],
        ...(behavior ? { behavior } : {}),
      },
    },
  });
}
