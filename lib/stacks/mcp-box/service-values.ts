import { z } from 'zod';
import { disruptionValues } from '../../kubernetes/disruption';
import { serviceValues } from '../../kubernetes/exposure';
import type { Ref } from '../../template/expression';
import { entry, kubernetesObject, list, mapOf, section } from '../../values/collections';
import { optional } from '../../values/declaration';
import {
  dnsLabel, flag, hostname, imageRepository, imageTag, integer, objectName, oneOf, path, percentage, port, quantity,
  requiredName, text,
} from '../../values/scalars'; // prettier-ignore
import { annotations, labels } from '../../values/string-maps';

const COUNT = { minimum: 1, maximum: 1000 };
const VARIABLE = /^[A-Z][A-Z0-9_]*$/;

/** One service of the platform: all that the document lets a user say of one, and what it left open. */
export const serviceEntry = entry('A service.', {
  enabled: flag(true, 'Deploy the service.'),
  name: optional({
    ...dnsLabel('', 'Name of its Deployment and Service; absent for "mcp-" and its key.', 52),
    // Two services of one name would be one, so the generator of the equality test gives none.
    samples: [''],
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
  resources: section('Its resources.', {
    requests: section('What the container is promised.', {
      memory: quantity('256Mi', 'Memory request.'),
      cpu: quantity('100m', 'Processor time request.'),
    }),
    limits: section('What the container may use at the most.', {
      memory: quantity('512Mi', 'Memory limit.'),
      cpu: quantity('500m', 'Processor time limit.'),
    }),
  }),
  config: section('Its configuration file, if configs has one under the key of the service.', {
    mountPath: path('/app/config', 'Directory of the file.'),
    fileName: optional(objectName('', 'Name of the file; absent for the key of the service and ".yaml".')),
  }),
  uses: section('What of the infrastructure it connects to: it waits for that and is let in.', {
    mysql: flag(true, 'MySQL.'),
    redis: flag(true, 'Redis.'),
  }),
  env: mapOf({}, 'Environment variables.', text('', 'Value of the variable.'), {
    key: VARIABLE,
    reserved: /^(FILE|PORT|(MYSQL|REDIS)_.*)$/,
    expects: 'names in capitals that no other value sets',
    samples: ['A', 'TIMEZONE', 'X_1'],
  }),
  secretEnv: list(
    [],
    'Environment variables from Secrets, for the configuration file too.',
    entry('A variable.', {
      name: variableName('Name of the variable.'),
      secret: requiredName('Name of the Secret.'),
      key: requiredName('Key in the Secret.'),
    }),
  ),
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
  security: section('As whom the software runs.', {
    runAsUser: integer(1000, 'Number of the user; 0 is root, which a restricted namespace refuses.', {
      minimum: 0,
      maximum: 65_535,
    }),
    readOnlyRootFilesystem: flag(true, 'Let the software write to /tmp only.'),
  }),
  podAnnotations: annotations('Annotations of the pods.'),
  podLabels: labels('Labels of the pods.'),
});

/** The values of one service, as references. */
export type ServiceEntry = Ref<typeof serviceEntry>;

/** The host and path that images come from. */
export function registry(def: string, description: string) {
  return {
    ...imageRepository(def, description),
    expects: 'a registry such as docker.io or registry.example.com/team',
    samples: ['docker.io', 'registry.example.com', 'registry:5000/a/b'],
  };
}

function variableName(description: string) {
  return {
    ...requiredName(description),
    schema: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
    expects: 'a name in capitals',
    samples: ['API_KEY', 'B'],
  };
}

function networkRule() {
  return kubernetesObject({}, 'A rule of a NetworkPolicy.', [{ ports: [{ port: 6443, protocol: 'TCP' }] }]);
}
