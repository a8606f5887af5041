import { Construct } from 'constructs';
import type { Expr } from '../../engine/template/expression';
import { and, equal, text } from '../../engine/template/operators';
import { Resource } from '../../engine/template/resource';
import { OnlyIf } from '../../engine/template/scopes';
import { each, lines, when } from '../../engine/template/tree';
import { addConfigMap } from '../../kubernetes/config-map';
import * as k8s from '../../kubernetes/k8s';
import { anywhere, type NetworkPolicyOptions } from '../../kubernetes/network-policy';
import { addRole } from '../../kubernetes/rbac';
import { globalOf } from './global';
import { namespaceCreated } from './namespace';
import type { Service } from './program';

/** Mount path of the kubeconfig, the same as in the project's own chart (upstream, helm/templates/configmap.yaml). */
const DIRECTORY = '/etc/kube';
const FILE = 'kubeconfig.yaml';
const VOLUME = 'kubeconfig';
const SUFFIX = '-kubeconfig';

const SERVICE_ACCOUNT_DIRECTORY = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * Permissions of the market in the namespace (upstream, backend/pkg/container/kubernetes.go and backend/pkg/k8s): each MCP server
 * is a Deployment and a Service, with PersistentVolumeClaims created by users; their pods, events and logs are displayed. The
 * market also reads nodes, storage classes and PersistentVolumes, which no Role can permit.
 */
const RULES = [
  {
    apiGroups: ['apps'],
    resources: ['deployments'],
    verbs: ['get', 'list', 'create', 'update', 'delete'],
  },
  { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['list'] },
  {
    apiGroups: [''],
    resources: ['services', 'persistentvolumeclaims'],
    verbs: ['get', 'list', 'create', 'delete'],
  },
  { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
  { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
  { apiGroups: [''], resources: ['events'], verbs: ['list'] },
];

/** Adds access to the Kubernetes API, for a service that starts MCP servers: ServiceAccount, Role, RoleBinding and kubeconfig. */
export function addApiAccess(service: Service): void {
  const { stack, key, values, component, scope } = service;
  const enabled = new OnlyIf(new Construct(scope, 'rights'), 'enabled', values.kubernetes.enabled);
  stack.addValidationWithin(
    enabled,
    'global.podSecurity',
    'is restricted, and the created namespace would reject the MCP servers of a service with kubernetes.enabled; use baseline.',
    and(namespaceCreated(stack), equal(globalOf(stack).podSecurity, 'restricted')),
  );
  stack.addValidationWithin(
    enabled,
    text`services.${key}.config.mountPath`,
    `is ${DIRECTORY}, the mount path of the kubeconfig; use another directory.`,
    equal(values.config.mountPath, DIRECTORY),
  );
  Resource.of(enabled, 'serviceaccount', {
    of: k8s.KubeServiceAccount,
    // The pods of the service mount the token themselves.
    manifest: { metadata: component.metadata(), automountServiceAccountToken: false },
  });
  addRole(enabled, component, {
    account: component.name,
    rules: [...RULES, values.kubernetes.extraRules],
  });
  addConfigMap(
    enabled,
    component,
    { [FILE]: kubeconfig(component.namespace) },
    { suffix: SUFFIX, id: 'kubeconfig' },
  );
}

/** Kubeconfig that refers to the files of the ServiceAccount, so it contains no secret. */
function kubeconfig(namespace: Expr<string>) {
  return lines(
    'apiVersion: v1',
    'kind: Config',
    'clusters:',
    '  - name: cluster',
    '    cluster:',
    '      server: https://kubernetes.default.svc',
    `      certificate-authority: ${SERVICE_ACCOUNT_DIRECTORY}/ca.crt`,
    'users:',
    '  - name: platform',
    '    user:',
    `      tokenFile: ${SERVICE_ACCOUNT_DIRECTORY}/token`,
    'contexts:',
    '  - name: platform',
    '    context:',
    '      cluster: cluster',
    '      user: platform',
    text`      namespace: ${namespace}`,
    'current-context: platform',
  );
}

/** Mount of a kubeconfig. */
export const KUBECONFIG_MOUNT = { name: VOLUME, mountPath: DIRECTORY, readOnly: true };

/** Volume of a kubeconfig in a ConfigMap. */
export function kubeconfigOf(configMap: Expr<string>) {
  return { name: VOLUME, configMap: { name: configMap } };
}

/** Mount of the kubeconfig of a service. */
export function kubeconfigMount({ values }: Service) {
  return when(values.kubernetes.enabled, KUBECONFIG_MOUNT);
}

/** Volume of the kubeconfig of a service. */
export function kubeconfigVolume({ values, component }: Service) {
  return when(values.kubernetes.enabled, kubeconfigOf(text`${component.name}${SUFFIX}`));
}

/** Connections of a service that starts MCP servers: from the servers, which download their programs, and to the API server. */
export function apiConnections({ values }: Service): Pick<NetworkPolicyOptions, 'from' | 'to'> {
  const { apiServerPorts, enabled } = values.kubernetes;
  const ports = each(apiServerPorts, 'port', (port) => ({ protocol: 'TCP', port }));
  return {
    from: [{ peers: [{ podSelector: {} }], ports: [values.containerPort], when: enabled }],
    to: [{ peers: anywhere, ports: [ports], when: and(enabled, apiServerPorts) }],
  };
}
