import type { Ref } from '../../engine/template/expression';
import { entry, list, section, mapOf } from '../../engine/values/collections';
import { formerly, optional } from '../../engine/values/declaration';
import { anyIngressHost, dnsLabel, objectName, requiredName } from '../../engine/values/names';
import { integer, port } from '../../engine/values/numbers';
import { boolean, imageRegistry, imageRepository, imageTag, oneOf, path } from '../../engine/values/scalars';
import { annotations, labels } from '../../engine/values/string-maps';
import { httpRouteValues } from '../../kubernetes/http-route';
import { digestValue, pullPolicyValue } from '../../kubernetes/image';
import { defaultBackendValues, ingressHosts, ingressLabels, ingressTls } from '../../kubernetes/ingress';
import { autoscalingExtras, utilization } from '../../kubernetes/autoscaler';
import { kedaValues } from '../../kubernetes/keda';
import { extraRuleValues } from '../../kubernetes/network-policy';
import { disruptionValues } from '../../kubernetes/pod-disruption-budget';
import { ownPlacementValues, podExtraValues } from '../../kubernetes/pod-values';
import { deploymentValues } from '../../kubernetes/workload-values';
import { roleRule } from '../../kubernetes/rbac';
import { routeValuesWith } from '../../kubernetes/route';
import { serviceValues } from '../../kubernetes/service';
import { controllerValue } from '../../kubernetes/streaming';
import { amountsOf } from '../../kubernetes/resources';
import { verticalAutoscalingValues } from '../../kubernetes/vertical-autoscaler';
import { program, PROGRAM_RESOURCES } from './program-values';

/** Amounts in words, such as `requests of 100m CPU`. */
function allOf({ limits, requests }: typeof PROGRAM_RESOURCES): string {
  const inWords = ({ cpu, memory }: typeof limits) => `${cpu} CPU and ${memory} memory`;
  return `requests of ${inWords(requests)}, and limits of ${inWords(limits)}`;
}

/** The target CPU utilization of a service with autoscaling for which the user says nothing. */
export const STANDARD_CPU = 80;

const COUNT = { minimum: 1, maximum: 1000 };

/** Values of a service of the platform: the settings of the document, and further ones. */
export const serviceEntry = entry('Service.', {
  enabled: boolean(true, 'Deploy the service.'),
  name: optional({
    ...dnsLabel('', 'Name of the Deployment and the Service; absent for "mcp-" and the key.', 52),
    // The last is the name of MySQL, which is rejected: rarely, since most generated values should render.
    samples: ['', '', '', 'one-name', 'other-name', 'mcp-mysql'],
  }),
  replicas: integer(1, 'Number of replicas; ignored while autoscaling is enabled.', {
    minimum: 0,
    maximum: 1000,
  }),
  image: section('Image.', {
    registry: optional(imageRegistry('', 'Image registry; absent for global.registry.')),
    repository: optional(
      imageRepository('', 'Image repository, without registry and tag; absent for the name of the service.'),
    ),
    tag: optional(imageTag('', 'Image tag; absent or empty for global.version.')),
    digest: digestValue,
    pullPolicy: pullPolicyValue,
  }),
  containerPort: port(8080, 'Listening port of the container: $(PORT) in the configuration file.'),
  service: serviceValues(8080),
  ingress: section('Ingress.', {
    enabled: boolean(false, 'Create an Ingress.'),
    className: objectName('', 'Ingress class; empty for the default class of the cluster.'),
    controller: controllerValue,
    labels: ingressLabels,
    host: optional(
      anyIngressHost('Hostname; absent or empty for the key of the service under global.domain.'),
    ),
    path: path('/', 'Path, forwarded without rewriting: the gateway requires its own, /mcp-gateway.'),
    pathType: oneOf('Prefix', 'Path type.', ['Prefix', 'Exact', 'ImplementationSpecific']),
    tlsSecret: objectName('', 'Secret with the TLS certificate for the host; empty to disable TLS.'),
    annotations: annotations({}, 'Annotations of the Ingress; they take precedence over those of the chart.'),
    hosts: ingressHosts(undefined, 'Hosts and paths, in place of host, path and pathType.'),
    defaultBackend: defaultBackendValues,
    tls: ingressTls,
  }),
  httpRoute: httpRouteValues,
  route: routeValuesWith('the key of the service under global.domain'),
  config: section('Configuration file, if configs contains the key of the service.', {
    mountPath: path('/app/config', 'Mount path: directory of the file.'),
    fileName: optional(objectName('', 'Filename; absent for the key of the service and ".yaml".')),
  }),
  resources: section(
    `Resource requests and limits. They count as a whole: what is not among them is not set. Absent for ${allOf(PROGRAM_RESOURCES)}.`,
    {
      limits: optional(amountsOf({}, 'Resource limits.')),
      requests: optional(amountsOf({}, 'Resource requests.')),
    },
  ),
  ...program,
  health: section('Startup, readiness and liveness probes.', {
    http: boolean(true, 'Use HTTP probes; otherwise TCP probes, which only require an open port.'),
    path: path('/health', 'Path of HTTP probes; it must not require authentication.'),
    callPath: optional(
      path(
        '/api',
        'Path of a call for the liveness probe, in images with sh and wget: the service is restarted while it gives no answer at all, whatever the status.',
      ),
    ),
  }),
  streaming: section('Streaming responses.', {
    maxStreamSeconds: formerly(
      integer(3600, 'Maximum duration of a stream through the Ingress, in seconds.', {
        minimum: 10,
        maximum: 86_400,
      }),
      'longestSeconds',
    ),
    maxBodyMegabytes: formerly(
      integer(100, 'Maximum size of a request body through the Ingress, in megabytes.', COUNT),
      'maximumBodyMegabytes',
    ),
  }),
  drainSeconds: integer(
    10,
    'Delay of the preStop hook before the shutdown of a pod, in seconds; 0 for images without "sleep".',
    {
      minimum: 0,
      maximum: 3600,
    },
  ),
  autoscaling: section('HorizontalPodAutoscaler.', {
    enabled: boolean(false, 'Create a HorizontalPodAutoscaler; replicas is then ignored.'),
    minReplicas: integer(2, 'Minimum number of replicas.', COUNT),
    maxReplicas: integer(10, 'Maximum number of replicas.', COUNT),
    targetCPUUtilizationPercentage: optional(
      utilization(
        STANDARD_CPU,
        `Target CPU utilization, in percent of the request; absent for ${String(STANDARD_CPU)} if there is no other target and no metric.`,
      ),
    ),
    targetMemoryUtilizationPercentage: optional(
      utilization(80, 'Target memory utilization, in percent of the request.'),
    ),
    ...autoscalingExtras,
  }),
  keda: kedaValues,
  verticalAutoscaling: verticalAutoscalingValues({
    least: { cpu: '50m', memory: '64Mi' },
    most: { cpu: '2', memory: '4Gi' },
  }),
  podDisruptionBudget: disruptionValues,
  metrics: section('Metrics of the application; the programs of the platform have none.', {
    enabled: boolean(
      false,
      'The application exposes metrics: scrape them if monitoring creates ServiceMonitors.',
    ),
    path: path('/metrics', 'Path of the metrics.'),
  }),
  network: section('Allowed connections of the pods besides the databases.', {
    namespacePods: boolean(
      false,
      'Allow connections to all pods of the namespace, such as MCP servers started by the platform.',
    ),
    internet: boolean(false, 'Allow HTTPS to any destination.'),
    ...extraRuleValues,
  }),
  sharedFolders: mapOf(
    {},
    'Folders of the shared volume by additional mount path, such as static for the web pages; requires sharedStorage.',
    requiredName('Name of the folder in the root of the volume.'),
    {
      key: /^(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/,
      reserved: /^\/tmp$/,
      expects: 'directories in the container, such as /app/static, and not /tmp',
      samples: ['/app/static', '/a', '/a/b.c'],
    },
  ),
  kubernetes: section('Permissions in the Kubernetes API, for the service that starts MCP servers.', {
    enabled: boolean(
      false,
      'Allow the service to start and stop MCP servers in the namespace of the platform, with a dedicated ServiceAccount and a kubeconfig in /etc/kube/kubeconfig.yaml.',
    ),
    apiServerPorts: list(
      [443, 6443],
      'Ports of the Kubernetes API server allowed by the network policy: of its Service, and of the server itself.',
      port(443, 'Port.'),
    ),
    extraRules: list([], 'Additional rules of the Role, in the format of the Kubernetes API.', roleRule),
  }),
  ...podExtraValues,
  ...deploymentValues,
  ...ownPlacementValues,
  podAnnotations: annotations({}, "Annotations of the pods; empty for the chart's."),
  podLabels: labels({}, "Labels of the pods; empty for the chart's.", ['mcp-box']),
});

/** The values of a service, as references. */
export type ServiceEntry = Ref<typeof serviceEntry>;
