import { alertValues } from '../../kubernetes/prometheus-rule';
import { dashboardValues } from '../../kubernetes/dashboard';
import { availabilityValues } from '../../kubernetes/pod-disruption-budget';
import { ingressValues } from '../../kubernetes/ingress';
import { serviceValues } from '../../kubernetes/service';
import { imagePullSecretsValue, imageValues } from '../../kubernetes/image';
import { serviceMonitorValues } from '../../kubernetes/service-monitor';
import { resourceValues } from '../../kubernetes/resources';
import { schedulingValues } from '../../kubernetes/scheduling';
import { serviceAccountValues } from '../../kubernetes/service-account';
import { namingValues, type StackWith } from '../../kubernetes/stack';
import { claimValues } from '../../kubernetes/volume';
import { extraVariables } from '../../kubernetes/env';
import { verticalAutoscalingValues } from '../../kubernetes/vertical-autoscaler';
import { kubernetesObject, list, mapOf, section } from '../../engine/values/collections';
import { optional, removable } from '../../engine/values/declaration';
import { objectName, namespaceName, otherNamespace } from '../../engine/values/names';
import { integer, port } from '../../engine/values/numbers';
import { flag, oneOf, path, secret, text } from '../../engine/values/scalars';
import { annotations, labels } from '../../engine/values/string-maps';
import { autoscalingOfJairouter } from './autoscaler-values';
import { APPLICATION_YML } from './config-map';

/** The values of JAiRouter: the keys and defaults of its document, and what they left open. */
export const jairouterValues = section('JAiRouter', {
  replicaCount: integer(3, 'Pods that run, unless autoscaling is enabled.', { minimum: 0, maximum: 1000 }),
  stateless: flag(
    true,
    'Pods keep nothing: all they know is in config and in the Secret, alike in all of them. False: one pod, with a volume for what is changed in its pages.',
  ),
  image: imageValues('Image of JAiRouter.', 'sodlinken/jairouter', ''),
  imagePullSecrets: imagePullSecretsValue,
  ...namingValues,

  namespace: section('Namespace of the release.', {
    create: flag(false, 'Make it; only without `helm install --create-namespace`, which makes it too.'),
  }),

  config: mapOf(
    { 'application.yml': APPLICATION_YML },
    "Files in /app/config. Spring Boot reads application.yml, over which the profile's settings in the image win.",
    text('', 'Content of the file.'),
    {
      key: /^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$/,
      expects: 'names of files',
      samples: ['application.yml', 'logback.xml', 'a_b'],
    },
  ),
  profile: oneOf('prod', ['prod', 'dev'], 'Profile of Spring Boot.'),
  javaOptions: text(
    '-XX:+UseG1GC -XX:+UseContainerSupport -XX:MaxRAMPercentage=75.0',
    'Options of the Java machine. With -Xmx, stay well below the memory limit: there is more to it than the heap.',
  ),
  extraEnv: extraVariables('Further environment variables.', ['TZ', 'GPUSTACK_API_TOKEN', 'A']),

  auth: section('Keys and passwords.', {
    existingSecret: objectName(
      '',
      'Secret with the keys api-key, jwt-secret and admin-password, instead of the values below.',
    ),
    apiKey: secret('Key with which clients call the models, in the header X-API-Key; required.'),
    jwtSecret: secret('Signs logins; required. At least 32 random characters: openssl rand -base64 32.'),
    adminPassword: secret('Password of the first administrator, admin; required.'),
    databasePassword: secret('Kept under database-password for your own use: nothing reads it.'),
  }),

  streaming: section('Answers that are streamed. One setting for all that must wait for them.', {
    longestSeconds: integer(
      300,
      'Longest stream, in seconds: drives the time-outs of JAiRouter and the Ingress, and how long a pod that is stopped goes on.',
      { minimum: 10, maximum: 7200 },
    ),
    maximumBodyMegabytes: integer(10, 'Largest request, in megabytes.', { minimum: 1, maximum: 1000 }),
  }),

  service: section('Service.', {
    ...serviceValues(80).shape.fields,
    targetPort: port(8080, 'Port that JAiRouter listens on.'),
    nodePort: section('A second Service, which every node has open.', {
      enabled: flag(false, 'Make it.'),
      // The range that Kubernetes hands out unless its administrators say otherwise.
      port: integer(30080, 'Port of the nodes.', { minimum: 30_000, maximum: 32_767 }),
    }),
  }),
  ingress: section('Ingress.', {
    ...ingressValues('jairouter.local').shape.fields,
    enabled: flag(true, 'Make an Ingress.'),
    className: objectName('nginx', "Ingress class; empty for the cluster's default."),
    annotations: annotations('Annotations of the Ingress; they win over those that the chart sets.', {
      'nginx.ingress.kubernetes.io/ssl-redirect': 'false',
    }),
  }),
  resources: resourceValues('Resources of JAiRouter.', {
    limits: { cpu: '1000m', memory: '1Gi' },
    requests: { cpu: '500m', memory: '512Mi' },
  }),
  probes: section('How the kubelet asks whether a pod is well, without logging in.', {
    livenessPath: optional(
      path(
        '/actuator/health/liveness',
        'Path that answers while JAiRouter lives; without, an open port will do.',
      ),
    ),
    readinessPath: path('/actuator/health', 'Path that answers while JAiRouter can be sent requests.'),
  }),
  autoscaling: autoscalingOfJairouter,
  verticalAutoscaling: verticalAutoscalingValues({
    least: { cpu: '100m', memory: '512Mi' },
    most: { cpu: '2', memory: '2Gi' },
  }),
  podDisruptionBudget: availabilityValues(2),

  persistence: section('Volume for /app/logs. Each pod writes into a directory of its own.', {
    enabled: flag(true, 'Keep the logs on a volume.'),
    claimName: objectName('', 'Name of the claim; empty for one after the release.'),
    ...claimValues('10Gi'),
    accessMode: oneOf(
      'ReadWriteMany',
      ['ReadWriteMany', 'ReadWriteOnce'],
      'How pods share the volume; several pods need ReadWriteMany and a storage class that can do it.',
    ),
  }),
  configStore: section('Volume for what is changed while JAiRouter runs, where stateless is false.', {
    ...claimValues('1Gi'),
    accessMode: oneOf('ReadWriteOnce', ['ReadWriteOnce', 'ReadWriteMany'], 'How the volume is mounted.'),
    retain: flag(true, 'Keep the volume when the release is uninstalled.'),
  }),

  monitoring: section('Monitoring.', {
    serviceMonitor: section('Prometheus.', {
      ...serviceMonitorValues('', '/actuator/prometheus').shape.fields,
      enabled: flag(true, 'Make a ServiceMonitor for the Prometheus Operator.'),
    }),
    prometheusRule: alertValues(true),
    dashboard: dashboardValues,
  }),

  networkPolicy: section('Network policy: who may connect to whom.', {
    enabled: flag(true, 'Let only the connections through that the system needs.'),
    ingressNamespaces: list(
      ['ingress-nginx'],
      'Namespaces of the ingress controllers.',
      namespaceName('Name of the namespace.'),
    ),
    monitoringNamespace: otherNamespace(
      'monitoring',
      'Namespace of Prometheus, let through when the ServiceMonitor is enabled.',
    ),
    backendPorts: list(
      [80, 443, 11434],
      'Ports of the model servers that config names; 11434 is that of Ollama.',
      port(443, 'A port.'),
    ),
    extraIngress: list([], 'Further rules for what comes in, as in the Kubernetes API.', networkRule()),
    extraEgress: list([], 'Further rules for what goes out, as in the Kubernetes API.', networkRule()),
  }),

  testImage: imageValues(
    'Image of the pod of `helm test`, with wget.',
    'docker.io/library/busybox',
    '1.37.0',
  ),
  serviceAccount: serviceAccountValues,
  podAnnotations: removable(
    annotations('Annotations of the pods.', {
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '8080',
      'prometheus.io/path': '/actuator/prometheus',
    }),
  ),
  podLabels: labels('Labels of the pods.'),
  podSecurityContext: section('Security of the pods.', {
    fsGroup: integer(1001, 'Group that may write to the volumes.', { minimum: 1, maximum: 65535 }),
  }),
  securityContext: section('Security of the container.', {
    capabilities: section('Capabilities of Linux.', {
      drop: list(['ALL'], 'Capabilities that are taken away.', capability()),
    }),
    readOnlyRootFilesystem: flag(false, 'Let nothing be written but to the volumes.'),
    runAsNonRoot: flag(true, 'Refuse to run as root.'),
    runAsUser: integer(1001, 'Number of the user.', { minimum: 1, maximum: 65535 }),
  }),
  ...schedulingValues,
});

/** JAiRouter, to the files that add parts of it. */
export type JaiRouterStack = StackWith<typeof jairouterValues>;

function capability() {
  return oneOf('ALL', ['ALL', 'NET_RAW', 'SYS_ADMIN', 'CHOWN', 'SETUID', 'SETGID', 'KILL'], 'A capability.');
}

function networkRule() {
  return kubernetesObject({}, 'A rule of a NetworkPolicy.', [
    { ports: [{ port: 6379, protocol: 'TCP' }] },
    { ports: [{ port: 4317 }, { port: 9411 }] },
  ]);
}
