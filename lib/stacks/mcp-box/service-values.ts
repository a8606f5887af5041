import { disruptionValues } from '../../kubernetes/pod-disruption-budget';
import { serviceValues } from '../../kubernetes/service';
import { roleRule } from '../../kubernetes/rbac';
import type { Ref } from '../../engine/template/expression';
import { entry, kubernetesObject, list, section, mapOf } from '../../engine/values/collections';
import { optional } from '../../engine/values/declaration';
import { dnsLabel, hostname, objectName, requiredName } from '../../engine/values/names';
import { integer, percentage, port } from '../../engine/values/numbers';
import { flag, imageRepository, imageTag, oneOf, path } from '../../engine/values/scalars';
import { annotations, labels } from '../../engine/values/string-maps';
import { program, registry } from './program-values';

const COUNT = { minimum: 1, maximum: 1000 };

/** One service of the platform: all that the document lets a user say of one, and what it left open. */
export const serviceEntry = entry('A service.', {
  enabled: flag(true, 'Deploy the service.'),
  name: optional({
    ...dnsLabel('', 'Name of its Deployment and Service; absent for "mcp-" and its key.', 52),
    // The last is the name of MySQL, which is refused: once in a while, since most that is generated shall be rendered.
    samples: ['', '', '', 'one-name', 'other-name', 'mcp-mysql'],
  }),
  replicas: integer(1, 'Pods that run, unless autoscaling is enabled.', { minimum: 0, maximum: 1000 }),
  image: section('Its image.', {
    registry: optional(registry('', 'Registry; absent for global.registry.')),
    repository: optional(
      imageRepository('', 'Image without registry and tag; absent for the name of the service.'),
    ),
    tag: optional(imageTag('', 'Image tag; absent or empty for global.version.')),
  }),
  containerPort: port(8080, 'Port that the software listens on: $(PORT) in its configuration.'),
  service: serviceValues(8080),
  ingress: section('Its Ingress.', {
    enabled: flag(false, 'Make an Ingress.'),
    className: objectName('', "Ingress class; empty for the cluster's default."),
    host: optional(
      hostname('', 'Host name; absent or empty for the key of the service under global.domain.'),
    ),
    path: path('/', 'Path. It is handed on as it is: the gateway needs its own, /mcp-gateway.'),
    pathType: oneOf('Prefix', ['Prefix', 'Exact', 'ImplementationSpecific'], 'How the path is compared.'),
    tlsSecret: objectName('', 'Secret with the certificate for the host; empty for no TLS.'),
    annotations: annotations('Annotations of the Ingress; they win over those that the chart sets.'),
  }),
  config: section('Its configuration file, if configs has one under the key of the service.', {
    mountPath: path('/app/config', 'Directory of the file.'),
    fileName: optional(objectName('', 'Name of the file; absent for the key of the service and ".yaml".')),
  }),
  ...program,
  health: section('How the pods are asked how they do.', {
    http: flag(true, 'Ask over HTTP; otherwise it is enough that the port is open.'),
    path: path('/health', 'Path that answers without a login.'),
  }),
  streaming: section('Answers that are streamed.', {
    longestSeconds: integer(3600, 'Longest stream through the Ingress, in seconds.', {
      minimum: 10,
      maximum: 86_400,
    }),
    maximumBodyMegabytes: integer(100, 'Largest request through the Ingress, in megabytes.', COUNT),
  }),
  drainSeconds: integer(
    10,
    'How long a pod that is stopped goes on first, in seconds; 0 for images without "sleep".',
    {
      minimum: 0,
      maximum: 3600,
    },
  ),
  autoscaling: section('Its Horizontal Pod Autoscaler.', {
    enabled: flag(false, 'Let the number of pods follow their load; replicas is not used then.'),
    minReplicas: integer(2, 'Fewest pods.', COUNT),
    maxReplicas: integer(10, 'Most pods.', COUNT),
    targetCPUUtilizationPercentage: percentage(80, 'Processor time aimed at, in percent of the request.'),
    targetMemoryUtilizationPercentage: optional(
      percentage(80, 'Memory aimed at, in percent of the request.'),
    ),
  }),
  podDisruptionBudget: disruptionValues,
  metrics: section('Metrics of the software, of which the platform itself has none.', {
    enabled: flag(false, 'The software serves metrics: scrape them when monitoring makes ServiceMonitors.'),
    path: path('/metrics', 'Path of the metrics.'),
  }),
  network: section('Whom the pods may connect to beside the infrastructure.', {
    namespacePods: flag(
      false,
      'All pods of the namespace, such as the MCP servers that the platform starts.',
    ),
    internet: flag(false, 'HTTPS anywhere.'),
    extraIngress: list([], 'Further rules for what comes in, as in the Kubernetes API.', networkRule()),
    extraEgress: list([], 'Further rules for what goes out, as in the Kubernetes API.', networkRule()),
  }),
  sharedFolders: mapOf(
    {},
    'Folders of the shared volume that the software looks for elsewhere too, as the web pages for static; needs sharedStorage.',
    requiredName('Name of the folder at the top of the volume.'),
    {
      key: /^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/,
      reserved: /^\/tmp$/,
      expects: 'directories in the container, such as /app/static, and not /tmp',
      samples: ['/app/static', '/a', '/a/b.c'],
    },
  ),
  kubernetes: section('Rights in the Kubernetes API, for the service that starts MCP servers.', {
    enabled: flag(
      false,
      'Let the service start and stop MCP servers in the namespace of the platform, with a ServiceAccount of its own and a kubeconfig in /etc/kube/kubeconfig.yaml.',
    ),
    apiServerPorts: list(
      [443, 6443],
      'Ports of the Kubernetes API server that the network policy lets through: of its Service, and of the server itself.',
      port(443, 'A port.'),
    ),
    extraRules: list([], 'Further rules of its Role, as in the Kubernetes API.', roleRule),
  }),
  podAnnotations: annotations('Annotations of the pods.'),
  podLabels: labels('Labels of the pods.'),
});

/** The values of one service, as references. */
export type ServiceEntry = Ref<typeof serviceEntry>;

function networkRule() {
  return kubernetesObject({}, 'A rule of a NetworkPolicy.', [{ ports: [{ port: 6443, protocol: 'TCP' }] }]);
}
