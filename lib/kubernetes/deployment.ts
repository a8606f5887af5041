import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import { not, or, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { choose, when, type Templated } from '../engine/template/tree';
import type { Component } from './component';
import * as k8s from './k8s';
import { instead } from './overrides';
import { podTemplate, type PodOptions, type PodValues } from './pod';
import type { DeploymentWishes } from './workload-values';

/** The values of a Deployment. */
export interface DeploymentValues extends PodValues, Partial<DeploymentWishes> {
  readonly replicaCount: Expr<number> | number;
  /** @default - no autoscaling: the number of replicas is always replicaCount */
  readonly autoscaling?: { readonly enabled: Condition };
  /** @default - no KEDA */
  readonly keda?: { readonly enabled: Condition };
}

/** Pods of a Deployment and their update strategy. */
export interface DeploymentOptions extends PodOptions {
  /**
   * Update strategy, see {@link rollingUpdate} and {@link recreateIf}.
   *
   * @default - that of Kubernetes
   */
  readonly strategy?: Templated<k8s.DeploymentStrategy>;
}

/** Adds the Deployment of a component. It has no number of replicas while autoscaling or KEDA is enabled. */
export function addDeployment(
  scope: Construct,
  component: Component,
  values: DeploymentValues,
  { strategy, ...pod }: DeploymentOptions,
): void {
  const { autoscaling, keda, deploymentAnnotations, deploymentLabels, replicaCount } = values;
  Resource.of(scope, 'deployment', {
    of: k8s.KubeDeployment,
    manifest: {
      metadata: component.metadata('', deploymentAnnotations, deploymentLabels),
      spec: {
        replicas: autoscaling
          ? when(not(keda ? or(autoscaling.enabled, keda.enabled) : autoscaling.enabled), replicaCount)
          : replicaCount,
        strategy: instead(values.strategy, strategy),
        revisionHistoryLimit: values.revisionHistoryLimit,
        minReadySeconds: values.minReadySeconds,
        selector: { matchLabels: component.selector },
        template: podTemplate(component, values, pod),
      },
    },
  });
}

/**
 * A rolling update that terminates an old pod only when a new one is ready.
 *
 * @param maxUnavailable pods that may be unavailable at once, 0 by default
 */
export function rollingUpdate(
  maxUnavailable: Templated<k8s.IntOrString> = k8s.IntOrString.fromNumber(0),
): Templated<k8s.DeploymentStrategy> {
  return {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: k8s.IntOrString.fromNumber(1), maxUnavailable },
  };
}

/**
 * The strategy Recreate if the old pod must terminate before the new one starts, otherwise {@link rollingUpdate}.
 *
 * @param exclusive whether the pod uses something that only one pod at a time can use, such as a volume
 */
export function recreateIf(exclusive: Condition): Templated<k8s.DeploymentStrategy> {
  return choose(exclusive, { type: 'Recreate' }, rollingUpdate());
}
