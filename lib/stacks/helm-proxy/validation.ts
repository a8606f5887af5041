import {
  and,
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
import { ForEachItem, OnlyIf } from '../../engine/template/scopes';
import { hasFilter } from '../../kubernetes/http-route';
import { validateResources, validatePods } from '../../kubernetes/validation';
import type { ProxyStack } from './values';

/**
 * Rejects contradictory values, unintended permissions and unauthenticated access from outside the cluster.
 *
 * @param rbacEnabled whether the proxy gets permissions in its own cluster
 */
export function validate(stack: ProxyStack, rbacEnabled: Condition): void {
  const { values } = stack;
  stack.addValidation(
    'config.helmRepos',
    'is empty; set at least one repository, such as myrepo=https://charts.example.com/repository/helm.',
    not(values.config.helmRepos),
  );
  validatePermissions(stack, rbacEnabled);
  validateAuthentication(stack);
  validateResources(stack, 'resources', values.resources);
  validatePods(stack, values);
}

// The application rejects installations into these namespaces (upstream, production.go, validateNamespace).
const RESERVED = /(^|,)(default|kube-node-lease|kube-public|kube-system)(,|$)/;

/** Rejects unintended permissions and forbidden target namespaces. */
function validatePermissions(stack: ProxyStack, rbacEnabled: Condition): void {
  const { targets, rbac, serviceAccount } = stack.values;
  const { namespaces } = targets;
  stack.addValidation(
    'targets.namespaces',
    'is empty; list the namespaces for chart installations, or set rbac.allowClusterAdmin to true.',
    rbacEnabled,
    not(namespaces),
    not(rbac.allowClusterAdmin),
  );
  stack.addValidation(
    'targets.namespaces',
    'contains a namespace twice; list each namespace once.',
    greaterThan(lengthOf(namespaces), lengthOf(distinct(namespaces))),
  );
  stack.addValidation(
    'targets.namespaces',
    'contains the namespace of the release: charts in it could read the credentials of the repositories; use other namespaces.',
    includes(namespaces, releaseNamespace),
  );
  stack.addValidation(
    'targets.namespaces',
    'contains default or a namespace of Kubernetes: the application rejects installations into it; use other namespaces.',
    matches(joined(namespaces, ','), RESERVED),
  );
  stack.addValidation(
    'rbac.allowClusterAdmin',
    'is true, but no binding is created: rbac.create is false, or config.kubeconfigSecret is set for another cluster; change that, or set this to false.',
    rbac.allowClusterAdmin,
    not(rbacEnabled),
  );
  stack.addValidation(
    'serviceAccount.name',
    'is empty and serviceAccount.create is false: all pods with the ServiceAccount "default" would get the permissions; set a name.',
    rbacEnabled,
    not(serviceAccount.create),
    not(serviceAccount.name),
  );
}

/** Annotations, in JSON, that make an ingress controller require authentication before it forwards a request. */
const AUTH_ANNOTATIONS = {
  nginx: /"nginx\.ingress\.kubernetes\.io\/auth-(url|tls-secret|type)":"[^"]/,
  traefik: /"traefik\.ingress\.kubernetes\.io\/router\.middlewares":"[^"]/,
  alb: /"alb\.ingress\.kubernetes\.io\/auth-type":"(oidc|cognito)"/,
};

/** Rejects unauthenticated access from outside the cluster: no setting of the application adds authentication. */
function validateAuthentication(stack: ProxyStack): void {
  const { allowUnauthenticated, httpRoute, ingress, route, service } = stack.values;
  const byController = Object.entries(AUTH_ANNOTATIONS).map(([controller, pattern]) =>
    stack.namedCondition(
      `${controller}Auth`,
      'Whether an annotation of the Ingress makes its controller require authentication.',
      matches(asJson(ingress.annotations), pattern),
    ),
  );
  const ingressAuth = stack.namedCondition(
    'ingressAuth',
    'Whether the Ingress requires authentication.',
    or(...byController),
  );
  stack.addValidation(
    'ingress.annotations',
    'contains no authentication annotation, such as nginx.ingress.kubernetes.io/auth-url; add one, or set allowUnauthenticated to true.',
    ingress.enabled,
    not(ingressAuth),
    not(allowUnauthenticated),
  );
  const routed = new OnlyIf(stack, 'routed', and(httpRoute.enabled, not(allowUnauthenticated)));
  const rule = new ForEachItem(routed, 'rules', httpRoute.rules, 'rule');
  stack.addValidationWithin(
    rule,
    'httpRoute.rules',
    'has a rule without a filter of type ExtensionRef, which may require authentication; add one, or set allowUnauthenticated to true.',
    not(hasFilter(rule.item.filters, 'ExtensionRef')),
  );
  stack.addValidation(
    'route.enabled',
    'is true, but a router of OpenShift cannot require authentication; set it to false, or set allowUnauthenticated to true.',
    route.enabled,
    not(allowUnauthenticated),
  );
  stack.addValidation(
    'service.type',
    'exposes the API outside the cluster without authentication; use ClusterIP, or set allowUnauthenticated to true.',
    not(equal(service.type, 'ClusterIP')),
    not(allowUnauthenticated),
  );
}
