import type { Construct } from 'constructs';
import { Resource } from '../engine/template/resource';
import type { Templated } from '../engine/template/tree';
import type { Component } from './component';
import type { Container } from './container';
import * as k8s from './k8s';
import { podSpec, type PodValues } from './pod';
import { restrictedContainer, restrictedPod } from './security';

/** The label `app.kubernetes.io/component` by which the pod of `helm test` is known where it is part of a stack. */
export const TEST_COMPONENT = 'test';

/** Container and labels of the pod that checks a Service. */
export interface HelmTestOptions {
  /** The labels of the pod. They must not match the selector of the component, whose Service would select the pod. */
  readonly labels: Templated<Record<string, string>>;
  /** The number of the user that the pod runs as. */
  readonly user: number;
  /** The container, without a security context: it gets the restricted one. */
  readonly container: Omit<Container, 'securityContext'>;
  /** @default '-test-connection' */
  readonly suffix?: string;
}

/** Adds the pod of `helm test` for a component: it runs on demand and is deleted after success. */
export function addHelmTest(
  scope: Construct,
  component: Component,
  values: Pick<PodValues, 'imagePullSecrets'>,
  options: HelmTestOptions,
): void {
  const { labels, user, container, suffix = '-test-connection' } = options;
  const spec = podSpec(component, values, {
    restartPolicy: 'Never',
    securityContext: restrictedPod(user),
    containers: [{ ...container, securityContext: restrictedContainer }],
  });
  Resource.of(scope, 'connection', {
    of: k8s.KubePod,
    hook: 'test',
    manifest: {
      metadata: {
        ...component.metadata(suffix, {
          'helm.sh/hook': 'test',
          'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
        }),
        labels,
      },
      // The variables of Services do not harm a pod that runs for seconds.
      spec: { ...spec, enableServiceLinks: undefined },
    },
  });
}
