import { addNamespace } from '../../kubernetes/namespace';
import { addClusterAdminBinding, addClusterRole, addRoleInNamespaces } from '../../kubernetes/rbac';
import type { Expr } from '../../engine/template/expression';
import { and, not, type Condition } from '../../engine/template/operators';
import { ForEachItem, OnlyIf } from '../../engine/template/scopes';
import { merged } from '../../engine/template/tree';
import type { ProxyStack } from './values';

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];

/** What charts are made of, by API group. Roles and bindings are not among it: with those it could hand on what it may do. */
const CHART_OBJECTS = {
  '': ['configmaps', 'persistentvolumeclaims', 'pods', 'secrets', 'serviceaccounts', 'services'],
  apps: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['cronjobs', 'jobs'],
  'networking.k8s.io': ['ingresses', 'networkpolicies'],
  policy: ['poddisruptionbudgets'],
};

/** Adds the namespaces that charts may be installed into, where that is asked for. There are releases in them that this one knows nothing of. */
export function addTargets(stack: ProxyStack): void {
  const { targets, config } = stack.values;
  const made = new OnlyIf(stack, 'made', and(targets.create, not(config.kubeconfigSecret)));
  const loop = new ForEachItem(made, 'targets', targets.namespaces, 'namespace');
  addNamespace(loop, {
    name: loop.item,
    labels: merged(stack.main.labels, { 'pod-security.kubernetes.io/enforce': targets.podSecurity }),
  });
}

/**
 * Lets the proxy install charts into its namespaces or, where that is asked for, do anything anywhere.
 *
 * @param here whether it gets permissions in the cluster that it runs in
 */
export function addPermissions(stack: ProxyStack, account: Expr<string>, here: Condition): void {
  const { targets, rbac } = stack.values;
  const { allowClusterAdmin, allowCreatingNamespaces } = rbac;
  const rules = Object.entries(CHART_OBJECTS).map(([group, resources]) => ({
    apiGroups: [group],
    resources,
    verbs: VERBS,
  }));
  addRoleInNamespaces(
    new OnlyIf(stack, 'limited', and(here, not(allowClusterAdmin))),
    stack.main,
    targets.namespaces,
    { account, rules: [...rules, rbac.extraRules] },
  );
  // The software always asks Helm to create the namespace (upstream, manager.go, CreateNamespace). Helm passes over "is
  // there already", but not over "may not" (helm issue 32511).
  addClusterRole(
    new OnlyIf(stack, 'creating', and(here, not(allowClusterAdmin), allowCreatingNamespaces)),
    stack.main,
    { account, rules: [{ apiGroups: [''], resources: ['namespaces'], verbs: ['create'] }] },
  );
  const everything = new OnlyIf(stack, 'everything', and(here, allowClusterAdmin));
  // The name is the document's.
  addClusterAdminBinding(everything, stack.main, account, '-admin-binding');
}
