import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import { not, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { choose, when, type Templated } from '../engine/template/tree';
import type { Component } from './component';
import * as k8s from './k8s';
import { podTemplate, type PodOptions, type PodValues } from './pod';

/** The values of a Deployment. */
export interface DeploymentValues extends PodValues {
  readonly replicaCount: Expr<number> | number;
  /** @default - the number of pods is always replicaCount */
  readonly autoscaling?: { readonly enabled: Condition };
}

/** What a Deployment is made of: its pods, and how they are replaced. */
export interface DeploymentOptions extends PodOptions {
  /**
   * How pods are replaced, see {@link rollingUpdate} and {@link recreateIf}.
   *
   * @default - as Kubernetes does where nothing is said
   */
  readonly strategy?: Templated<k8s.DeploymentStrategy>;
}

/** Adds the Deployment of a component. Its number of pods is left to the autoscaler while there is one. */
export function addDeployment(
  scope: Construct,
  component: Component,
  values: DeploymentValues,
  { strategy, ...pod }: DeploymentOptions,
): void {
  const { autoscaling, replicaCount } = values;
  Resource.of(scope, 'deployment', {
    of: k8s.KubeDeployment,
    manifest: {
      metadata: component.metadata(),
      spec: {
        replicas: autoscaling ? when(not(autoscaling.enabled), replicaCount) : replicaCount,
        strategy,
        selector: { matchLabels: component.selector },
        template: podTemplate(component, values, pod),
      },
    },
  });
}

/** A rollout in which an old pod goes when a new one is ready, so that there are never fewer than asked for. */
export function rollingUpdate(maxUnavailable: Templated<k8s.IntOrString> = k8s.IntOrString.fromNumber(0)) {
  return {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: k8s.IntOrString.fromNumber(1), maxUnavailable },
  };
}

/** {@link rollingUpdate}, unless the old pod has to go first: when it has something that two pods cannot have. */
export function recreateIf(exclusive: Condition) {
  return choose(exclusive, { type: 'Recreate' }, rollingUpdate());
}
