import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import type { Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import type { Templated } from '../engine/template/tree';
import * as k8s from './k8s';

/** Name, labels and condition of a namespace. */
export interface NamespaceOptions {
  readonly name: Expr<string>;
  readonly labels: Templated<Record<string, string>>;
  /** Whether it is created. @default - always */
  readonly when?: Condition;
}

/** Adds a namespace. It is kept on uninstall: deleting it would delete all objects in it, including those of others. */
export function addNamespace(scope: Construct, { name, labels, when }: NamespaceOptions): void {
  Resource.of(when === undefined ? scope : new OnlyIf(scope, 'namespace-if', when), 'namespace', {
    of: k8s.KubeNamespace,
    manifest: { metadata: { name, labels, annotations: { 'helm.sh/resource-policy': 'keep' } } },
  });
}
