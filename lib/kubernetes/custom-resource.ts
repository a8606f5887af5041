import type { Construct } from 'constructs';
import { AuthorError } from '../engine/values/author-error';
import type { Expr } from '../engine/template/expression';
import { hasApi, not, type Condition } from '../engine/template/operators';
import { Resource, type ResourceClass, type ResourceProps } from '../engine/template/resource';
import { StackTemplate } from '../engine/template/stack-template';

/** What to do in a cluster without the kinds of a group. */
const REMEDIES: Readonly<Record<string, string>> = {
  'autoscaling.k8s.io': 'install the Vertical Pod Autoscaler first',
  'external-secrets.io': 'install the External Secrets Operator first',
  'gateway.networking.k8s.io': 'install the Gateway API first',
  'keda.sh': 'install KEDA first',
  'logging.banzaicloud.io': 'install the Logging operator first',
  'monitoring.coreos.com': 'install the Prometheus Operator first',
  'route.openshift.io': 'deploy to OpenShift',
};

/** By its stack, whether Helm asks a cluster. */
const connections = new WeakMap<StackTemplate, Condition>();

/**
 * Adds an object of a kind that is not part of Kubernetes, and rejects it in a cluster without the kind.
 *
 * @param enabled path of the boolean that switches it on, such as `serviceMonitor.enabled`
 */
export function addCustomResource<P>(
  scope: Construct,
  id: string,
  enabled: string | Expr<string>,
  props: ResourceProps<P>,
): void {
  validateDefinition(scope, enabled, props.of);
  Resource.of(scope, id, props);
}

/** Rejects a kind that the cluster does not have, in the place of the API server's message, where what stands in a scope is there. */
export function validateDefinition(
  scope: Construct,
  enabled: string | Expr<string>,
  { GVK: { apiVersion, kind } }: Pick<ResourceClass<never>, 'GVK'>,
): void {
  const remedy = REMEDIES[apiVersion.replace(/[/].*$/, '')];
  if (remedy === undefined)
    throw new AuthorError(
      `${kind} of ${apiVersion} has no remedy for clusters without it; add its group to REMEDIES.`,
    );
  const stack = StackTemplate.of(scope);
  stack.addRequirement({ path: enabled, apiVersion, kind, remedy });
  stack.addValidationWithin(
    scope,
    enabled,
    `is true, but the cluster has no ${kind} of ${apiVersion}; ${remedy}, or set it to false.`,
    connected(stack),
    not(hasApi(apiVersion, kind)),
  );
}

function connected(stack: StackTemplate): Condition {
  const known = connections.get(stack);
  if (known !== undefined) return known;
  const condition = stack.namedCondition(
    'connected',
    'Whether Helm asks a cluster, each of which has Pods; helm template asks none and knows no kinds.',
    hasApi('v1', 'Pod'),
  );
  connections.set(stack, condition);
  return condition;
}
