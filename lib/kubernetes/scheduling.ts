import type { Expr, Ref } from '../engine/template/expression';
import { commented, ifSet, when, type Templated } from '../engine/template/tree';
import { entry, list, section } from '../engine/values/collections';
import { optional } from '../engine/values/declaration';
import { objectName } from '../engine/values/names';
import { integer } from '../engine/values/numbers';
import { boolean, oneOf } from '../engine/values/scalars';
import { labelName, labelValue, nodeSelector } from '../engine/values/string-maps';
import { apiObject } from './api-object';
import type { Component } from './component';
import { instead } from './overrides';
import type { PodSpec } from './k8s';

/** A toleration among the values. */
export const toleration = entry('A toleration.', {
  key: optional(labelName('Key of the taint; absent for any.')),
  operator: optional(oneOf('Equal', 'How the value is matched.', ['Equal', 'Exists'])),
  value: optional(labelValue('Value of the taint.')),
  effect: optional(
    oneOf('NoSchedule', 'Effect of the taint; absent for any.', [
      'NoSchedule',
      'PreferNoSchedule',
      'NoExecute',
    ]),
  ),
  tolerationSeconds: optional(
    integer(0, 'Time that pods stay bound to a tainted node, in seconds.', {
      minimum: 0,
      maximum: 999_999,
    }),
  ),
});

/** The value of an affinity. */
export function affinity(description: string) {
  return apiObject('Affinity', description, [
    { nodeAffinity: {} },
    {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          {
            weight: 100,
            podAffinityTerm: {
              topologyKey: 'kubernetes.io/hostname',
              labelSelector: { matchLabels: { app: 'y' } },
            },
          },
        ],
      },
    },
  ]);
}

/** The values for pod assignment. */
export const schedulingValues = {
  nodeSelector: nodeSelector('Node labels for pod assignment.'),
  tolerations: list([], 'Tolerations for pod assignment.', toleration),
  affinity: affinity('Affinity for pod assignment, in the format of the Kubernetes API.'),
  topologySpread: section('Topology spread constraints.', {
    enabled: boolean(true, 'Spread the pods over zones and nodes where possible.'),
  }),
  priorityClassName: objectName('', 'Priority class of the pods.'),
};

/** The values for pod assignment, as references. */
export interface Scheduling {
  readonly nodeSelector: Ref<(typeof schedulingValues)['nodeSelector']>;
  readonly tolerations: Ref<(typeof schedulingValues)['tolerations']>;
  readonly affinity: Ref<(typeof schedulingValues)['affinity']>;
  /** Whether the pods of a Deployment are spread. @default - no constraints of the chart, as for a single pod */
  readonly topologySpread?: { readonly enabled: Expr<boolean> };
  readonly priorityClassName: Expr<string>;
}

/**
 * Node selector, tolerations, affinity, topology spread and priority class, for the spec of a pod.
 *
 * @param constraints topology spread constraints of the user, which replace those of the chart
 */
export function scheduling(values: Scheduling, component: Component, constraints?: Expr<readonly unknown[]>) {
  const spread = (topologyKey: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: commented(
      'Pods on the same node are better than pending pods.',
      'ScheduleAnyway' as const,
    ),
    labelSelector: { matchLabels: component.selector },
    matchLabelKeys: commented(
      'Only pods of the same revision count: old ones that live on during an update would push the new ones together.',
      ['pod-template-hash'],
    ),
  });
  const own =
    values.topologySpread &&
    when(values.topologySpread.enabled, [
      spread('topology.kubernetes.io/zone'),
      spread('kubernetes.io/hostname'),
    ]);
  return {
    priorityClassName: ifSet(values.priorityClassName),
    nodeSelector: values.nodeSelector,
    tolerations: values.tolerations,
    affinity: values.affinity,
    topologySpreadConstraints: instead(constraints, own),
  } satisfies Templated<Partial<PodSpec>>;
}
