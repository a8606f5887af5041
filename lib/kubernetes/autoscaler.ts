import type { Construct } from 'constructs';
import type { Expr, Ref } from '../engine/template/expression';
import { and, greaterThan, not, or, text, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import { neverEmpty, when, type Templated, type Tree } from '../engine/template/tree';
import { list, section } from '../engine/values/collections';
import { optional, nullable } from '../engine/values/declaration';
import { integer } from '../engine/values/numbers';
import { boolean } from '../engine/values/scalars';
import { apiObject } from './api-object';
import type { Component } from './component';
import * as k8s from './k8s';
import { instead } from './overrides';
import type { AnyStack } from './stack';

/** A target, in percent of the request: more than 100 where pods may use more than they request. */
export function utilization(def: number, description: string) {
  return integer(def, description, { minimum: 1, maximum: 1000 });
}

/** The values of a HorizontalPodAutoscaler in the format of the Kubernetes API. */
export const autoscalingExtras = {
  metrics: list(
    [],
    'Additional metrics, in the format of the Kubernetes API.',
    apiObject('MetricSpec', 'A metric.', [
      {
        type: 'Pods',
        pods: {
          metric: { name: 'http_requests_per_second' },
          target: { type: 'AverageValue', averageValue: '100' },
        },
      },
    ]),
  ),
  behavior: apiObject(
    'HorizontalPodAutoscalerBehavior',
    'Scaling policies, in the format of the Kubernetes API; empty for those of the chart or, where it has none, of Kubernetes.',
    [{ scaleDown: { stabilizationWindowSeconds: 600 } }, { scaleUp: { selectPolicy: 'Max' } }],
  ),
};

const REPLICAS = { minimum: 1, maximum: 1000 };

/** The values of a HorizontalPodAutoscaler. */
export function autoscalingValues(defaults: { readonly minReplicas: number; readonly maxReplicas: number }) {
  return section('HorizontalPodAutoscaler.', {
    enabled: boolean(false, 'Create a HorizontalPodAutoscaler; replicaCount is then ignored.'),
    minReplicas: integer(defaults.minReplicas, 'Minimum number of replicas.', REPLICAS),
    maxReplicas: integer(defaults.maxReplicas, 'Maximum number of replicas.', REPLICAS),
    targetCPUUtilizationPercentage: nullable(
      utilization(80, 'Target CPU utilization, in percent of the request; null for none.'),
    ),
    targetMemoryUtilizationPercentage: optional(
      utilization(80, 'Target memory utilization, in percent of the request.'),
    ),
    ...autoscalingExtras,
  });
}

/** The values of a HorizontalPodAutoscaler, as references. */
export type Autoscaling = Ref<ReturnType<typeof autoscalingValues>>;

/** Whether a stack may run multiple replicas, as a named condition. */
export function multipleReplicas(
  stack: AnyStack,
  values: {
    readonly autoscaling: { readonly enabled: Condition };
    readonly keda: { readonly enabled: Condition };
    readonly replicaCount: Expr<number>;
  },
): Condition {
  return stack.namedCondition(
    'multipleReplicas',
    'Whether the stack may run multiple replicas.',
    or(values.autoscaling.enabled, values.keda.enabled, greaterThan(values.replicaCount, 1)),
  );
}

/** Whether a HorizontalPodAutoscaler scales on CPU or memory, so that a vertical one must not change them. */
export function scalesByResources(values: Autoscaling): Condition {
  return and(
    values.enabled,
    or(values.targetCPUUtilizationPercentage, values.targetMemoryUtilizationPercentage),
  );
}

/** What a stack adds to its HorizontalPodAutoscaler. */
export interface AutoscalerOptions {
  /**
   * The suffix of its name, such as `-hpa`.
   *
   * @default - nothing: it is named as the component is
   */
  readonly suffix?: string;
  /**
   * The path of its values, for validation.
   *
   * @default 'autoscaling'
   */
  readonly path?: Expr<string>;
  /**
   * Whether it has a CPU or memory target, if that is a named condition.
   *
   * @default - derived from the targets
   */
  readonly byResources?: Condition;
  /**
   * A metric besides CPU and memory, used while its target is set.
   *
   * @default - none
   */
  readonly metric?: {
    /** The key of the target below `autoscaling`. */
    readonly key: string;
    readonly target: Condition;
    readonly spec: Templated<k8s.MetricSpecV2>;
  };
  /**
   * The target CPU utilization where the user gives no target and no metric at all.
   *
   * @default - none: a target has to be given
   */
  readonly standardCpu?: number;
  /**
   * Scaling policies.
   *
   * @default - those of Kubernetes
   */
  readonly behavior?: Templated<k8s.HorizontalPodAutoscalerBehaviorV2>;
}

/** Adds a HorizontalPodAutoscaler for the Deployment of a component, while it is enabled. */
export function addAutoscaler(
  scope: Construct,
  component: Component,
  values: Autoscaling,
  options: AutoscalerOptions = {},
): void {
  const { targetCPUUtilizationPercentage: cpu, targetMemoryUtilizationPercentage: memory } = values;
  const { metric, behavior, standardCpu } = options;
  const targets = ['targetCPUUtilizationPercentage', 'targetMemoryUtilizationPercentage'];
  if (metric) targets.push(metric.key);
  targets.push('metrics');
  const stack = StackTemplate.of(scope);
  const own = new OnlyIf(scope, 'autoscaling', values.enabled);
  // In a loop the rules are within the condition: the line would be too long.
  const [around, on] = options.path ? [own, []] : [scope, [values.enabled]];
  stack.addValidationWithin(
    around,
    options.path ? text`${options.path}.minReplicas` : 'autoscaling.minReplicas',
    'is above autoscaling.maxReplicas; it must not be larger.',
    ...on,
    greaterThan(values.minReplicas, values.maxReplicas),
  );
  if (standardCpu === undefined) {
    stack.addValidationWithin(
      around,
      options.path ?? 'autoscaling',
      `is enabled without a target; set autoscaling.${targets.join(' or ')}.`,
      ...on,
      ...(options.byResources ? [not(options.byResources)] : [not(cpu), not(memory)]),
      ...(metric ? [not(metric.target)] : []),
      not(values.metrics),
    );
  }
  const resource = (name: string, averageUtilization: Expr<number> | number) => ({
    type: 'Resource',
    resource: { name, target: { type: 'Utilization', averageUtilization } },
  });
  Resource.of(own, 'hpa', {
    of: k8s.KubeHorizontalPodAutoscalerV2,
    manifest: {
      metadata: component.metadata(options.suffix),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: component.name },
        minReplicas: values.minReplicas,
        maxReplicas: values.maxReplicas,
        // The validation above ensures at least one target.
        metrics: neverEmpty([
          when(and(cpu), resource('cpu', cpu)),
          when(and(memory), resource('memory', memory)),
          ...(standardCpu === undefined
            ? []
            : [when(not(or(cpu, memory, values.metrics)), resource('cpu', standardCpu))]),
          ...(metric ? [when(metric.target, metric.spec as Tree)] : []),
          values.metrics,
        ]),
        behavior: instead(values.behavior, behavior),
      },
    },
  });
}
