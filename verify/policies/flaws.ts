import type { PolicyTool } from './policy-exception';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { EnvironmentObjects } from '../../test/support/environments';
import { set, unset, without, type Change } from './draft';
import { identityOf, subjectOf } from './finding';

/** A mistake in prod that a check must find. */
export interface Flaw {
  readonly tool: PolicyTool;
  readonly check: string;
  /** What the finding is about. */
  readonly subject: string;
  readonly change: Change;
}

const RELAY = 'Deployment/claude-relay';
const MIDDLEWARE = 'Deployment/claude-middleware';
const GATEWAY = 'Deployment/mcp-gateway';
const ROUTER = 'Deployment/jairouter';
const PROXY = 'Deployment/helm-proxy';
const EXPORTER = 'Deployment/mcp-box-mysql-exporter';
const INGRESS = 'Ingress/claude-relay';
const ROUTE = 'HTTPRoute/claude-relay';
const SERVICE = 'Service/claude-relay';

const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;

const REWRITE = { 'nginx.ingress.kubernetes.io/rewrite-target': '/' };
const SNIPPET = { 'nginx.ingress.kubernetes.io/server-snippet': 'return 200;' };
const SECRET = { apiVersion: 'v1', kind: 'Secret', stringData: { password: 'hunter2' } };

function flaw(tool: PolicyTool, check: string, subject: string, change: Change): Flaw {
  return { tool, check, subject, change };
}

/**
 * Prod with an Ingress beside the HTTPRoute of the relay: it has none, and some mistakes are those of Ingresses.
 *
 * @throws Error when there is no such HTTPRoute
 */
export function withIngress(objects: EnvironmentObjects): EnvironmentObjects {
  const found = [...objects].find(([, content]) => content.some(isRoute));
  if (found === undefined) throw new Error(`There is no ${ROUTE} beside which an Ingress could be put.`);
  const [file, content] = found;
  const host = 'relay.example.com';
  const backend = { service: { name: 'claude-relay', port: { number: 3000 } } };
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: content.find(isRoute)?.['metadata'] ?? {},
    spec: {
      rules: [{ host, http: { paths: [{ path: '/api', pathType: 'Prefix', backend }] } }],
      tls: [{ secretName: 'claude-relay-tls', hosts: [host] }],
    },
  };
  return new Map([...objects, [file, [...content, ingress]]]);
}

function isRoute(object: KubernetesObject): boolean {
  return subjectOf(identityOf(object)) === ROUTE;
}

/** At least one for each rule of this project; of the other tools, for each kind of object and of check. */
// prettier-ignore
export const flaws: readonly Flaw[] = [
  flaw('conftest', 'labels', SERVICE, unset(SERVICE, '/metadata/labels/app.kubernetes.io~1instance')),
  flaw('conftest', 'managed-by', SERVICE, set(SERVICE, '/metadata/labels/app.kubernetes.io~1managed-by', 'Helm')),
  flaw('conftest', 'selector', GATEWAY, set(GATEWAY, '/spec/selector/matchLabels/app.kubernetes.io~1version', 'v1.10.1')),
  flaw('conftest', 'resources', `${RELAY}/wait-for-redis`, unset(RELAY, `${POD}/initContainers/0/resources/limits/memory`)),
  flaw('conftest', 'probes', `${RELAY}/relay`, unset(RELAY, `${CONTAINER}/livenessProbe`)),
  flaw('conftest', 'probe-port', `${RELAY}/relay`, set(RELAY, `${CONTAINER}/livenessProbe/httpGet/port`, 'https')),
  flaw('conftest', 'image-tag', `${GATEWAY}/service`, set(GATEWAY, `${CONTAINER}/image`, 'docker.io/77kymo/mcp-gateway:latest')),
  flaw('conftest', 'image-tag', `${RELAY}/relay`, set(RELAY, `${CONTAINER}/image`, 'localhost:5000/relay')),
  flaw('conftest', 'volume-size', MIDDLEWARE, set(MIDDLEWARE, `${POD}/volumes/-`, { name: 'more', emptyDir: {} })),
  flaw('conftest', 'run-as-non-root', `${MIDDLEWARE}/middleware`, set(MIDDLEWARE, `${CONTAINER}/securityContext/runAsUser`, 0)),
  flaw('conftest', 'privilege-escalation', `${RELAY}/relay`, unset(RELAY, `${CONTAINER}/securityContext/allowPrivilegeEscalation`)),
  flaw('conftest', 'read-only-root', `${ROUTER}/jairouter`, set(ROUTER, `${CONTAINER}/securityContext/readOnlyRootFilesystem`, false)),
  flaw('conftest', 'seccomp', `${RELAY}/relay`, unset(RELAY, `${POD}/securityContext/seccompProfile`)),
  flaw('conftest', 'capabilities', `${RELAY}/relay`, unset(RELAY, `${CONTAINER}/securityContext/capabilities`)),
  flaw('conftest', 'service-account-token', RELAY, set(RELAY, `${POD}/automountServiceAccountToken`, true)),
  flaw('conftest', 'pod-security', 'Namespace/mcp-prod', unset('Namespace/mcp-prod', '/metadata/labels/pod-security.kubernetes.io~1enforce')),
  flaw('conftest', 'plain-secret', 'Secret/claude-relay-config', { object: 'ConfigMap/claude-relay-config', change: ({ metadata }) => ({ ...SECRET, metadata: metadata ?? {} }) }),
  flaw('conftest', 'plain-secret', `${MIDDLEWARE}/middleware`, set(MIDDLEWARE, `${CONTAINER}/env/-`, { name: 'REDIS_PASSWORD', value: 'hunter2' })),
  flaw('conftest', 'plain-secret', `${RELAY}/relay`, set(RELAY, `${CONTAINER}/args`, ['--redis-password=hunter2'])),
  flaw('conftest', 'plain-secret', 'ConfigMap/claude-relay-config', set('ConfigMap/claude-relay-config', '/data/JWT_SECRET', 'hunter2')),
  flaw('conftest', 'plain-secret', 'ConfigMap/mcp-box-config', set('ConfigMap/mcp-box-config', '/data/gateway.yaml', 'database:\n  password: hunter2\n')),
  flaw('conftest', 'ingress-rewrite', INGRESS, set(INGRESS, '/metadata/annotations', REWRITE)),
  flaw('conftest', 'ingress-tls', INGRESS, unset(INGRESS, '/spec/tls')),
  flaw('conftest', 'httproute-listener', ROUTE, unset(ROUTE, '/spec/parentRefs/0/sectionName')),
  flaw('conftest', 'service-type', SERVICE, set(SERVICE, '/spec/type', 'NodePort')),
  flaw('conftest', 'disruption-budget', RELAY, without('PodDisruptionBudget/claude-relay')),
  flaw('conftest', 'eviction', 'PodDisruptionBudget/jairouter-pdb', set('PodDisruptionBudget/jairouter-pdb', '/spec/minAvailable', 3)),
  flaw('conftest', 'autoscaled-replicas', RELAY, set(RELAY, '/spec/replicas', 3)),
  flaw('conftest', 'rolling-update', PROXY, set(PROXY, '/spec/strategy', { type: 'Recreate' })),
  flaw('conftest', 'network-policy', RELAY, without('NetworkPolicy/claude-relay')),
  flaw('conftest', 'network-policy', RELAY, set('NetworkPolicy/claude-relay', '/spec/policyTypes', ['Ingress'])),
  flaw('conftest', 'service-monitor', 'ServiceMonitor/jairouter-monitor', set('Service/jairouter-service', '/spec/ports/0/name', 'web')),

  flaw('kube-score', 'pod-probes', RELAY, unset(RELAY, `${CONTAINER}/readinessProbe`)),
  flaw('kube-score', 'container-image-tag', `${RELAY}/relay`, set(RELAY, `${CONTAINER}/image`, 'relay:latest')),
  flaw('kube-score', 'container-resources', `${RELAY}/relay`, unset(RELAY, `${CONTAINER}/resources`)),
  flaw('kube-score', 'container-seccomp-profile', `${RELAY}/relay`, unset(RELAY, `${POD}/securityContext/seccompProfile`)),
  flaw('kube-score', 'container-ports-check', `${EXPORTER}/exporter`, set(EXPORTER, `${CONTAINER}/ports/-`, { name: 'http', containerPort: 1 })),
  flaw('kube-score', 'environment-variable-key-duplication', `${MIDDLEWARE}/middleware`, set(MIDDLEWARE, `${CONTAINER}/env/-`, { name: 'PORT', value: '1' })),
  flaw('kube-score', 'pod-networkpolicy', RELAY, without('NetworkPolicy/claude-relay')),
  flaw('kube-score', 'networkpolicy-targets-pod', 'NetworkPolicy/claude-relay', without(RELAY)),
  flaw('kube-score', 'deployment-has-poddisruptionbudget', RELAY, without('PodDisruptionBudget/claude-relay')),
  flaw('kube-score', 'ingress-targets-service', INGRESS, without(SERVICE)),
  flaw('kube-score', 'service-targets-pod', SERVICE, without(RELAY)),
  flaw('kube-score', 'service-type', SERVICE, set(SERVICE, '/spec/type', 'NodePort')),
  flaw('kube-score', 'horizontalpodautoscaler-has-target', 'HorizontalPodAutoscaler/claude-relay', without(RELAY)),
  flaw('kube-score', 'stable-version', INGRESS, set(INGRESS, '/apiVersion', 'networking.k8s.io/v1beta1')),

  flaw('checkov', 'CKV_K8S_8', `${RELAY}/relay`, unset(RELAY, `${CONTAINER}/livenessProbe`)),
  flaw('checkov', 'CKV_K8S_14', `${GATEWAY}/service`, set(GATEWAY, `${CONTAINER}/image`, 'docker.io/77kymo/mcp-gateway:latest')),
  flaw('checkov', 'CKV_K8S_16', `${ROUTER}/jairouter`, set(ROUTER, `${CONTAINER}/securityContext/privileged`, true)),
  flaw('checkov', 'CKV_K8S_13', `${PROXY}/helm-proxy`, unset(PROXY, `${CONTAINER}/resources/limits/memory`)),
  flaw('checkov', 'CKV_K8S_38', RELAY, set(RELAY, `${POD}/automountServiceAccountToken`, true)),
  flaw('checkov', 'CKV_K8S_49', 'Role/ai-gateway-prod-helm-proxy', set('Role/ai-gateway-prod-helm-proxy', '/rules/0/verbs', ['*'])),
  flaw('checkov', 'CKV_K8S_153', 'Ingress/claude-relay', set('Ingress/claude-relay', '/metadata/annotations', SNIPPET)),
  flaw('checkov', 'CKV2_K8S_6', 'StatefulSet/mcp-redis', without('NetworkPolicy/mcp-redis')),
];
