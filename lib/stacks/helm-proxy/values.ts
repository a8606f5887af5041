import { list, section } from '../../engine/values/collections';
import { nullable } from '../../engine/values/declaration';
import { namespaceName, objectName, secretKey } from '../../engine/values/names';
import { integer, port } from '../../engine/values/numbers';
import { boolean, httpUrl, oneOf, secret, string } from '../../engine/values/scalars';
import { annotations, labels } from '../../engine/values/string-maps';
import { extraVariables } from '../../kubernetes/env';
import { testValues } from '../../kubernetes/helm-test';
import { globalValues, imageValues } from '../../kubernetes/image';
import { gatewayNamespacesValue, httpRouteValues } from '../../kubernetes/http-route';
import { ingressValues } from '../../kubernetes/ingress';
import {
  networkPolicyValues,
  ingressCidrsValue,
  ingressNamespacesValue,
} from '../../kubernetes/network-policy';
import { disruptionValues } from '../../kubernetes/pod-disruption-budget';
import { roleRule } from '../../kubernetes/rbac';
import { podExtraValues, securityValues } from '../../kubernetes/pod-values';
import { restrictedPodValues } from '../../kubernetes/security';
import { SMALL, resourceValues } from '../../kubernetes/resources';
import { routeValues } from '../../kubernetes/route';
import { secretSourceValues } from '../../kubernetes/secret-source';
import { serviceValues } from '../../kubernetes/service';
import type { StackWith } from '../../kubernetes/stack';
import { standardValues } from '../../kubernetes/standard-values';
import { deploymentValues } from '../../kubernetes/workload-values';
import { verticalAutoscalingValues } from '../../kubernetes/vertical-autoscaler';
import { chartRepository } from './repositories';

/** User ID of the container. Any except root works: every user can execute the program of the README's image. */
export const USER = 1000;

/** The values of the pods of the Helm Proxy: what they may do, and what few set. */
const podValues = {
  ...securityValues(restrictedPodValues(USER)),
  ...podExtraValues,
  ...deploymentValues,
  tests: testValues(USER, SMALL),
};

/** The keys of the Secret with the credentials for the repositories. */
export const CREDENTIAL_KEYS = { helmUsername: 'HELM_USERNAME', helmPassword: 'HELM_PASSWORD' } as const;

/** Values of the Helm Proxy: the settings of its document with their defaults, and further ones. */
export const proxyValues = standardValues('Helm Proxy', podValues, {
  replicaCount: integer(1, 'Number of replicas.', { minimum: 0, maximum: 100 }),
  image: imageValues(
    { repository: 'helm-proxy', tag: 'latest' },
    'Image of the Helm Proxy. No image is published; the README describes the build. Pin the tag of an image in a registry.',
  ),
  runAsRoot: boolean(
    false,
    'Run as root, without any capability: required by an image built as in the document, whose program only root can execute. The namespace must then allow the Pod Security Standard baseline.',
  ),

  config: section('Application settings.', {
    port: integer(8443, 'PORT: listening port of the pods, HTTP without TLS.', {
      minimum: 1024,
      maximum: 65_535,
    }),
    logLevel: oneOf('info', 'LOG_LEVEL: log level.', ['debug', 'info', 'warn', 'error']),
    helmRepos: list([], 'HELM_REPOS, required: chart repositories, each as name=URL.', chartRepository()),
    helmUsername: string('', 'HELM_USERNAME: username for the repository; empty for none.'),
    helmPassword: secret('HELM_PASSWORD: password for the repository.'),
    existingSecret: objectName(
      '',
      'Existing Secret with the keys HELM_USERNAME and HELM_PASSWORD, in place of helmUsername and helmPassword.',
    ),
    sendCredentialsToAllRepos: boolean(
      false,
      'Allow credentials together with multiple repositories: the application sends them to every repository.',
    ),
    helmDriver: oneOf('secret', 'HELM_DRIVER: storage driver of Helm releases.', ['secret', 'configmap']),
    timeout: integer(
      300,
      'Longest time that a terminating pod continues running installations, in seconds: the largest timeout that clients may give in their calls. v1.0.0 does not read it (helm.timeout).',
      { minimum: 30, maximum: 3600 },
    ),
    kubeconfigSecret: objectName(
      '',
      'KUBECONFIG: Secret with a kubeconfig of another cluster; empty for the cluster of the pods, whose kubeconfig is generated.',
    ),
    kubeconfigKey: secretKey('config', 'Key of the kubeconfig in that Secret.'),
    allowedOrigins: list(
      [],
      'ALLOWED_ORIGINS: CORS origins with access to the API, for scripts of web pages; none by default.',
      httpUrl('', 'Origin, such as https://rancher.example.com.'),
    ),
    extraEnv: extraVariables('Additional environment variables.', ['HTTPS_PROXY', 'NO_PROXY', 'A']),
    ...secretSourceValues(CREDENTIAL_KEYS),
  }),

  targets: section('Target namespaces of chart installations.', {
    namespaces: list(
      [],
      'Namespaces with permission to install charts, through a Role in each. Required unless rbac.allowClusterAdmin is true. They must exist, or be created with targets.create.',
      namespaceName('Name of the namespace.'),
    ),
    create: boolean(
      false,
      'Create the namespaces, unless they are there already. They are kept on uninstall.',
    ),
    podSecurity: oneOf('baseline', 'Pod Security Standard enforced in created namespaces.', [
      'restricted',
      'baseline',
      'privileged',
    ]),
  }),
  rbac: section('Permissions of the Helm Proxy in the cluster.', {
    create: boolean(true, 'Create RBAC resources: Roles, ClusterRoles and their bindings.'),
    allowCreatingNamespaces: boolean(
      true,
      'Allow the creation of namespaces. Helm attempts it before each first installation, even in an existing namespace, and fails without the permission.',
    ),
    extraRules: list(
      [],
      'Additional rules of the Role in each namespace, for charts with other kinds of objects, in the format of the Kubernetes API.',
      roleRule,
    ),
    allowClusterAdmin: boolean(
      false,
      'Bind the ServiceAccount to cluster-admin instead: access to the API, which has no authentication, is then full control of the cluster.',
    ),
  }),

  service: serviceValues(8443),
  ingress: ingressValues('helm-proxy.local'),
  httpRoute: httpRouteValues,
  route: routeValues,
  allowUnauthenticated: boolean(
    false,
    'Allow unauthenticated access from outside the cluster: an Ingress without an authentication annotation, an HTTPRoute without a filter ExtensionRef, a Route, or a Service of another type than ClusterIP.',
  ),
  networkPolicy: networkPolicyValues({
    clientNamespaces: list(
      [],
      'Namespaces with access to the API, such as that of a CI system or of an authenticating proxy; none by default.',
      namespaceName('Name of the namespace.'),
    ),
    ingressNamespaces: ingressNamespacesValue,
    ingressCIDRs: ingressCidrsValue,
    gatewayNamespaces: gatewayNamespacesValue,
    apiServerPorts: list(
      [443, 6443],
      'Ports of the Kubernetes API server: of its Service, and of the server itself, to which network policies apply.',
      port(443, 'Port.'),
    ),
  }),

  // The values in upstream's deploy.yaml.
  resources: resourceValues(
    {
      limits: { cpu: '500m', memory: '512Mi' },
      requests: { cpu: '100m', memory: '128Mi' },
    },
    'Resource requests and limits of the Helm Proxy.',
  ),
  verticalAutoscaling: verticalAutoscalingValues({
    least: { cpu: '50m', memory: '64Mi' },
    most: { cpu: '2', memory: '2Gi' },
  }),
  podDisruptionBudget: disruptionValues,
  podAnnotations: nullable(annotations({}, 'Annotations of the pods.')),
  podLabels: labels({}, 'Labels of the pods.'),
  global: globalValues,
});

/** Type of the stack in the files that add its resources. */
export type ProxyStack = StackWith<typeof proxyValues>;
