import { disruptionValues } from '../../kubernetes/pod-disruption-budget';
import { ingressValues } from '../../kubernetes/ingress';
import { serviceValues } from '../../kubernetes/service';
import { imagePullSecretsValue, imageValues } from '../../kubernetes/image';
import { roleRule } from '../../kubernetes/rbac';
import { resourceValues } from '../../kubernetes/resources';
import { schedulingValues } from '../../kubernetes/scheduling';
import { serviceAccountValues } from '../../kubernetes/service-account';
import { namingValues, type StackWith } from '../../kubernetes/stack';
import { extraVariables } from '../../kubernetes/env';
import { kubernetesObject, list, section } from '../../engine/values/collections';
import { namespaceName, objectName } from '../../engine/values/names';
import { integer, port } from '../../engine/values/numbers';
import { flag, httpUrl, oneOf, secret, text } from '../../engine/values/scalars';
import { annotations, labels } from '../../engine/values/string-maps';
import { chartRepository } from './repositories';

/** The values of the Helm Proxy: the settings of its document with their defaults, and what it left open. */
export const proxyValues = section('Helm Proxy', {
  replicaCount: integer(1, 'Pods that run.', { minimum: 0, maximum: 100 }),
  image: imageValues(
    'Image of the Helm Proxy. None is published; the README says how to build it. Where a registry has it, pin its tag.',
    'helm-proxy',
    'latest',
  ),
  imagePullSecrets: imagePullSecretsValue,
  runAsRoot: flag(
    false,
    'Run as root, without any capability: for an image as the document builds it, whose program only root can start. The namespace must allow the Pod Security Standard baseline then.',
  ),
  ...namingValues,

  config: section('The application.', {
    port: integer(8443, 'PORT: the port that pods listen on, without TLS.', {
      minimum: 1024,
      maximum: 65_535,
    }),
    logLevel: oneOf('info', ['debug', 'info', 'warn', 'error'], 'LOG_LEVEL: how much is logged.'),
    helmRepos: list(
      [],
      'HELM_REPOS, required: the repositories that charts come from, each as name=URL.',
      chartRepository(),
    ),
    helmUsername: text('', 'HELM_USERNAME: user name for the repository; empty for none.'),
    helmPassword: secret('HELM_PASSWORD: password for the repository.'),
    existingSecret: objectName(
      '',
      'Secret with the keys HELM_USERNAME and HELM_PASSWORD, instead of the two values above.',
    ),
    sendCredentialsToAllRepos: flag(
      false,
      'Allow credentials beside several repositories: the software sends them to each of them.',
    ),
    helmDriver: oneOf('secret', ['secret', 'configmap'], 'HELM_DRIVER: what releases are kept in.'),
    timeout: integer(
      300,
      'Longest installation, in seconds: how long a pod that is stopped goes on with what it has begun.',
      { minimum: 30, maximum: 3600 },
    ),
    kubeconfigSecret: objectName(
      '',
      'KUBECONFIG: Secret with a kubeconfig of another cluster under the key "config"; empty for the cluster that it runs in, for which one is made.',
    ),
    allowedOrigins: list(
      [],
      'ALLOWED_ORIGINS: origins of the web pages whose scripts may use the API; none by default.',
      httpUrl('', 'An origin, such as https://rancher.example.com.'),
    ),
    extraEnv: extraVariables('Further environment variables.', ['HTTPS_PROXY', 'NO_PROXY', 'A']),
  }),

  targets: section('Where charts may be installed.', {
    namespaces: list(
      [],
      'Namespaces that charts may be installed into: each gets a Role. Required, unless rbac.allowClusterAdmin is true. They have to be there, or be made by targets.create.',
      namespaceName('Name of the namespace.'),
    ),
    create: flag(false, 'Make the namespaces. They stay when the release is uninstalled.'),
    podSecurity: oneOf(
      'baseline',
      ['restricted', 'baseline', 'privileged'],
      'Pod Security Standard that pods must meet in namespaces that are made.',
    ),
  }),
  rbac: section('What the Helm Proxy may do in the cluster.', {
    create: flag(true, 'Make Roles and bindings.'),
    allowCreatingNamespaces: flag(
      true,
      'Let it create namespaces. It tries before each first installation, also where the namespace is there, and gives up when it may not.',
    ),
    extraRules: list(
      [],
      'Further rules in each of the namespaces, for charts with other kinds of objects, as in the Kubernetes API.',
      roleRule,
    ),
    allowClusterAdmin: flag(
      false,
      'Bind it to cluster-admin instead: whoever reaches its API owns the cluster, since it asks for no login.',
    ),
  }),

  service: serviceValues(8443),
  ingress: ingressValues('helm-proxy.local'),
  allowUnauthenticated: flag(
    false,
    'Allow a way in from outside the cluster that asks for no login: an Ingress without an annotation that does, or a Service that is not ClusterIP.',
  ),
  networkPolicy: section('Network policy: who may connect to whom.', {
    enabled: flag(true, 'Let only the connections through that the system needs.'),
    clientNamespaces: list(
      [],
      'Namespaces whose pods may use the API, such as that of a CI system or of a proxy with a login; none by default.',
      namespaceName('Name of the namespace.'),
    ),
    ingressNamespaces: list(
      ['ingress-nginx'],
      'Namespaces of the ingress controllers, let through when ingress is enabled.',
      namespaceName('Name of the namespace.'),
    ),
    apiServerPorts: list(
      [443, 6443],
      'Ports of the Kubernetes API server: of its Service, and of the server itself, which policies see.',
      port(443, 'A port.'),
    ),
    extraIngress: list([], 'Further rules for what comes in, as in the Kubernetes API.', networkRule()),
    extraEgress: list([], 'Further rules for what goes out, as in the Kubernetes API.', networkRule()),
  }),

  // What upstream's deploy.yaml gives it.
  resources: resourceValues('Resources of the Helm Proxy.', {
    limits: { cpu: '500m', memory: '512Mi' },
    requests: { cpu: '100m', memory: '128Mi' },
  }),
  podDisruptionBudget: disruptionValues,
  serviceAccount: serviceAccountValues,
  podAnnotations: annotations('Annotations of the pods.'),
  podLabels: labels('Labels of the pods.'),
  ...schedulingValues,
});

/** The Helm Proxy, to the files that add parts of it. */
export type ProxyStack = StackWith<typeof proxyValues>;

function networkRule() {
  return kubernetesObject({}, 'A rule of a NetworkPolicy.', [
    { ports: [{ port: 8443, protocol: 'TCP' }] },
    { ports: [{ port: 3128 }] },
  ]);
}
