import { refuseRequestsAboveLimits, refuseWrongPods } from '../../kubernetes/validation';
import {
  asJson,
  distinct,
  equal,
  greaterThan,
  includes,
  joined,
  lengthOf,
  matches,
  not,
  or,
  releaseNamespace,
  type Condition,
} from '../../engine/template/operators';
import type { ProxyStack } from './values';

/**
 * Refuses values that do not go together, permissions that cannot be meant, and ways in that ask for no login.
 *
 * @param permittedHere whether it gets permissions in the cluster that it runs in
 */
export function validate(stack: ProxyStack, permittedHere: Condition): void {
  const { values } = stack;
  stack.refuse(
    'config.helmRepos',
    'is empty; name at least one repository, such as myrepo=https://charts.example.com/repository/helm.',
    not(values.config.helmRepos),
  );
  refusePermissions(stack, permittedHere);
  refuseUnauthenticated(stack);
  refuseRequestsAboveLimits(stack, 'resources', values.resources);
  refuseWrongPods(stack, values);
}

// The software refuses to install into these (upstream, production.go, validateNamespace).
const RESERVED = /(^|,)(default|kube-node-lease|kube-public|kube-system)(,|$)/;

/** Refuses permissions that cannot be meant, and namespaces that it must not install into. */
function refusePermissions(stack: ProxyStack, permittedHere: Condition): void {
  const { targets, rbac, serviceAccount } = stack.values;
  const { namespaces } = targets;
  stack.refuse(
    'targets.namespaces',
    'is empty; name the namespaces that charts may be installed into, or set rbac.allowClusterAdmin to true.',
    permittedHere,
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
    not(permittedHere),
  );
  stack.refuse(
    'serviceAccount.name',
    'is empty and serviceAccount.create is false: all pods that run as "default" would get the permissions; name one.',
    permittedHere,
    not(serviceAccount.create),
    not(serviceAccount.name),
  );
}

/** How annotations, as JSON, look that make an ingress controller ask for a login before it lets a request through. */
const LOGIN = {
  nginx: /"nginx\.ingress\.kubernetes\.io\/auth-(url|tls-secret|type)":"[^"]/,
  traefik: /"traefik\.ingress\.kubernetes\.io\/router\.middlewares":"[^"]/,
  alb: /"alb\.ingress\.kubernetes\.io\/auth-type":"(oidc|cognito)"/,
};

/** Refuses ways in from outside the cluster that ask for no login: the software has none of its own, whatever is set. */
function refuseUnauthenticated(stack: ProxyStack): void {
  const { allowUnauthenticated, ingress, service } = stack.values;
  const ways = Object.entries(LOGIN).map(([controller, form]) =>
    stack.namedCondition(
      `${controller}Login`,
      'Whether an annotation of the Ingress makes its controller ask for a login.',
      matches(asJson(ingress.annotations), form),
    ),
  );
  const asksForLogin = stack.namedCondition(
    'asksForLogin',
    'Whether the Ingress asks for a login.',
    or(...ways),
  );
  stack.refuse(
    'ingress.annotations',
    'has none that asks for a login, such as nginx.ingress.kubernetes.io/auth-url; add one, or set allowUnauthenticated to true.',
    ingress.enabled,
    not(asksForLogin),
    not(allowUnauthenticated),
  );
  stack.refuse(
    'service.type',
    'lets anyone in who reaches the cluster, without a login; use ClusterIP, or set allowUnauthenticated to true.',
    not(equal(service.type, 'ClusterIP')),
    not(allowUnauthenticated),
  );
}
