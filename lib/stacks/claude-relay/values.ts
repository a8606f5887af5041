import { autoscalingValues } from '../../kubernetes/autoscaler';
import { disruptionValues } from '../../kubernetes/pod-disruption-budget';
import { ingressValues } from '../../kubernetes/ingress';
import { serviceValues } from '../../kubernetes/service';
import { imagePullSecretsValue, imageValues } from '../../kubernetes/image';
import { serviceMonitorValues } from '../../kubernetes/service-monitor';
import { externalRedisValues, redisValues } from '../../kubernetes/redis/redis';
import { resourceValues } from '../../kubernetes/resources';
import { schedulingValues } from '../../kubernetes/scheduling';
import { serviceAccountValues } from '../../kubernetes/service-account';
import { namingValues, type StackWith } from '../../kubernetes/stack';
import { claimValues } from '../../kubernetes/volume';
import { extraVariables } from '../../kubernetes/env';
import { kubernetesObject, list, section } from '../../engine/values/collections';
import { required } from '../../engine/values/declaration';
import { objectName, namespaceName, otherNamespace } from '../../engine/values/names';
import { integer } from '../../engine/values/numbers';
import { boolean, httpUrl, oneOf, secret, string } from '../../engine/values/scalars';
import { labelValue } from '../../engine/values/string-maps';
import { annotations, labels } from '../../engine/values/string-maps';

/** Values of the Claude relay: the keys and defaults of its document, and those of this chart. */
export const relayValues = section('Claude relay', {
  replicaCount: integer(1, 'Number of replicas; ignored while autoscaling is enabled.', {
    minimum: 0,
    maximum: 1000,
  }),
  image: imageValues('Image of the relay.', 'ghcr.io/wei-shaw/claude-relay-service', ''),
  imagePullSecrets: imagePullSecretsValue,
  ...namingValues,

  config: section('Configuration of the application.', {
    existingSecret: objectName(
      '',
      'Existing Secret with the keys JWT_SECRET and ENCRYPTION_KEY and, optionally, ADMIN_USERNAME and ADMIN_PASSWORD; replaces the four values below.',
    ),
    jwtSecret: secret(
      'Signing key of sessions; required. At least 32 random characters: openssl rand -base64 32.',
    ),
    encryptionKey: secret(
      'Encryption key of the accounts in Redis; required. Must never change: existing data would become unreadable.',
    ),
    adminUsername: string('', 'User name of the initial administrator; empty for cr_admin.'),
    adminPassword: secret(
      'Password of the initial administrator; empty for one derived from the JWT secret. The release notes have the command for reading it.',
    ),
    claudeApiUrl: httpUrl('https://api.anthropic.com/v1/messages', 'URL of the upstream Claude API.'),
    logLevel: oneOf('info', ['error', 'warn', 'info', 'http', 'verbose', 'debug'], 'Log level.'),
    nodeEnv: oneOf(
      'production',
      ['production', 'development'],
      'Node.js environment (NODE_ENV); production enables rate limiting.',
    ),
    debug: boolean(false, 'Enable debug logging.'),
    extraEnv: extraVariables('Additional environment variables of the relay.', [
      'TIMEZONE_OFFSET',
      'A',
      'STICKY_SESSION_TTL_HOURS',
    ]),
  }),

  streaming: section('Streaming responses. One setting for every component on their path.', {
    maxStreamSeconds: integer(
      600,
      'Maximum duration of a stream, in seconds. Sets the timeouts of the relay and the Ingress, and the drain time of terminating pods.',
      { minimum: 10, maximum: 7200 },
    ),
    maximumBodyMegabytes: integer(60, 'Maximum size of a request body, in megabytes.', {
      minimum: 1,
      maximum: 1000,
    }),
  }),

  service: serviceValues(3000),
  ingress: ingressValues('claude-relay.local'),
  resources: resourceValues('Resource requests and limits of the relay.', {
    limits: { cpu: '500m', memory: '512Mi' },
    requests: { cpu: '250m', memory: '256Mi' },
  }),
  autoscaling: autoscalingValues({ minReplicas: 1, maxReplicas: 100 }),
  podDisruptionBudget: disruptionValues,

  persistence: section(
    'Persistent volume for /app/data. All durable state is in Redis; the volume stores the administrator and the price list.',
    {
      enabled: boolean(true, 'Store the data on a persistent volume.'),
      ...claimValues('1Gi'),
      accessMode: oneOf(
        '',
        ['', 'ReadWriteOnce', 'ReadWriteMany'],
        'Access mode of the volume. Empty: ReadWriteOnce for a single replica, no volume for multiple replicas.',
      ),
      retain: boolean(true, 'Keep the volume when the release is uninstalled.'),
    },
  ),

  redis: redisValues,
  externalRedis: externalRedisValues,
  serviceMonitor: serviceMonitorValues(
    'Prometheus ServiceMonitor. The published images serve JSON under /metrics, which Prometheus cannot parse; requires an image with metrics in the Prometheus format.',
    '/metrics',
  ),

  networkPolicy: section('Network policies for incoming and outgoing connections.', {
    enabled: boolean(true, 'Create the network policies; only required connections are allowed.'),
    ingressNamespaces: list(
      ['ingress-nginx'],
      'Namespaces of the ingress controllers.',
      namespaceName('Name of the namespace.'),
    ),
    monitoringNamespace: otherNamespace(
      'monitoring',
      'Namespace of Prometheus, allowed while serviceMonitor is enabled.',
    ),
    systems: list(
      [],
      'Stacks of the same namespace with access to the relay and its Redis, such as claude-middleware; matched by the pod label app.kubernetes.io/part-of.',
      required(labelValue('Name of the stack.')),
    ),
    extraIngress: list([], 'Additional ingress rules, in the format of the Kubernetes API.', networkRule()),
    extraEgress: list(
      [],
      'Additional egress rules, such as to the proxies of accounts, in the format of the Kubernetes API.',
      networkRule(),
    ),
  }),

  serviceAccount: serviceAccountValues,
  podAnnotations: annotations('Annotations of the pods.'),
  podLabels: labels('Labels of the pods.'),
  ...schedulingValues,
});

/** The relay's stack with its values, for the other files of this folder. */
export type RelayStack = StackWith<typeof relayValues>;

function networkRule() {
  return kubernetesObject({}, 'NetworkPolicy rule.', [
    { ports: [{ port: 1080, protocol: 'TCP' }] },
    { ports: [{ port: 389 }, { port: 636 }] },
  ]);
}
