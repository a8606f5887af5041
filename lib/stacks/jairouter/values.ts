import { list, mapOf, section } from '../../engine/values/collections';
import { optional, nullable } from '../../engine/values/declaration';
import { objectName } from '../../engine/values/names';
import { integer, port } from '../../engine/values/numbers';
import { boolean, oneOf, path, secret, string } from '../../engine/values/scalars';
import { annotations, labels } from '../../engine/values/string-maps';
import { dashboardValues } from '../../kubernetes/dashboard';
import { extraVariables } from '../../kubernetes/env';
import { testValues } from '../../kubernetes/helm-test';
import { globalValues, imageValues, pinnedImageValues } from '../../kubernetes/image';
import { gatewayNamespacesValue, httpRouteValues } from '../../kubernetes/http-route';
import { ingressValues } from '../../kubernetes/ingress';
import {
  networkPolicyValues,
  ingressCidrsValue,
  ingressNamespacesValue,
  monitoringNamespaceValue,
} from '../../kubernetes/network-policy';
import { availabilityValues } from '../../kubernetes/pod-disruption-budget';
import { alertValues } from '../../kubernetes/prometheus-rule';
import { containerSecurity, podExtraValues, podSecurity } from '../../kubernetes/pod-values';
import { resourceValues } from '../../kubernetes/resources';
import { routeValues } from '../../kubernetes/route';
import { serviceValues } from '../../kubernetes/service';
import { serviceMonitorValues } from '../../kubernetes/service-monitor';
import type { StackWith } from '../../kubernetes/stack';
import { standardValues } from '../../kubernetes/standard-values';
import { deploymentValues } from '../../kubernetes/workload-values';
import { secretSourceValues } from '../../kubernetes/secret-source';
import { streamingValues } from '../../kubernetes/streaming';
import { kedaValues } from '../../kubernetes/keda';
import { verticalAutoscalingValues } from '../../kubernetes/vertical-autoscaler';
import { claimValues } from '../../kubernetes/volume';
import { autoscalingOfJairouter } from './autoscaler-values';
import { APPLICATION_YML } from './config-map';

/** User ID and group ID of JAiRouter, from the document. */
const USER = 1001;

/** User ID of `nobody` in the BusyBox image of the `helm test` pods. */
const NOBODY = 65_534;

/** The values of the pods of JAiRouter: what they may do, and what few set. */
const podValues = {
  // The defaults of the document; the pod has the rest of what is restricted beside them.
  podSecurityContext: nullable(podSecurity({ fsGroup: USER })),
  securityContext: nullable(
    containerSecurity({
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: false,
      runAsNonRoot: true,
      runAsUser: USER,
    }),
  ),
  ...podExtraValues,
  ...deploymentValues,
  tests: testValues(NOBODY, {
    limits: { cpu: '100m', memory: '64Mi' },
    requests: { cpu: '10m', memory: '16Mi' },
  }),
};

/** The keys of JAiRouter's Secret that it reads. */
export const JAIROUTER_KEYS = {
  apiKey: 'api-key',
  jwtSecret: 'jwt-secret',
  adminPassword: 'admin-password',
} as const;

/** Values of JAiRouter: the keys and defaults of its document, and those of this chart. */
export const jairouterValues = standardValues('JAiRouter', podValues, {
  replicaCount: integer(3, 'Number of replicas; ignored while autoscaling is enabled.', {
    minimum: 0,
    maximum: 1000,
  }),
  stateless: boolean(
    true,
    'Run stateless replicas: their configuration is in config and in the Secret, identical in all of them. False: a single replica, with a volume for changes in its web UI.',
  ),
  image: imageValues({ repository: 'sodlinken/jairouter', tag: '' }, 'Image of JAiRouter.'),

  namespace: section('Namespace of the release.', {
    create: boolean(
      false,
      'Create the namespace, unless it is there already; only without `helm install --create-namespace`, which also creates it.',
    ),
  }),

  config: mapOf(
    { 'application.yml': APPLICATION_YML },
    "Configuration files in /app/config. Spring Boot reads application.yml, over the image's own settings.",
    string('', 'Content of the file.'),
    {
      key: /^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/,
      expects: 'file names',
      samples: ['application.yml', 'logback.xml', 'a_b'],
    },
  ),
  profile: oneOf('prod', 'Spring Boot profile.', ['prod', 'dev']),
  javaOptions: string(
    '-XX:+UseG1GC -XX:+UseContainerSupport -XX:MaxRAMPercentage=75.0',
    'JVM options. With -Xmx, stay well below the memory limit: the JVM needs more memory than the heap.',
  ),
  extraEnv: extraVariables('Additional environment variables of JAiRouter.', [
    'TZ',
    'GPUSTACK_API_TOKEN',
    'A',
  ]),

  auth: section('Keys and passwords.', {
    existingSecret: objectName(
      '',
      'Existing Secret with the keys api-key, jwt-secret and admin-password; replaces the values below.',
    ),
    apiKey: secret(
      'API key of clients, sent in the header X-API-Key; required. It starts with sk-: echo "sk-$(openssl rand -hex 24)".',
    ),
    jwtSecret: secret(
      'Signing key of logins; required. At least 32 random characters: openssl rand -base64 32.',
    ),
    adminPassword: secret('Password of the initial administrator, admin; required.'),
    databasePassword: secret(
      'Password in the Secret under the key database-password, for your own use: JAiRouter does not read it.',
    ),
    ...secretSourceValues(JAIROUTER_KEYS),
  }),

  streaming: streamingValues(
    300,
    10,
    'Maximum duration of a stream, in seconds. Sets the timeouts of the Ingress and the drain time of terminating pods.',
  ),

  service: section('Service.', {
    ...serviceValues(80).shape.fields,
    targetPort: port(8080, 'Container port of JAiRouter.'),
    nodePort: section('Additional Service of type NodePort, reachable on every node.', {
      enabled: boolean(false, 'Create the Service.'),
      // The default service-node-port-range of Kubernetes.
      port: integer(30080, 'Node port.', { minimum: 30_000, maximum: 32_767 }),
    }),
  }),
  ingress: section('Ingress.', {
    ...ingressValues('jairouter.local').shape.fields,
    enabled: boolean(true, 'Create an Ingress.'),
    className: objectName('nginx', "Ingress class; empty for the cluster's default."),
    annotations: annotations(
      {
        'nginx.ingress.kubernetes.io/ssl-redirect': 'false',
      },
      'Annotations of the Ingress; they take precedence over those of the chart.',
    ),
  }),
  httpRoute: httpRouteValues,
  route: routeValues,
  resources: resourceValues(
    {
      limits: { cpu: '1000m', memory: '1Gi' },
      requests: { cpu: '500m', memory: '512Mi' },
    },
    'Resource requests and limits of JAiRouter.',
  ),
  probes: section('Paths of the probes; the kubelet sends no credentials.', {
    livenessPath: optional(
      path(
        '/actuator/health/liveness',
        'Path of the liveness probe; it responds while JAiRouter is alive. If not set, the probe only checks the open port.',
      ),
    ),
    readinessPath: path(
      '/actuator/health',
      'Path of the readiness probe; it responds while JAiRouter can serve requests.',
    ),
  }),
  autoscaling: autoscalingOfJairouter,
  keda: kedaValues,
  verticalAutoscaling: verticalAutoscalingValues({
    least: { cpu: '100m', memory: '512Mi' },
    most: { cpu: '2', memory: '2Gi' },
  }),
  podDisruptionBudget: availabilityValues(2),

  persistence: section('Persistent volume for /app/logs. Each pod writes to its own directory.', {
    enabled: boolean(true, 'Store the logs on a persistent volume.'),
    claimName: objectName(
      '',
      'Name of the PersistentVolumeClaim; empty for a name derived from the release.',
    ),
    ...claimValues('10Gi'),
    accessMode: oneOf(
      'ReadWriteMany',
      'Access mode of the volume; multiple replicas need ReadWriteMany and a storage class with support for it.',
      ['ReadWriteMany', 'ReadWriteOnce'],
    ),
  }),
  configStore: section('Persistent volume for changes at run time, used while stateless is false.', {
    ...claimValues('1Gi'),
    accessMode: oneOf('ReadWriteOnce', 'Access mode of the volume.', ['ReadWriteOnce', 'ReadWriteMany']),
    retain: boolean(true, 'Keep the volume when the release is uninstalled.'),
  }),

  monitoring: section('Monitoring.', {
    serviceMonitor: section('Prometheus ServiceMonitor.', {
      ...serviceMonitorValues('/actuator/prometheus', '').shape.fields,
      enabled: boolean(true, 'Create a ServiceMonitor for the Prometheus Operator.'),
    }),
    prometheusRule: alertValues(true),
    dashboard: dashboardValues,
  }),

  networkPolicy: networkPolicyValues(
    {
      ingressNamespaces: ingressNamespacesValue,
      ingressCIDRs: ingressCidrsValue,
      gatewayNamespaces: gatewayNamespacesValue,
      monitoringNamespace: monitoringNamespaceValue,
      backendPorts: list(
        [80, 443, 11434],
        'Ports of the model servers in config; 11434 is the port of Ollama.',
        port(443, 'Port of a model server.'),
      ),
    },
    'any address',
  ),

  testImage: pinnedImageValues(
    { repository: 'docker.io/library/busybox', tag: '1.37.0' },
    'Image of the `helm test` pod, with wget.',
  ),
  podAnnotations: nullable(
    annotations(
      {
        'prometheus.io/scrape': 'true',
        'prometheus.io/port': '8080',
        'prometheus.io/path': '/actuator/prometheus',
      },
      'Annotations of the pods.',
    ),
  ),
  podLabels: labels({}, 'Labels of the pods.'),
  global: globalValues,
});

/** JAiRouter's stack with its values, for the other files of this folder. */
export type JaiRouterStack = StackWith<typeof jairouterValues>;
