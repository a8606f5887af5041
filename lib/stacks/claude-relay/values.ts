import { list, section } from '../../engine/values/collections';
import { formerly, nullable, required } from '../../engine/values/declaration';
import { objectName } from '../../engine/values/names';
import { integer } from '../../engine/values/numbers';
import { boolean, httpUrl, oneOf, secret, string } from '../../engine/values/scalars';
import { annotations, labels, labelValue } from '../../engine/values/string-maps';
import { autoscalingValues } from '../../kubernetes/autoscaler';
import { extraVariables } from '../../kubernetes/env';
import { testValues } from '../../kubernetes/helm-test';
import { globalValues, imageValues } from '../../kubernetes/image';
import { gatewayNamespacesValue, httpRouteValues } from '../../kubernetes/http-route';
import { ingressValues } from '../../kubernetes/ingress';
import {
  networkPolicyValues,
  ingressCidrsValue,
  ingressNamespacesValue,
  monitoringNamespaceValue,
} from '../../kubernetes/network-policy';
import { kedaValues } from '../../kubernetes/keda';
import { disruptionValues } from '../../kubernetes/pod-disruption-budget';
import { externalRedisValues, redisValues } from '../../kubernetes/redis/redis';
import { podExtraValues, securityValues } from '../../kubernetes/pod-values';
import { restrictedPodValues } from '../../kubernetes/security';
import { initResourceValues, resourceValues } from '../../kubernetes/resources';
import { routeValues } from '../../kubernetes/route';
import { serviceValues } from '../../kubernetes/service';
import { serviceMonitorValues } from '../../kubernetes/service-monitor';
import type { StackWith } from '../../kubernetes/stack';
import { standardValues } from '../../kubernetes/standard-values';
import { deploymentValues } from '../../kubernetes/workload-values';
import { verticalAutoscalingValues } from '../../kubernetes/vertical-autoscaler';
import { secretSourceValues } from '../../kubernetes/secret-source';
import { streamingValues } from '../../kubernetes/streaming';
import { claimValues } from '../../kubernetes/volume';

/** User ID of `node` in the image (node:18-alpine and later). */
export const USER = 1000;

/** URL of the Claude API. */
export const DEFAULT_API_URL = 'https://api.anthropic.com/v1/messages';

/** Resources of short-lived containers with Node.js or curl. */
const SHORT_LIVED = {
  limits: { cpu: '250m', memory: '128Mi' },
  requests: { cpu: '10m', memory: '64Mi' },
};

/** The values of the pods of the relay: what they may do, and what few set. */
const podValues = {
  ...securityValues(restrictedPodValues(USER)),
  initResources: initResourceValues(SHORT_LIVED),
  ...podExtraValues,
  ...deploymentValues,
  tests: testValues(USER, SHORT_LIVED),
};

/** The keys of the relay's Secret. */
export const RELAY_KEYS = {
  jwtSecret: 'JWT_SECRET',
  encryptionKey: 'ENCRYPTION_KEY',
  adminUsername: 'ADMIN_USERNAME',
  adminPassword: 'ADMIN_PASSWORD',
} as const;

/** Values of the Claude relay: the keys and defaults of its document, and those of this chart. */
export const relayValues = standardValues('Claude relay', podValues, {
  replicaCount: integer(1, 'Number of replicas; ignored while autoscaling is enabled.', {
    minimum: 0,
    maximum: 1000,
  }),
  image: imageValues({ repository: 'ghcr.io/wei-shaw/claude-relay-service', tag: '' }, 'Image of the relay.'),

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
    adminUsername: string('', 'Username of the initial administrator; empty for cr_admin.'),
    adminPassword: secret(
      'Password of the initial administrator; empty for one derived from the JWT secret. The release notes have the command for reading it.',
    ),
    claudeApiUrl: httpUrl(DEFAULT_API_URL, 'URL of the upstream Claude API.'),
    host: oneOf(
      '::',
      'Listen address: all addresses of the pod, IPv6 and IPv4; 0.0.0.0 for nodes whose kernel has no IPv6.',
      ['::', '0.0.0.0'],
    ),
    logLevel: oneOf('info', 'Log level.', ['error', 'warn', 'info', 'http', 'verbose', 'debug']),
    nodeEnv: oneOf('production', 'Node.js environment (NODE_ENV); production enables rate limiting.', [
      'production',
      'development',
    ]),
    debug: boolean(false, 'Enable debug logging.'),
    extraEnv: extraVariables('Additional environment variables of the relay.', [
      'TIMEZONE_OFFSET',
      'A',
      'STICKY_SESSION_TTL_HOURS',
    ]),
    ...secretSourceValues(RELAY_KEYS),
  }),

  streaming: streamingValues(
    600,
    60,
    'Maximum duration of a stream, in seconds. Sets the timeouts of the relay and the Ingress, and the drain time of terminating pods.',
  ),

  service: serviceValues(3000),
  ingress: ingressValues('claude-relay.local'),
  httpRoute: httpRouteValues,
  route: routeValues,
  resources: resourceValues(
    {
      limits: { cpu: '500m', memory: '512Mi' },
      requests: { cpu: '250m', memory: '256Mi' },
    },
    'Resource requests and limits of the relay.',
  ),
  autoscaling: autoscalingValues({ minReplicas: 1, maxReplicas: 100 }),
  keda: kedaValues,
  verticalAutoscaling: verticalAutoscalingValues({
    least: { cpu: '100m', memory: '256Mi' },
    most: { cpu: '2', memory: '2Gi' },
  }),
  podDisruptionBudget: disruptionValues,

  persistence: section(
    'Persistent volume for /app/data. All durable state is in Redis; the volume stores the administrator and the price list.',
    {
      enabled: boolean(true, 'Store the data on a persistent volume.'),
      ...claimValues('1Gi'),
      accessMode: oneOf(
        '',
        'Access mode of the volume. Empty: ReadWriteOnce for a single replica, no volume for multiple replicas.',
        ['', 'ReadWriteOnce', 'ReadWriteMany'],
      ),
      retain: boolean(true, 'Keep the volume when the release is uninstalled.'),
    },
  ),

  redis: redisValues,
  externalRedis: externalRedisValues,
  serviceMonitor: serviceMonitorValues(
    '/metrics',
    'Prometheus ServiceMonitor. The published images serve JSON under /metrics, which Prometheus cannot parse; requires an image with metrics in the Prometheus format.',
  ),

  networkPolicy: networkPolicyValues({
    ingressNamespaces: ingressNamespacesValue,
    ingressCIDRs: ingressCidrsValue,
    gatewayNamespaces: gatewayNamespacesValue,
    monitoringNamespace: monitoringNamespaceValue,
    clientStacks: formerly(
      list(
        [],
        'Stacks of the same namespace with access to the relay and its Redis, such as claude-middleware; matched by the pod label app.kubernetes.io/part-of.',
        required(labelValue('Name of the stack.')),
      ),
      'systems',
    ),
  }),

  podAnnotations: nullable(annotations({}, 'Annotations of the pods.')),
  podLabels: labels({}, 'Labels of the pods.'),
  global: globalValues,
});

/** The relay's stack with its values, for the other files of this folder. */
export type RelayStack = StackWith<typeof relayValues>;
