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
import { mandatory } from '../../engine/values/declaration';
import { objectName, namespaceName, otherNamespace } from '../../engine/values/names';
import { integer } from '../../engine/values/numbers';
import { flag, httpUrl, oneOf, secret, text } from '../../engine/values/scalars';
import { labelValue } from '../../engine/values/string-maps';
import { annotations, labels } from '../../engine/values/string-maps';

/** The values of the Claude relay: the keys and defaults of its document, and what they left open. */
export const relayValues = section('Claude relay', {
  replicaCount: integer(1, 'Pods that run, unless autoscaling is enabled.', { minimum: 0, maximum: 1000 }),
  image: imageValues('Image of the relay.', 'ghcr.io/wei-shaw/claude-relay-service', ''),
  imagePullSecrets: imagePullSecretsValue,
  ...namingValues,

  config: section('The application.', {
    existingSecret: objectName(
      '',
      'Secret with the keys JWT_SECRET and ENCRYPTION_KEY and, if wanted, ADMIN_USERNAME and ADMIN_PASSWORD, instead of the four values below.',
    ),
    jwtSecret: secret('Signs sessions; required. At least 32 random characters: openssl rand -base64 32.'),
    encryptionKey: secret(
      'Encrypts the accounts in Redis; required, and never to be changed: what is stored could not be read any more.',
    ),
    adminUsername: text('', 'Name of the first administrator; empty for cr_admin.'),
    adminPassword: secret(
      'Password of the first administrator; empty for one derived from the JWT secret, which the notes tell how to read.',
    ),
    claudeApiUrl: httpUrl('https://api.anthropic.com/v1/messages', 'Claude API that requests go to.'),
    logLevel: oneOf('info', ['error', 'warn', 'info', 'http', 'verbose', 'debug'], 'How much is logged.'),
    nodeEnv: oneOf(
      'production',
      ['production', 'development'],
      'Mode of Node.js; production limits the rate of requests.',
    ),
    debug: flag(false, 'Log what is needed to find faults.'),
    extraEnv: extraVariables('Further environment variables of the relay.', [
      'TIMEZONE_OFFSET',
      'A',
      'STICKY_SESSION_TTL_HOURS',
    ]),
  }),

  streaming: section('Answers that are streamed. One setting for all that must wait for them.', {
    longestSeconds: integer(
      600,
      'Longest stream, in seconds: drives the time-outs of the relay and the Ingress, and how long a pod that is stopped goes on.',
      { minimum: 10, maximum: 7200 },
    ),
    maximumBodyMegabytes: integer(60, 'Largest request, in megabytes.', { minimum: 1, maximum: 1000 }),
  }),

  service: serviceValues(3000),
  ingress: ingressValues('claude-relay.local'),
  resources: resourceValues('Resources of the relay.', {
    limits: { cpu: '500m', memory: '512Mi' },
    requests: { cpu: '250m', memory: '256Mi' },
  }),
  autoscaling: autoscalingValues({ minReplicas: 1, maxReplicas: 100 }),
  podDisruptionBudget: disruptionValues,

  persistence: section(
    'Volume for /app/data. All that must last is in Redis; the volume keeps the administrator and the price list.',
    {
      enabled: flag(true, 'Keep the data on a volume.'),
      ...claimValues('1Gi'),
      accessMode: oneOf(
        '',
        ['', 'ReadWriteOnce', 'ReadWriteMany'],
        'How pods share the volume. Empty: one pod has a volume of its own, and several pods need none.',
      ),
      retain: flag(true, 'Keep the volume when the release is uninstalled.'),
    },
  ),

  redis: redisValues,
  externalRedis: externalRedisValues,
  serviceMonitor: serviceMonitorValues(
    'Prometheus. The published images serve JSON under /metrics, which Prometheus cannot read: for an image that serves its format.',
    '/metrics',
  ),

  networkPolicy: section('Network policies: who may connect to whom.', {
    enabled: flag(true, 'Let only the connections through that the system needs.'),
    ingressNamespaces: list(
      ['ingress-nginx'],
      'Namespaces of the ingress controllers.',
      namespaceName('Name of the namespace.'),
    ),
    monitoringNamespace: otherNamespace(
      'monitoring',
      'Namespace of Prometheus, let through when serviceMonitor is enabled.',
    ),
    systems: list(
      [],
      'Systems of the namespace whose pods may connect to the relay and to its Redis, such as claude-middleware: their label app.kubernetes.io/part-of.',
      mandatory(labelValue('Name of the system.')),
    ),
    extraIngress: list([], 'Further rules for what comes in, as in the Kubernetes API.', networkRule()),
    extraEgress: list(
      [],
      'Further rules for what goes out, such as to the proxies of accounts, as in the Kubernetes API.',
      networkRule(),
    ),
  }),

  serviceAccount: serviceAccountValues,
  podAnnotations: annotations('Annotations of the pods.'),
  podLabels: labels('Labels of the pods.'),
  ...schedulingValues,
});

/** The relay, to the files that add parts of it. */
export type RelayStack = StackWith<typeof relayValues>;

function networkRule() {
  return kubernetesObject({}, 'A rule of a NetworkPolicy.', [
    { ports: [{ port: 1080, protocol: 'TCP' }] },
    { ports: [{ port: 389 }, { port: 636 }] },
  ]);
}
