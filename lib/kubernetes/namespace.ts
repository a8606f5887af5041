import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import { not, or, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import type { Templated } from '../engine/template/tree';
import * as k8s from './k8s';
import { Live } from './live';

/** Name, labels and condition of a namespace. */
export interface NamespaceOptions {
  readonly name: Expr<string>;
  readonly labels: Templated<Record<string, string>>;
  /** Whether it is created. @default - always */
  readonly when?: Condition;
}

/**
 * Adds a namespace, unless the cluster has it already from others: its Secrets may have to be there before the release, and Helm rejects
 * a release with a namespace that it did not make. It is kept on uninstall: deleting it would delete all objects in it, including those
 * of others.
 */
export function addNamespace(scope: Construct, { name, labels, when }: NamespaceOptions): void {
  const wanted = when === undefined ? scope : new OnlyIf(scope, 'namespace-if', when);
  const live = new Live(wanted, 'existing', ['v1', 'Namespace'], { namespace: '', name });
  const ours = new OnlyIf(live.inside, 'ours', or(not(live.reference), live.isOfRelease));
  Resource.of(ours, 'namespace', {
    of: k8s.KubeNamespace,
    manifest: { metadata: { name, labels, annotations: { 'helm.sh/resource-policy': 'keep' } } },
  });
}
