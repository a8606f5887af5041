import type { Expr } from '../engine/template/expression';
import { checksum } from '../engine/template/operators';
import { commented, merged, type Templated, type Tree } from '../engine/template/tree';
import type { Component } from './component';
import * as k8s from './k8s';
import { scheduling, type Scheduling } from './scheduling';

/** The values of the pods of a component. All of them are optional. */
export interface PodValues {
  readonly imagePullSecrets?: Expr<readonly unknown[]> | undefined;
  readonly podLabels?: Expr<unknown>;
  readonly podAnnotations?: Expr<unknown>;
}

type Spec = { readonly [K in keyof k8s.PodSpec]: Templated<k8s.PodSpec[K]> };

/** What a pod is made of. */
export interface PodOptions extends Pick<
  Spec,
  | 'affinity'
  | 'automountServiceAccountToken'
  | 'containers'
  | 'initContainers'
  | 'restartPolicy'
  | 'securityContext'
  | 'serviceAccountName'
  | 'terminationGracePeriodSeconds'
  | 'volumes'
> {
  /**
   * Node selector, tolerations, affinity, topology spread and priority class.
   *
   * @default - none
   */
  readonly scheduling?: Scheduling;
  /**
   * Labels besides the component's, such as those with which the network policy of a database allows its clients.
   *
   * @default - none
   */
  readonly labels?: readonly Tree[];
  /**
   * Values that the pods read only at startup, by the key of their annotation `checksum/<key>`: a change of one replaces the pods.
   *
   * @default - nothing
   */
  readonly restartOn?: Readonly<Record<string, Expr<unknown>>>;
}

/** The template of a component's pods. Every pod of every chart is made here or, where it has no component, by {@link podSpec}. */
export function podTemplate(component: Component, values: PodValues, options: PodOptions) {
  const { labels = [], restartOn } = options;
  const userLabels = values.podLabels === undefined ? [] : [values.podLabels];
  const userAnnotations = values.podAnnotations === undefined ? [] : [values.podAnnotations];
  const annotated = restartOn !== undefined || userAnnotations.length > 0;
  const checksums = Object.entries(restartOn ?? {}).map(([key, value]) => [
    `checksum/${key}`,
    checksum(value),
  ]);
  return {
    metadata: {
      labels: merged(component.podLabels, ...labels, ...userLabels),
      ...(annotated
        ? {
            annotations: merged(
              commented(
                'Pods read these values only at their start, so a change of them has to replace the pods.',
                Object.fromEntries(checksums) as Tree,
              ),
              ...userAnnotations,
            ),
          }
        : {}),
    },
    spec: podSpec(component, values, options),
  };
}

/**
 * The spec of a pod, the same for all: no token of the Kubernetes API by default, and no environment variables for the Services of
 * the namespace.
 */
export function podSpec(component: Component, { imagePullSecrets }: PodValues, options: PodOptions) {
  return {
    restartPolicy: options.restartPolicy,
    serviceAccountName: options.serviceAccountName,
    automountServiceAccountToken: options.automountServiceAccountToken ?? false,
    enableServiceLinks: false,
    imagePullSecrets,
    securityContext: options.securityContext,
    terminationGracePeriodSeconds: options.terminationGracePeriodSeconds,
    initContainers: options.initContainers,
    containers: options.containers,
    volumes: options.volumes,
    ...(options.scheduling === undefined ? {} : scheduling(options.scheduling, component)),
    ...(options.affinity === undefined ? {} : { affinity: options.affinity }),
  };
}
