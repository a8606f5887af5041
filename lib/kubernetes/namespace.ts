import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import type { Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import type { Templated } from '../engine/template/tree';
import * as k8s from './k8s';

/** What a namespace is called and labelled, and when it is there. */
export interface NamespaceOptions {
  readonly name: Expr<string>;
  readonly labels: Templated<Record<string, string>>;
  /** @default - it is always there */
  readonly when?: Condition;
}

/** Adds a namespace. It is kept when the release is uninstalled: all that is in a namespace goes with it, also what others put there. */
export function addNamespace(scope: Construct, { name, labels, when }: NamespaceOptions): void {
  Resource.of(when === undefined ? scope : new OnlyIf(scope, 'namespace-if', when), 'namespace', {
    of: k8s.KubeNamespace,
    manifest: { metadata: { name, labels, annotations: { 'helm.sh/resource-policy': 'keep' } } },
  });
}
