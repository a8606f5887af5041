import type { Construct } from 'constructs';
import type { Expr, Ref } from '../engine/template/expression';
import { orElse } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import { commented, choose } from '../engine/template/tree';
import { section } from '../engine/values/collections';
import { objectName } from '../engine/values/names';
import { boolean } from '../engine/values/scalars';
import { annotations, labels } from '../engine/values/string-maps';
import type { Component } from './component';
import * as k8s from './k8s';

/** The values of a ServiceAccount. */
export const serviceAccountValues = section('ServiceAccount of the pods.', {
  create: boolean(true, 'Create a ServiceAccount.'),
  name: objectName(
    '',
    'Name of the ServiceAccount; empty for a name derived from the release, or "default" if none is created.',
  ),
  annotations: annotations({}, 'Annotations of the ServiceAccount.'),
  labels: labels({}, 'Labels of the ServiceAccount.'),
});

/** Adds the ServiceAccount of a component if `create` is true, and returns the name for the pods. */
export function addServiceAccount(
  scope: Construct,
  component: Component,
  values: Ref<typeof serviceAccountValues>,
): Expr<string> {
  const name = StackTemplate.of(scope).namedString(
    'serviceAccountName',
    'ServiceAccount of the pods.',
    choose(values.create, orElse(values.name, component.name), orElse(values.name, 'default')),
  );
  Resource.of(new OnlyIf(scope, 'account', values.create), 'serviceaccount', {
    of: k8s.KubeServiceAccount,
    manifest: {
      metadata: { ...component.metadata('', values.annotations, values.labels), name },
      automountServiceAccountToken: commented(
        'Pods that use the Kubernetes API mount the token themselves.',
        false,
      ),
    },
  });
  return name;
}
