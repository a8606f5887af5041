import type { Construct } from 'constructs';
import type { Expr, Ref } from '../engine/template/expression';
import {
  and,
  asInteger,
  asString,
  greaterThan,
  matches,
  not,
  or,
  type Condition,
} from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { choose, commented, when } from '../engine/template/tree';
import { section } from '../engine/values/collections';
import { optional } from '../engine/values/declaration';
import { podCount } from '../engine/values/numbers';
import { boolean } from '../engine/values/scalars';
import { annotations, labels } from '../engine/values/string-maps';
import type { Component } from './component';
import * as k8s from './k8s';

const metadataValues = {
  labels: labels({}, 'Labels of the PodDisruptionBudget.'),
  annotations: annotations({}, 'Annotations of the PodDisruptionBudget.'),
};

/** The values of a PodDisruptionBudget. */
export const disruptionValues = section('PodDisruptionBudget, created when more than one replica runs.', {
  enabled: boolean(true, 'Create a PodDisruptionBudget.'),
  ...metadataValues,
  maxUnavailable: podCount(
    1,
    'Pods that may be unavailable at once: a number, or a part of them such as 25%.',
  ),
  minAvailable: optional(
    podCount(
      1,
      'Pods that must stay available, in place of maxUnavailable: a number, or a part of them such as 50%.',
    ),
  ),
});

/** The values of a PodDisruptionBudget with a minimum of available pods. */
export function availabilityValues(minAvailable: number) {
  return section('PodDisruptionBudget, created when more replicas run than minAvailable.', {
    enabled: boolean(true, 'Create a PodDisruptionBudget.'),
    ...metadataValues,
    minAvailable: podCount(
      minAvailable,
      'Pods that must stay available: a number, or a part of them such as 50%.',
    ),
    maxUnavailable: optional(
      podCount(
        1,
        'Pods that may be unavailable at once, in place of minAvailable: a number, or a part of them such as 25%.',
      ),
    ),
  });
}

/** The values of a PodDisruptionBudget, as references. */
export type DisruptionBudget = Ref<typeof disruptionValues> | Ref<ReturnType<typeof availabilityValues>>;

/**
 * Whether more pods run than must stay available. Of a part of them it is known only that a single pod is needed whole.
 *
 * @param pods how many run at least
 */
export function leavesSome(
  pods: Expr<number>,
  { maxUnavailable, minAvailable }: DisruptionBudget,
): Condition {
  const inPercent = matches(asString(minAvailable), /%$/);
  return or(
    maxUnavailable,
    and(inPercent, greaterThan(pods, 1)),
    and(not(inPercent), greaterThan(pods, asInteger(asString(minAvailable)))),
  );
}

/** A number of pods as a number, a part of them as it is. */
function inForm(count: Expr<string | number>) {
  return choose(matches(asString(count), /%$/), asString(count), asInteger(asString(count)));
}

/** Name and condition of a PodDisruptionBudget. */
export interface DisruptionBudgetOptions {
  /**
   * Whether more pods run than must stay available. Otherwise a budget with `minAvailable` would block every drain of a node; one with
   * `maxUnavailable` never does.
   */
  readonly when: Condition;
  /** Which of the two holds unless the user sets the other one. @default 'maxUnavailable' */
  readonly keeps?: 'minAvailable' | 'maxUnavailable';
  /** The suffix of its name, such as `-pdb`. @default - it is named as the component is */
  readonly suffix?: string;
}

/** Adds a PodDisruptionBudget for a component, while it is enabled and enough pods run. */
export function addPodDisruptionBudget(
  scope: Construct,
  component: Component,
  values: DisruptionBudget,
  options: DisruptionBudgetOptions,
): void {
  Resource.of(new OnlyIf(scope, 'disruption', and(values.enabled, options.when)), 'pdb', {
    of: k8s.KubePodDisruptionBudget,
    manifest: {
      metadata: component.metadata(options.suffix, values.annotations, values.labels),
      spec: {
        ...(options.keeps === 'minAvailable'
          ? {
              minAvailable: when(not(values.maxUnavailable), inForm(values.minAvailable)),
              maxUnavailable: when(values.maxUnavailable, inForm(values.maxUnavailable)),
            }
          : {
              maxUnavailable: when(not(values.minAvailable), inForm(values.maxUnavailable)),
              minAvailable: when(values.minAvailable, inForm(values.minAvailable)),
            }),
        unhealthyPodEvictionPolicy: commented(
          'An unready pod serves no requests, so it must not block the drain of a node.',
          'AlwaysAllow',
        ),
        selector: { matchLabels: component.selector },
      },
    },
  });
}
