import { Construct } from 'constructs';
import { addConfigMap } from '../../kubernetes/config-map';
import type { NetworkPolicyOptions } from '../../kubernetes/network-policy';
import { anywhere } from '../../kubernetes/network-policy';
import * as k8s from '../../kubernetes/k8s';
import { addRole } from '../../kubernetes/rbac';
import type { Expr } from '../../engine/template/expression';
import { and, equal, text } from '../../engine/template/operators';
import { Resource } from '../../engine/template/resource';
import { OnlyIf } from '../../engine/template/scopes';
import { each, lines, when } from '../../engine/template/tree';
import { makesNamespace } from './namespace';
import type { Service } from './program';

/** Where the kubeconfig is, in the folder that the project's own chart has it in (upstream, helm/templates/configmap.yaml). */
const FOLDER = '/etc/kube';
const FILE = 'kubeconfig.yaml';
const VOLUME = 'kubeconfig';
const SUFFIX = '-kubeconfig';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/**
 * What the market does in the namespace (upstream, backend/pkg/container/kubernetes.go and backend/pkg/k8s): each MCP server is a
 * Deployment and a Service, on claims that users make; their pods, events and logs are shown. It also reads nodes, storage classes
 * and PersistentVolumes, which no Role can allow.
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

/** Gives a service that starts MCP servers an account of its own, its rights, and the kubeconfig that it looks for them in. */
export function addRights(service: Service): void {
  const { stack, key, values, component, scope } = service;
  const permitted = new OnlyIf(new Construct(scope, 'rights'), 'permitted', values.kubernetes.enabled);
  stack.refuseWithin(
    permitted,
    'global.podSecurity',
    'is restricted, and the namespace that is made would refuse MCP servers, which kubernetes.enabled of a service starts; make it baseline.',
    and(makesNamespace(stack, stack.values.global), equal(stack.values.global.podSecurity, 'restricted')),
  );
  stack.refuseWithin(
    permitted,
    text`services.${key}.config.mountPath`,
    `is ${FOLDER}, where the kubeconfig is; choose another directory.`,
    equal(values.config.mountPath, FOLDER),
  );
  Resource.of(permitted, 'serviceaccount', {
    of: k8s.KubeServiceAccount,
    // The pods ask for the token themselves.
    manifest: { metadata: component.metadata(), automountServiceAccountToken: false },
  });
  addRole(permitted, component, {
    account: component.name,
    rules: [...RULES, values.kubernetes.extraRules],
  });
  addConfigMap(
    permitted,
    component,
    { [FILE]: kubeconfig(component.namespace) },
    { suffix: SUFFIX, id: 'kubeconfig' },
  );
}

/** A kubeconfig that points to the files of the ServiceAccount, so there is no secret in it. */
function kubeconfig(namespace: Expr<string>) {
  return lines(
    'apiVersion: v1',
    'kind: Config',
    'clusters:',
    '  - name: cluster',
    '    cluster:',
    '      server: https://kubernetes.default.svc',
    `      certificate-authority: ${ACCOUNT}/ca.crt`,
    'users:',
    '  - name: platform',
    '    user:',
    `      tokenFile: ${ACCOUNT}/token`,
    'contexts:',
    '  - name: platform',
    '    context:',
    '      cluster: cluster',
    '      user: platform',
    text`      namespace: ${namespace}`,
    'current-context: platform',
  );
}

/** The mount of the kubeconfig. */
export function kubeconfigMount({ values }: Service) {
  return when(values.kubernetes.enabled, { name: VOLUME, mountPath: FOLDER, readOnly: true });
}

/** The volume of the kubeconfig. */
export function kubeconfigVolume({ values, component }: Service) {
  return when(values.kubernetes.enabled, {
    name: VOLUME,
    configMap: { name: text`${component.name}${SUFFIX}` },
  });
}

/** The connections of a service that starts MCP servers: those fetch their programs from it, and it asks the API server. */
export function connectionsOfRights({ values }: Service): Pick<NetworkPolicyOptions, 'from' | 'to'> {
  const { apiServerPorts, enabled } = values.kubernetes;
  const ports = each(apiServerPorts, 'port', (port) => ({ protocol: 'TCP', port }));
  return {
    from: [{ peers: [{ podSelector: {} }], ports: [values.containerPort], when: enabled }],
    to: [{ peers: anywhere, ports: [ports], when: and(enabled, apiServerPorts) }],
  };
}
