import * as z from 'zod';
import { list, section } from '../../engine/values/collections';
import { nullable, type Declaration } from '../../engine/values/declaration';
import { addressRange, hostname, objectName, namespaceName, otherNamespace } from '../../engine/values/names';
import { integer, port } from '../../engine/values/numbers';
import { boolean, imageRepository, imageTag, oneOf, path, secret, string } from '../../engine/values/scalars';
import { annotations, labels } from '../../engine/values/string-maps';
import { autoscalingValues } from '../../kubernetes/autoscaler';
import { extraVariables } from '../../kubernetes/env';
import { testValues } from '../../kubernetes/helm-test';
import { digestValue, globalValues, pinnedImageValues } from '../../kubernetes/image';
import { httpRouteValues } from '../../kubernetes/http-route';
import { ingressValues } from '../../kubernetes/ingress';
import { ingressCidrsValue, networkPolicyValues } from '../../kubernetes/network-policy';
import { kedaValues } from '../../kubernetes/keda';
import { disruptionValues } from '../../kubernetes/pod-disruption-budget';
import { REDIS_KEYS } from '../../kubernetes/redis/redis';
import { podExtraValues, securityValues } from '../../kubernetes/pod-values';
import { restrictedPodValues } from '../../kubernetes/security';
import { SMALL, initResourceValues, resourceValues } from '../../kubernetes/resources';
import { routeValues } from '../../kubernetes/route';
import type { SecretForm } from '../../kubernetes/secret-form';
import { secretSourceValues } from '../../kubernetes/secret-source';
import { addressValues, exposureValues, serviceValues } from '../../kubernetes/service';
import type { StackWith } from '../../kubernetes/stack';
import { standardValues } from '../../kubernetes/standard-values';
import { deploymentValues } from '../../kubernetes/workload-values';
import { verticalAutoscalingValues } from '../../kubernetes/vertical-autoscaler';
import { streamingValues } from '../../kubernetes/streaming';

/**
 * The middleware rejects keys of other lengths (upstream, internal/auth/middleware.go). The characters are those of a bearer
 * token (RFC 6750), without the comma, the separator of the middleware's list of keys.
 */
export const API_KEY_FORM = {
  is: 'API keys of 10 to 512 characters with the prefix in auth.keyPrefix and a comma between them',
  prefix: ['auth', 'keyPrefix'],
  pattern: /^[A-Za-z0-9._~+/=-]{10,512}$/,
  separator: ',',
} as const satisfies SecretForm;

const apiKey: Declaration<string, 'defaulted', true> = {
  ...secret('API key.'),
  shape: { type: 'string', yamlSafe: true },
  schema: () => z.string().regex(API_KEY_FORM.pattern),
  expects: 'an API key of 10 to 512 letters, digits and characters of "._~+/=-"',
  samples: ['cr_0123456', 'cr_your_key_1', `cr_${'x'.repeat(509)}`, 'cr_a+b/c~d=='],
};

/** Non-root user ID, from the document's `docker run --user 1000:1000`: the image has no user of its own. */
export const USER = 1000;

/** API keys. They are secrets: an environment names an existing Secret instead. */
const apiKeys: Declaration<readonly string[], 'defaulted', true> = {
  ...list([], 'Accepted API keys; each must start with keyPrefix.', apiKey),
  secret: true,
};

/** The values of the pods of the middleware: what they may do, and what few set. */
const podValues = {
  ...securityValues(restrictedPodValues(USER)),
  initResources: initResourceValues(SMALL),
  ...podExtraValues,
  ...deploymentValues,
  tests: testValues(USER, SMALL),
};

/** The key of the Secret with the API keys of clients. */
export const API_KEY_KEYS = { apiKeys: 'MIDDLEWARE_API_KEYS' } as const;

/** Values of the Claude middleware: the environment variables of its document, and the keys of this chart. */
export const middlewareValues = standardValues('Claude middleware', podValues, {
  replicaCount: integer(1, 'Number of replicas; ignored while autoscaling is enabled.', {
    minimum: 0,
    maximum: 1000,
  }),
  image: section("Image of the middleware: the repository of the relay's image, with tags of its own.", {
    repository: imageRepository('lfreea/claude-relay-service', 'Image repository.'),
    tag: imageTag(
      'middleware-latest',
      "Image tag, such as middleware-1.2.15; empty for the tag of the chart's appVersion.",
    ),
    digest: digestValue,
    pullPolicy: oneOf(
      '',
      'Image pull policy. Empty: IfNotPresent for a digest or a version tag, Always for any other tag, such as middleware-latest.',
      ['', 'IfNotPresent', 'Always', 'Never'],
    ),
  }),
  program: section('Program of the middleware; in the published image only root can read it.', {
    copy: boolean(
      true,
      'Copy the program with an init container as root, so that the middleware runs as non-root; false for an image with a program that any user can run.',
    ),
    path: path('/root/claude-middleware', 'Path of the program in the image.'),
  }),

  config: section('Configuration of the application.', {
    port: integer(8080, 'Container port of the middleware (PORT).', { minimum: 1024, maximum: 65_535 }),
    ginMode: oneOf('debug', 'Gin mode (GIN_MODE); the middleware panics on any other value.', [
      'debug',
      'release',
      'test',
    ]),
    extraEnv: extraVariables('Additional environment variables of the middleware.', [
      'GOMEMLIMIT',
      'A',
      'TZ',
    ]),
  }),

  auth: section('Client authentication by API key.', {
    enabled: boolean(false, 'Require an API key from clients (MIDDLEWARE_AUTH_ENABLED).'),
    existingSecret: objectName(
      '',
      'Existing Secret with the comma-separated API keys under the key MIDDLEWARE_API_KEYS.',
    ),
    apiKeys,
    keyPrefix: string('cr_', 'Prefix of every API key (MIDDLEWARE_API_KEY_PREFIX).'),
    ...secretSourceValues(API_KEY_KEYS),
  }),

  relay: section('Upstream relay; it must be of the same project and version as the middleware.', {
    host: hostname('', 'Host of the relay: the name of its Service, or an external host. Required.'),
    port: port(3001, 'Port of the relay; 3000 in the claude-relay chart.'),
    tls: boolean(false, 'Connect over HTTPS.'),
    inCluster: boolean(
      false,
      'The relay is a release of the claude-relay chart; the network policy allows connections to its pods only.',
    ),
    namespace: otherNamespace('', "Namespace of that release; empty for the middleware's namespace."),
  }),
  redis: section('Redis of the relay, with its accounts.', {
    host: hostname('', 'Redis host (REDIS_HOST). Required.'),
    port: port(6379, 'Redis port (REDIS_PORT).'),
    database: integer(0, 'Redis database number (REDIS_DB).', { minimum: 0, maximum: 65_535 }),
    password: secret('Redis password (REDIS_PASSWORD); empty for none.'),
    existingSecret: objectName(
      '',
      `Existing Secret with the Redis password under the key ${REDIS_KEYS.password}.`,
    ),
    tls: boolean(false, 'Connect over TLS, through a sidecar tunnel: the middleware does not support TLS.'),
    inCluster: boolean(
      false,
      'Redis is bundled with a release of the claude-relay chart; the network policy allows connections to its pods only.',
    ),
    ...secretSourceValues(REDIS_KEYS),
  }),
  tunnel: section('TLS tunnel to Redis, used while redis.tls is true.', {
    image: pinnedImageValues(
      { repository: 'docker.io/ghostunnel/ghostunnel', tag: 'v1.11.3-alpine' },
      'Ghostunnel image.',
    ),
    resources: resourceValues(
      {
        limits: { cpu: '100m', memory: '64Mi' },
        requests: { cpu: '10m', memory: '32Mi' },
      },
      'Resource requests and limits of the tunnel.',
    ),
  }),

  streaming: streamingValues(
    300,
    60,
    'Maximum duration of a response, in seconds (PROXY_TIMEOUT). The middleware cuts off longer responses; the Ingress and terminating pods wait as long.',
  ),

  service: serviceValues(8080),
  loadBalancer: section('Additional Service of type LoadBalancer.', {
    enabled: boolean(false, 'Create the Service.'),
    port: port(80, 'Port of the Service.'),
    annotations: annotations({}, 'Annotations of the Service.'),
    ...addressValues,
    ...exposureValues,
    sourceRanges: list(
      [],
      'Allowed source addresses; empty for all.',
      addressRange('Address range in CIDR notation.'),
    ),
  }),
  ingress: ingressValues('middleware.yourdomain.com'),
  httpRoute: httpRouteValues,
  route: routeValues,
  resources: resourceValues(
    {
      limits: { cpu: '200m', memory: '128Mi' },
      requests: { cpu: '50m', memory: '64Mi' },
    },
    'Resource requests and limits of the middleware.',
  ),
  autoscaling: autoscalingValues({ minReplicas: 2, maxReplicas: 10 }),
  keda: kedaValues,
  verticalAutoscaling: verticalAutoscalingValues({
    least: { cpu: '20m', memory: '32Mi' },
    most: { cpu: '1', memory: '512Mi' },
  }),
  podDisruptionBudget: disruptionValues,

  networkPolicy: networkPolicyValues({
    ingressNamespaces: list(
      [],
      'Namespaces with access to the middleware, such as that of the ingress controller; empty for all, unless gatewayNamespaces has some.',
      namespaceName('Name of the namespace.'),
    ),
    gatewayNamespaces: list(
      [],
      'Namespaces with access to the middleware, such as that of the proxies of a Gateway, besides ingressNamespaces; empty for no others.',
      namespaceName('Name of the namespace.'),
    ),
    ingressCIDRs: ingressCidrsValue,
  }),

  podAnnotations: nullable(annotations({}, 'Annotations of the pods.')),
  podLabels: labels({}, 'Labels of the pods.'),
  global: globalValues,
});

/** The middleware's stack with its values, for the other files of this folder. */
export type MiddlewareStack = StackWith<typeof middlewareValues>;
