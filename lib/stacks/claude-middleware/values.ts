import { z } from 'zod';
import { autoscalingValues } from '../../kubernetes/autoscaler';
import { disruptionValues } from '../../kubernetes/pod-disruption-budget';
import { ingressValues } from '../../kubernetes/ingress';
import { serviceValues } from '../../kubernetes/service';
import { imagePullSecretsValue, imageValues } from '../../kubernetes/image';
import { REDIS_PASSWORD_KEY } from '../../kubernetes/redis/redis';
import { resourceValues } from '../../kubernetes/resources';
import { schedulingValues } from '../../kubernetes/scheduling';
import { serviceAccountValues } from '../../kubernetes/service-account';
import { namingValues, type StackWith } from '../../kubernetes/stack';
import { extraVariables } from '../../kubernetes/env';
import { kubernetesObject, list, section } from '../../engine/values/collections';
import type { Declaration } from '../../engine/values/declaration';
import { addressRange, hostname, objectName, namespaceName, otherNamespace } from '../../engine/values/names';
import { integer, port } from '../../engine/values/numbers';
import { flag, imageRepository, imageTag, oneOf, path, secret, text } from '../../engine/values/scalars';
import { annotations, labels } from '../../engine/values/string-maps';

// The middleware refuses keys of other lengths (upstream, internal/auth/middleware.go); the characters are those of a bearer
// token (RFC 6750), which a comma, the end of a key in the middleware's list, is not among.
const apiKey: Declaration<string, 'defaulted', true> = {
  ...secret('A key.'),
  shape: { type: 'string', token: true },
  schema: z.string().regex(/^[A-Za-z0-9._~+/=-]{10,512}$/),
  expects: 'an API key of 10 to 512 letters, digits and characters of "._~+/=-"',
  samples: ['cr_0123456', 'cr_your_key_1', `cr_${'x'.repeat(509)}`, 'cr_a+b/c~d=='],
};

/** API keys, which are secrets: an environment names a Secret in their place. */
const apiKeys: Declaration<readonly string[], 'defaulted', true> = {
  ...list([], 'Keys that clients may use; each must begin with keyPrefix.', apiKey),
  secret: true,
};

/** The values of the Claude middleware: what its document sets by environment variables, and what it left open. */
export const middlewareValues = section('Claude middleware', {
  replicaCount: integer(1, 'Pods that run, unless autoscaling is enabled.', { minimum: 0, maximum: 1000 }),
  image: section("Image of the middleware. It has the name of the relay's image and tags of its own.", {
    repository: imageRepository('lfreea/claude-relay-service', 'Image without tag.'),
    tag: imageTag(
      'middleware-latest',
      "Image tag, such as middleware-1.2.15; empty for that of the chart's appVersion.",
    ),
    pullPolicy: oneOf(
      '',
      ['', 'IfNotPresent', 'Always', 'Never'],
      'When the node pulls the image. Empty: always for a tag that moves, such as middleware-latest, once for a version.',
    ),
  }),
  imagePullSecrets: imagePullSecretsValue,
  program: section('The program, which only root may read in the published image.', {
    copy: flag(
      true,
      'Copy it by an init container that runs as root, so that the middleware need not; false for an image that any user may run.',
    ),
    path: path('/root/claude-middleware', 'Where it is in the image.'),
  }),
  ...namingValues,

  config: section('The application.', {
    port: integer(8080, 'Port that the middleware listens on (PORT).', { minimum: 1024, maximum: 65_535 }),
    ginMode: oneOf(
      'debug',
      ['debug', 'release', 'test'],
      'Mode of Gin (GIN_MODE); any other makes it panic.',
    ),
    extraEnv: extraVariables('Further environment variables.', ['LOG_LEVEL', 'A', 'TZ']),
  }),

  auth: section('API keys that clients must have.', {
    enabled: flag(false, 'Ask clients for a key (MIDDLEWARE_AUTH_ENABLED).'),
    existingSecret: objectName(
      '',
      'Secret with the keys, separated by commas, under the key MIDDLEWARE_API_KEYS.',
    ),
    apiKeys,
    keyPrefix: text('cr_', 'What every key begins with (MIDDLEWARE_API_KEY_PREFIX).'),
  }),

  relay: section(
    'The relay that requests go to; it must be of the same project and version as the middleware.',
    {
      host: hostname('', 'Host of the relay: its Service, or any host outside. Required.'),
      port: port(3001, 'Port of the relay; that of the claude-relay chart is 3000.'),
      tls: flag(false, 'Connect with https.'),
      inCluster: flag(
        false,
        'It is a release of the claude-relay chart: the network policy lets only its pods be reached.',
      ),
      namespace: otherNamespace('', "Namespace of that release; empty for the middleware's own."),
    },
  ),
  redis: section('The Redis of the relay, which has its accounts.', {
    host: hostname('', 'Host (REDIS_HOST). Required.'),
    port: port(6379, 'Port (REDIS_PORT).'),
    database: integer(0, 'Number of the database (REDIS_DB).', { minimum: 0, maximum: 65_535 }),
    password: secret('The password (REDIS_PASSWORD); empty for none.'),
    existingSecret: objectName('', `Secret with the password under the key ${REDIS_PASSWORD_KEY}.`),
    tls: flag(false, 'Connect with TLS: through a tunnel beside the middleware, which cannot do it itself.'),
    inCluster: flag(false, 'It runs inside the release of the claude-relay chart.'),
  }),
  tunnel: section('The tunnel to a Redis with TLS, used when redis.tls is true.', {
    image: imageValues('Image of Ghostunnel.', 'docker.io/ghostunnel/ghostunnel', 'v1.11.3-alpine'),
    resources: resourceValues('Resources of the tunnel.', {
      limits: { cpu: '100m', memory: '64Mi' },
      requests: { cpu: '10m', memory: '32Mi' },
    }),
  }),

  streaming: section('Answers that are streamed. One setting for all that must wait for them.', {
    longestSeconds: integer(
      300,
      'Longest answer, in seconds (PROXY_TIMEOUT): the middleware cuts off what takes longer, the Ingress and pods that stop wait as long.',
      { minimum: 10, maximum: 7200 },
    ),
    maximumBodyMegabytes: integer(60, 'Largest request, in megabytes.', { minimum: 1, maximum: 1000 }),
  }),

  service: serviceValues(8080),
  loadBalancer: section('A second Service, of type LoadBalancer.', {
    enabled: flag(false, 'Make it.'),
    port: port(80, 'Port that it listens on.'),
    annotations: annotations('Annotations of it.'),
    sourceRanges: list(
      [],
      'Addresses that may connect; empty for all.',
      addressRange('A range of addresses.'),
    ),
  }),
  ingress: ingressValues('middleware.yourdomain.com'),
  resources: resourceValues('Resources of the middleware.', {
    limits: { cpu: '200m', memory: '128Mi' },
    requests: { cpu: '50m', memory: '64Mi' },
  }),
  autoscaling: autoscalingValues({ minReplicas: 2, maxReplicas: 10 }),
  podDisruptionBudget: disruptionValues,

  networkPolicy: section('Network policy: who may connect to whom.', {
    enabled: flag(true, 'Let only the connections through that the middleware needs.'),
    ingressNamespaces: list(
      [],
      'Namespaces whose pods may connect, such as that of the ingress controller; empty for all.',
      namespaceName('Name of the namespace.'),
    ),
    extraIngress: list([], 'Further rules for what comes in, as in the Kubernetes API.', networkRule()),
    extraEgress: list([], 'Further rules for what goes out, as in the Kubernetes API.', networkRule()),
  }),

  serviceAccount: serviceAccountValues,
  podAnnotations: annotations('Annotations of the pods.'),
  podLabels: labels('Labels of the pods.'),
  ...schedulingValues,
});

/** The middleware, to the files that add parts of it. */
export type MiddlewareStack = StackWith<typeof middlewareValues>;

function networkRule() {
  return kubernetesObject({}, 'A rule of a NetworkPolicy.', [{ ports: [{ port: 1080, protocol: 'TCP' }] }]);
}
