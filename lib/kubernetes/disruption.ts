import type { Construct } from 'constructs';
import type { Ref } from '../template/expression';
import { and, type Condition } from '../template/operators';
import { Resource } from '../template/resource';
import { OnlyIf } from '../template/scopes';
import { section } from '../values/collections';
import { flag, integer } from '../values/scalars';
import type { Component } from './component';
import * as k8s from './k8s';

/** The values of a PodDisruptionBudget. */
export const disruptionValues = section('Pod Disruption Budget, made when more than one pod runs.', {
  enabled: flag(true, 'Let nodes be drained only so fast that pods stay available.'),
  maxUnavailable: integer(1, 'Pods that may be away at a time.', { minimum: 1, maximum: 1000 }),
});

/**
 * Makes a PodDisruptionBudget for a component while several pods of it run.
 *
 * It says how many may be away, not how many must stay: so no number of replicas can block the draining of a node.
 */
export function budgetDisruption(
  scope: Construct,
  component: Component,
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
