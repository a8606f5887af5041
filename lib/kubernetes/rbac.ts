import type { Construct } from 'constructs';
import * as z from 'zod';
import type { Expr } from '../engine/template/expression';
import { releaseNamespace, text } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { ForEachItem } from '../engine/template/scopes';
import type { Templated } from '../engine/template/tree';
import { entry, list, nonEmptyList } from '../engine/values/collections';
import type { Declaration } from '../engine/values/declaration';
import { objectName, requiredName } from '../engine/values/names';
import type { Component } from './component';
import * as k8s from './k8s';

/** A rule of a Role among the values. */
export const roleRule = entry('A rule of a Role, in the format of the Kubernetes API.', {
  apiGroups: nonEmptyList('API groups.', objectName('', 'An API group; empty for the core group.')),
  resources: nonEmptyList(
    'Resources.',
    word(/^(\*|[a-z0-9]+)(\/(\*|[a-z0-9]+))?$/, 'a resource such as pods or pods/log', [
      'pods',
      'pods/log',
      '*',
    ]),
  ),
  verbs: nonEmptyList('Verbs.', word(/^(\*|[a-z]+)$/, 'a verb such as get', ['get', 'watch', '*'])),
  resourceNames: list(
    [],
    'Names of the objects that the rule is limited to; absent for all.',
    requiredName('Name of an object.'),
  ),
});

function word(
  form: RegExp,
  expects: string,
  samples: readonly string[],
): Declaration<string, 'required', false> {
  return { ...requiredName('A word.'), schema: () => z.string().regex(form), expects, samples };
}

/** Permissions of the pods of a component in the Kubernetes API. */
export interface Permissions {
  /** The ServiceAccount that the pods run as. */
  readonly account: Expr<string>;
  /** Rules of the stack, and those of the user. */
  readonly rules: readonly (Templated<k8s.PolicyRule> | Expr<readonly unknown[]>)[];
}

/** The account and the name of a binding to `cluster-admin`. */
export interface ClusterAdminOptions extends Pick<Permissions, 'account'> {
  /** The suffix of the name of the binding. */
  readonly suffix: string;
}

/** Adds a Role and a RoleBinding in each of a list of namespaces. */
export function addRoleInNamespaces(
  scope: Construct,
  component: Component,
  namespaces: Expr<readonly string[]>,
  { account, rules }: Permissions,
): void {
  const loop = new ForEachItem(scope, 'namespaces', namespaces, 'namespace');
  const metadata = { ...component.metadata(), name: nameElsewhere(component), namespace: loop.item };
  Resource.of(loop, 'role', { of: k8s.KubeRole, manifest: { metadata, rules } });
  Resource.of(loop, 'rolebinding', {
    of: k8s.KubeRoleBinding,
    manifest: { metadata, roleRef: roleRef('Role', metadata.name), subjects: [subject(account)] },
  });
}

/** Adds a Role and a RoleBinding in a component's own namespace, with its name. */
export function addRole(scope: Construct, component: Component, { account, rules }: Permissions): void {
  const metadata = component.metadata();
  Resource.of(scope, 'role', { of: k8s.KubeRole, manifest: { metadata, rules } });
  Resource.of(scope, 'rolebinding', {
    of: k8s.KubeRoleBinding,
    manifest: {
      metadata,
      roleRef: roleRef('Role', metadata.name),
      subjects: [{ kind: 'ServiceAccount', name: account, namespace: component.namespace }],
    },
  });
}

/** Adds a ClusterRole and a ClusterRoleBinding, for permissions on cluster-scoped objects. */
export function addClusterRole(
  scope: Construct,
  component: Component,
  { account, rules }: Permissions,
): void {
  const metadata = metadataInCluster(component, nameElsewhere(component));
  Resource.of(scope, 'clusterrole', { of: k8s.KubeClusterRole, manifest: { metadata, rules } });
  Resource.of(scope, 'clusterrolebinding', {
    of: k8s.KubeClusterRoleBinding,
    manifest: { metadata, roleRef: roleRef('ClusterRole', metadata.name), subjects: [subject(account)] },
  });
}

/** Binds the pods of a component to `cluster-admin`, which permits everything. */
export function addClusterAdminBinding(
  scope: Construct,
  component: Component,
  { account, suffix }: ClusterAdminOptions,
): void {
  Resource.of(scope, 'admin-clusterrolebinding', {
    of: k8s.KubeClusterRoleBinding,
    manifest: {
      metadata: metadataInCluster(component, text`${component.name}${suffix}`),
      roleRef: roleRef('ClusterRole', 'cluster-admin'),
      subjects: [subject(account)],
    },
  });
}

/** Name that is unique among releases of multiple namespaces: for cluster-scoped objects, and in namespaces of other releases. */
function nameElsewhere(component: Component): Expr<string> {
  return text`${releaseNamespace}-${component.name}`;
}

function metadataInCluster(component: Component, name: Expr<string>) {
  const { labels, annotations } = component.metadata();
  return { name, labels, annotations };
}

function roleRef(kind: 'Role' | 'ClusterRole', name: string | Expr<string>) {
  return { apiGroup: 'rbac.authorization.k8s.io', kind, name };
}

function subject(account: Expr<string>) {
  return { kind: 'ServiceAccount', name: account, namespace: releaseNamespace };
}
