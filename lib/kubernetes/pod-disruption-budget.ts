import type { Construct } from 'constructs';
import type { Expr, Ref } from '../engine/template/expression';
import { and, greaterThan, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { section } from '../engine/values/collections';
import { integer } from '../engine/values/numbers';
import { flag } from '../engine/values/scalars';
import type { Component, Part } from './component';
import * as k8s from './k8s';

/** The values of a PodDisruptionBudget. */
export const disruptionValues = section('Pod Disruption Budget, made when more than one pod runs.', {
  enabled: flag(true, 'Let nodes be drained only so fast that pods stay available.'),
  maxUnavailable: integer(1, 'Pods that may be away at a time.', { minimum: 1, maximum: 1000 }),
});

/** The values of a PodDisruptionBudget that says how many pods must stay. */
export function availabilityValues(minAvailable: number) {
  return section('Pod Disruption Budget, made when more pods run than it keeps.', {
    enabled: flag(true, 'Let nodes be drained only so fast that pods stay available.'),
    minAvailable: integer(minAvailable, 'Pods that must stay.', { minimum: 1, maximum: 1000 }),
  });
}

/**
 * Makes a PodDisruptionBudget that keeps a number of a component's pods, while more than that run at all times: with as many
 * or fewer it would never let a node be drained.
 *
 * @param fewest how many pods run at the least
 * @param ending what its name ends in, such as `-pdb`
 */
export function keepAvailable(
  scope: Construct,
  component: Component,
  values: Ref<ReturnType<typeof availabilityValues>>,
  fewest: Expr<number>,
  ending = '',
): void {
  const { enabled, minAvailable } = values;
  Resource.of(new OnlyIf(scope, 'disruption', and(enabled, greaterThan(fewest, minAvailable))), 'pdb', {
    of: k8s.KubePodDisruptionBudget,
    manifest: {
      metadata: component.metadata(ending),
      spec: {
        minAvailable,
        // A pod that is not ready serves nobody, so it does not keep a node from being drained.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: component.selector },
      },
    },
  });
}

/**
 * Makes a PodDisruptionBudget for a component while several pods of it run.
 *
 * It says how many may be away, not how many must stay: so no number of replicas can block the draining of a node.
 */
export function budgetDisruption(
  scope: Construct,
  component: Part,
  values: Ref<typeof disruptionValues>,
  several: Condition,
): void {
  Resource.of(new OnlyIf(scope, 'disruption', and(values.enabled, several)), 'pdb', {
    of: k8s.KubePodDisruptionBudget,
    manifest: {
      metadata: component.metadata(),
      spec: {
        maxUnavailable: values.maxUnavailable,
        // A pod that is not ready serves nobody, so it does not keep a node from being drained.
        unhealthyPodEvictionPolicy: 'AlwaysAllow',
        selector: { matchLabels: component.selector },
      },
    },
  });
}
