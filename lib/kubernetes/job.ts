import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import { Resource } from '../engine/template/resource';
import { commented } from '../engine/template/tree';
import type { Component } from './component';
import * as k8s from './k8s';
import { podTemplate, type PodOptions, type PodValues } from './pod';

/** The values of a Job. */
export interface JobValues extends PodValues {
  readonly backoffLimit: Expr<number>;
  readonly ttlSecondsAfterFinished: Expr<number>;
}

/** Name and pod of a Job. */
export interface JobOptions extends Omit<PodOptions, 'restartPolicy' | 'restartOn'> {
  /** Its name. The pod of a Job is immutable, so the name must change with the pod. */
  readonly name: Expr<string>;
}

/** Adds a Job of a component. */
export function addJob(
  scope: Construct,
  component: Component,
  values: JobValues,
  { name, ...pod }: JobOptions,
): void {
  Resource.of(scope, 'job', {
    of: k8s.KubeJob,
    manifest: {
      metadata: { ...component.metadata(), name },
      spec: {
        backoffLimit: values.backoffLimit,
        ttlSecondsAfterFinished: values.ttlSecondsAfterFinished,
        template: podTemplate(component, values, {
          ...pod,
          restartPolicy: commented(
            'Each attempt keeps its pod and its log; with OnFailure the last failure would delete all logs.',
            'Never',
          ),
        }),
      },
    },
  });
}
