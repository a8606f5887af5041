import type { Construct } from 'constructs';
import { ScaledObject } from '../../imports/keda.sh';
import type { Expr, Ref } from '../engine/template/expression';
import {
  and,
  asJson,
  contains,
  greaterThan,
  not,
  or,
  text,
  type Condition,
} from '../engine/template/operators';
import { OnlyIf } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import { neverEmpty, when } from '../engine/template/tree';
import { list, section } from '../engine/values/collections';
import { optional, type ObjectType } from '../engine/values/declaration';
import { kubernetesObject } from '../engine/values/kubernetes-object';
import { integer } from '../engine/values/numbers';
import { boolean } from '../engine/values/scalars';
import { annotations, labels } from '../engine/values/string-maps';
import { apiObject } from './api-object';
import type { Component } from './component';
import { addCustomResource } from './custom-resource';

/** A trigger (KEDA, apis/keda/v1alpha1/scaledobject_types.go, ScaleTriggers): the API server takes nothing else in it. */
const TRIGGER: ObjectType = {
  name: 'ScaleTrigger',
  schemas: {
    ScaleTrigger: {
      type: 'object',
      required: ['type', 'metadata'],
      additionalProperties: false,
      properties: {
        type: { type: 'string' },
        name: { type: 'string' },
        metadata: { type: 'object', additionalProperties: { type: 'string' } },
        authenticationRef: { $ref: '#/definitions/ScaleTriggerAuthentication' },
        metricType: { type: 'string', enum: ['AverageValue', 'Value', 'Utilization'] },
        useCachedMetrics: { type: 'boolean' },
      },
    },
    ScaleTriggerAuthentication: {
      type: 'object',
      required: ['name'],
      additionalProperties: false,
      properties: {
        name: { type: 'string' },
        kind: { type: 'string', enum: ['TriggerAuthentication', 'ClusterTriggerAuthentication'] },
      },
    },
  },
};

/** What KEDA does while triggers fail (KEDA, apis/keda/v1alpha1/scaledobject_types.go, Fallback). */
const FALLBACK: ObjectType = {
  name: 'ScaledObjectFallback',
  schemas: {
    ScaledObjectFallback: {
      type: 'object',
      required: ['failureThreshold', 'replicas'],
      additionalProperties: false,
      properties: {
        failureThreshold: { type: 'integer' },
        replicas: { type: 'integer' },
        behavior: {
          type: 'string',
          enum: ['static', 'currentReplicas', 'currentReplicasIfHigher', 'currentReplicasIfLower'],
        },
      },
    },
  },
};

const COUNT = { minimum: 1, maximum: 1000 };
const SECONDS = { minimum: 1, maximum: 86_400 };

/** The values of a ScaledObject of KEDA. */
export const kedaValues = section(
  'ScaledObject of KEDA, instead of the HorizontalPodAutoscaler; requires KEDA in the cluster.',
  {
    enabled: boolean(false, 'Create a ScaledObject; the number of replicas is then ignored.'),
    minReplicaCount: integer(1, 'Minimum number of replicas; 0 for none while no trigger is active.', {
      ...COUNT,
      minimum: 0,
    }),
    maxReplicaCount: integer(10, 'Maximum number of replicas.', COUNT),
    pollingInterval: integer(30, 'Interval between two checks of the triggers, in seconds.', SECONDS),
    cooldownPeriod: integer(
      300,
      'Time from the last active trigger until scaling to 0, in seconds.',
      SECONDS,
    ),
    labels: labels({}, 'Labels of the ScaledObject.'),
    annotations: annotations({}, 'Annotations of the ScaledObject.'),
    behavior: apiObject(
      'HorizontalPodAutoscalerBehavior',
      "Scaling policies, in the format of the Kubernetes API; empty for Kubernetes' own.",
      [
        { scaleDown: { stabilizationWindowSeconds: 600 } },
        { scaleUp: { policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }] } },
      ],
    ),
    fallback: optional(
      kubernetesObject(
        {},
        'Number of replicas while a trigger fails, in the format of KEDA; absent for no change then.',
        [
          { failureThreshold: 3, replicas: 6 },
          { failureThreshold: 1, replicas: 2, behavior: 'currentReplicasIfHigher' },
        ],
        FALLBACK,
      ),
    ),
    restoreToOriginalReplicaCount: boolean(
      false,
      'Return to the number of replicas of the Deployment when the ScaledObject is deleted.',
    ),
    triggers: list(
      [],
      'Triggers, in the format of KEDA; at least one.',
      kubernetesObject(
        {},
        'A trigger.',
        [
          {
            type: 'prometheus',
            metadata: {
              serverAddress: 'http://prometheus.monitoring:9090',
              query: 'sum(up)',
              threshold: '100',
            },
          },
          { type: 'cpu', metricType: 'Utilization', metadata: { value: '60' } },
        ],
        TRIGGER,
      ),
    ),
  },
);

/** The values of a ScaledObject, as references. */
export type Keda = Ref<typeof kedaValues>;

/** Whether KEDA scales on CPU or memory, so that a vertical autoscaler must not change them. */
export function kedaScalesByResources({ enabled, triggers }: Keda): Condition {
  const json = asJson(triggers);
  return and(enabled, or(contains(json, '"type":"cpu"'), contains(json, '"type":"memory"')));
}

/** What else a ScaledObject has to know. */
export interface KedaOptions {
  /** Whether a HorizontalPodAutoscaler is enabled, which KEDA makes itself. */
  readonly autoscaling: Condition;
  /** The path of its values, for validation. @default 'keda' */
  readonly path?: Expr<string>;
}

/** Adds a ScaledObject for the Deployment of a component, while it is enabled. */
export function addScaledObject(
  scope: Construct,
  component: Component,
  values: Keda,
  { autoscaling, path }: KedaOptions,
): void {
  const own = new OnlyIf(scope, 'keda', values.enabled);
  const at = (key: string) => (path === undefined ? `keda.${key}` : text`${path}.${key}`);
  const addValidation = (key: string, reason: string, ...conditions: Condition[]) =>
    StackTemplate.of(scope).addValidationWithin(own, at(key), reason, ...conditions);
  addValidation(
    'enabled',
    'is true and so is autoscaling.enabled; set one of them: KEDA makes a HorizontalPodAutoscaler of its own.',
    autoscaling,
  );
  addValidation(
    'triggers',
    'is empty although keda.enabled is true; set at least one trigger.',
    not(values.triggers),
  );
  addValidation(
    'minReplicaCount',
    'is above keda.maxReplicaCount; it must not be larger.',
    greaterThan(values.minReplicaCount, values.maxReplicaCount),
  );
  addCustomResource(own, 'scaledobject', at('enabled'), {
    of: ScaledObject,
    manifest: {
      metadata: component.metadata('', values.annotations, values.labels),
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: component.name },
        minReplicaCount: values.minReplicaCount,
        maxReplicaCount: values.maxReplicaCount,
        pollingInterval: values.pollingInterval,
        cooldownPeriod: values.cooldownPeriod,
        fallback: values.fallback,
        advanced: {
          restoreToOriginalReplicaCount: when(values.restoreToOriginalReplicaCount, true),
          horizontalPodAutoscalerConfig: { behavior: values.behavior },
        },
        triggers: neverEmpty(values.triggers),
      },
    },
  });
}
