import type { Construct } from 'constructs';
import type { Ref } from '../engine/template/expression';
import { and, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { commented } from '../engine/template/tree';
import { section } from '../engine/values/collections';
import { integer } from '../engine/values/numbers';
import { boolean } from '../engine/values/scalars';
import type { Component } from './component';
import * as k8s from './k8s';

/** The values of a PodDisruptionBudget. */
export const disruptionValues = section('PodDisruptionBudget, created when more than one replica runs.', {
  enabled: boolean(true, 'Create a PodDisruptionBudget.'),
  maxUnavailable: integer(1, 'Pods that may be unavailable at once.', { minimum: 1, maximum: 1000 }),
});

/** The values of a PodDisruptionBudget with a minimum of available pods. */
export function availabilityValues(minAvailable: number) {
  return section('PodDisruptionBudget, created when more replicas run than minAvailable.', {
    enabled: boolean(true, 'Create a PodDisruptionBudget.'),
    minAvailable: integer(minAvailable, 'Pods that must stay available.', { minimum: 1, maximum: 1000 }),
  });
}

/** The values of a PodDisruptionBudget, as references. */
export type DisruptionBudget = Ref<typeof disruptionValues> | Ref<ReturnType<typeof availabilityValues>>;

/** Name and condition of a PodDisruptionBudget. */
export interface DisruptionBudgetOptions {
  /**
   * Whether more pods run than must stay available. Otherwise a budget with `minAvailable` would block every drain of a node; one with
   * `maxUnavailable` never does.
   */
  readonly when: Condition;
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
      metadata: component.metadata(options.suffix),
      spec: {
        ...('minAvailable' in values
          ? { minAvailable: values.minAvailable }
          : { maxUnavailable: values.maxUnavailable }),
        unhealthyPodEvictionPolicy: commented(
          'An unready pod serves no requests, so it must not block the drain of a node.',
          'AlwaysAllow',
        ),
        selector: { matchLabels: component.selector },
      },
    },
  });
}
