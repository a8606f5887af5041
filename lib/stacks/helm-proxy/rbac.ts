import type { Expr } from '../../engine/template/expression';
import { and, not, type Condition } from '../../engine/template/operators';
import { ForEachItem, OnlyIf } from '../../engine/template/scopes';
import { merged } from '../../engine/template/tree';
import { addNamespace } from '../../kubernetes/namespace';
import { addClusterAdminBinding, addClusterRole, addRoleInNamespaces } from '../../kubernetes/rbac';
import type { ProxyStack } from './values';

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** Kinds of objects in charts, by API group. Roles and bindings are excluded: with them the proxy could delegate its permissions. */
const CHART_RESOURCES = {
  '': ['configmaps', 'persistentvolumeclaims', 'pods', 'secrets', 'serviceaccounts', 'services'],
  apps: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['cronjobs', 'jobs'],
  'networking.k8s.io': ['ingresses', 'networkpolicies'],
  policy: ['poddisruptionbudgets'],
};

/** Adds the target namespaces if `targets.create` is set. They contain releases unknown to this one, so they are kept on uninstall. */
export function addTargetNamespaces(stack: ProxyStack): void {
  const { targets, config } = stack.values;
  const created = new OnlyIf(stack, 'created', and(targets.create, not(config.kubeconfigSecret)));
  const loop = new ForEachItem(created, 'targets', targets.namespaces, 'namespace');
  addNamespace(loop, {
    name: loop.item,
    labels: merged(stack.main.labels, { 'pod-security.kubernetes.io/enforce': targets.podSecurity }),
  });
}

/**
 * Adds the permissions of the proxy: a Role in each target namespace or, with `rbac.allowClusterAdmin`, cluster-admin.
 *
 * @param rbacEnabled whether the proxy gets permissions in its own cluster
 */
export function addPermissions(stack: ProxyStack, account: Expr<string>, rbacEnabled: Condition): void {
  const { targets, rbac } = stack.values;
  const { allowClusterAdmin, allowCreatingNamespaces } = rbac;
  const rules = Object.entries(CHART_RESOURCES).map(([group, resources]) => ({
    apiGroups: [group],
    resources,
    verbs: VERBS,
  }));
  addRoleInNamespaces(
    new OnlyIf(stack, 'namespaced', and(rbacEnabled, not(allowClusterAdmin))),
    stack.main,
    targets.namespaces,
    { account, rules: [...rules, rbac.extraRules] },
  );
  // The application always asks Helm to create the namespace (upstream, manager.go, CreateNamespace). Helm ignores "already
  // exists", but not "forbidden" (helm issue 32511).
  addClusterRole(
    new OnlyIf(stack, 'namespaceCreation', and(rbacEnabled, not(allowClusterAdmin), allowCreatingNamespaces)),
    stack.main,
    { account, rules: [{ apiGroups: [''], resources: ['namespaces'], verbs: ['create'] }] },
  );
  const clusterAdmin = new OnlyIf(stack, 'clusterAdmin', and(rbacEnabled, allowClusterAdmin));
  // The name is given by the document.
  addClusterAdminBinding(clusterAdmin, stack.main, { account, suffix: '-admin-binding' });
}
