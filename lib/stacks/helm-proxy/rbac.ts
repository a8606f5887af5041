import * as k8s from '../../kubernetes/k8s';
import { allowEverything, allowInCluster, allowInNamespaces } from '../../kubernetes/rbac';
import type { Expr } from '../../engine/template/expression';
import {
  and,
  distinct,
  greaterThan,
  includes,
  joined,
  lengthOf,
  matches,
  not,
  releaseNamespace,
  type Condition,
} from '../../engine/template/operators';
import { Resource } from '../../engine/template/resource';
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

// The software refuses to install into these (upstream, production.go, validateNamespace).
const RESERVED = /(^|,)(default|kube-node-lease|kube-public|kube-system)(,|$)/;

/** Makes the namespaces that charts may be installed into, where that is asked for. */
export function makeTargets(stack: ProxyStack): void {
  const { targets, config } = stack.values;
  const made = new OnlyIf(stack, 'made', and(targets.create, not(config.kubeconfigSecret)));
  const loop = new ForEachItem(made, 'targets', targets.namespaces, 'namespace');
  Resource.of(loop, 'namespace', {
    of: k8s.KubeNamespace,
    manifest: {
      metadata: {
        name: loop.item,
        labels: merged(stack.main.labels, { 'pod-security.kubernetes.io/enforce': targets.podSecurity }),
        // There are releases in it that this one knows nothing of.
        annotations: { 'helm.sh/resource-policy': 'keep' },
      },
    },
  });
}

/**
 * Lets the proxy install charts into its namespaces or, where that is asked for, do anything anywhere.
 *
 * @param here whether it gets permissions in the cluster that it runs in
 */
export function permitInstalling(stack: ProxyStack, account: Expr<string>, here: Condition): void {
  const { targets, rbac } = stack.values;
  const { allowClusterAdmin, allowCreatingNamespaces } = rbac;
  const rules = Object.entries(CHART_OBJECTS).map(([group, resources]) => ({
    apiGroups: [group],
    resources,
    verbs: VERBS,
  }));
  allowInNamespaces(
    new OnlyIf(stack, 'limited', and(here, not(allowClusterAdmin))),
    stack.main,
    targets.namespaces,
    { account, rules: [...rules, rbac.extraRules] },
  );
  // The software always asks Helm to create the namespace (upstream, manager.go, CreateNamespace). Helm passes over "is
  // there already", but not over "may not" (helm issue 32511).
  allowInCluster(
    new OnlyIf(stack, 'creating', and(here, not(allowClusterAdmin), allowCreatingNamespaces)),
    stack.main,
    { account, rules: [{ apiGroups: [''], resources: ['namespaces'], verbs: ['create'] }] },
  );
  const everything = new OnlyIf(stack, 'everything', and(here, allowClusterAdmin));
  // The name is the document's.
  allowEverything(everything, stack.main, account, '-admin-binding');
}

/** Refuses permissions that cannot be meant, and namespaces that it must not install into. */
export function refusePermissions(stack: ProxyStack, here: Condition): void {
  const { targets, rbac, serviceAccount } = stack.values;
  const { namespaces } = targets;
  stack.refuse(
    'targets.namespaces',
    'is empty; name the namespaces that charts may be installed into, or set rbac.allowClusterAdmin to true.',
    here,
    not(namespaces),
    not(rbac.allowClusterAdmin),
  );
  stack.refuse(
    'targets.namespaces',
    'has a namespace twice; name each once.',
    greaterThan(lengthOf(namespaces), lengthOf(distinct(namespaces))),
  );
  stack.refuse(
    'targets.namespaces',
    'has the namespace of the release in it: who installs charts there can read the credentials of the repositories.',
    includes(namespaces, releaseNamespace),
  );
  stack.refuse(
    'targets.namespaces',
    'has default or a namespace of Kubernetes in it, into which the software refuses to install.',
    matches(joined(namespaces, ','), RESERVED),
  );
  stack.refuse(
    'rbac.allowClusterAdmin',
    'is true, but nothing is bound: rbac.create is false, or config.kubeconfigSecret names another cluster.',
    rbac.allowClusterAdmin,
    not(here),
  );
  stack.refuse(
    'serviceAccount.name',
    'is empty and serviceAccount.create is false: all pods that run as "default" would get the permissions; name one.',
    here,
    not(serviceAccount.create),
    not(serviceAccount.name),
  );
}
