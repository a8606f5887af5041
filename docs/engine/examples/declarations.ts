/** An example of each declaration. `npm run docs` runs them and writes docs/engine/declarations.md. */
import {
  addressRange,
  amount,
  annotations,
  anyIngressHost,
  atLeastOne,
  boolean,
  dnsLabel,
  duration,
  entry,
  formed,
  formerly,
  globalSection,
  hostname,
  httpUrl,
  identifier,
  imageDigest,
  imageRegistry,
  imageRepository,
  imageTag,
  ingressHost,
  integer,
  interval,
  kubernetesObject,
  labelName,
  labels,
  labelValue,
  list,
  mapOf,
  namespaceName,
  namespaceOrAny,
  nodeSelector,
  nonEmptyList,
  nullable,
  nullableFields,
  objectName,
  oneOf,
  optional,
  optionalImageRegistry,
  otherNamespace,
  path,
  pathPattern,
  podCount,
  port,
  quantity,
  required,
  requiredImageTag,
  requiredName,
  secret,
  secretKey,
  section,
  storageClassName,
  string,
  underHeading,
  type Fields,
  type JsonObject,
} from '../../../lib/engine';
import { apiObject } from '../../../lib/kubernetes';

/** One or more values as a stack declares them, values that are accepted, and values that are not. */
export interface DeclarationExample {
  readonly declared: Fields;
  readonly accepted: JsonObject;
  readonly rejected: JsonObject;
}

export const declarations: Readonly<Record<string, DeclarationExample>> = {
  string: {
    declared: { greeting: string('Hello', 'Text of the first page.') },
    accepted: { greeting: 'Good morning: {{ all }}' },
    rejected: { greeting: 1 },
  },
  secret: {
    declared: { password: secret('Password of the database.') },
    accepted: { password: 'of-your-own' },
    rejected: { password: 1234 },
  },
  imageRepository: {
    declared: { repository: imageRepository('ghcr.io/example/shop', 'Image of the shop.') },
    accepted: { repository: 'registry.example.com:5000/team/shop' },
    rejected: { repository: 'ghcr.io/example/shop:1.4' },
  },
  imageRegistry: {
    declared: { registry: imageRegistry('docker.io', 'Registry of all images.') },
    accepted: { registry: 'registry.example.com/team' },
    rejected: { registry: 'https://registry.example.com' },
  },
  optionalImageRegistry: {
    declared: { registry: optionalImageRegistry('Registry in the place of that of each image.') },
    accepted: { registry: '' },
    rejected: { registry: 'registry.example.com/' },
  },
  imageTag: {
    declared: { tag: imageTag('', 'Tag of the image; the appVersion of the chart if it is empty.') },
    accepted: { tag: 'v1.4.0' },
    rejected: { tag: 1.4 },
  },
  imageDigest: {
    declared: { digest: imageDigest('Digest of the image, which goes before its tag.') },
    accepted: { digest: 'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' },
    rejected: { digest: 'sha256:0123' },
  },
  requiredImageTag: {
    declared: { tag: requiredImageTag('7.4', 'Tag of the image of Redis.') },
    accepted: { tag: '8.0' },
    rejected: { tag: '' },
  },
  path: {
    declared: { metricsPath: path('/metrics', 'Path of the metrics.') },
    accepted: { metricsPath: '/internal/metrics' },
    rejected: { metricsPath: '/internal/../metrics' },
  },
  pathPattern: {
    declared: { route: pathPattern('/', 'Path of the route.') },
    accepted: { route: '/api(/|$)(.*)' },
    rejected: { route: 'api' },
  },
  httpUrl: {
    declared: { api: httpUrl('https://api.example.com/v1', 'API that is called.') },
    accepted: { api: 'http://localhost:8080' },
    rejected: { api: 'api.example.com' },
  },
  oneOf: {
    declared: { logLevel: oneOf('info', 'Log level.', ['error', 'warn', 'info', 'debug']) },
    accepted: { logLevel: 'debug' },
    rejected: { logLevel: 'verbose' },
  },
  boolean: {
    declared: { metrics: boolean(false, 'Serve metrics.') },
    accepted: { metrics: true },
    rejected: { metrics: 'true' },
  },
  quantity: {
    declared: { memory: quantity('256Mi', 'Memory that is requested.') },
    accepted: { memory: '1Gi' },
    rejected: { memory: '1 GB' },
  },
  amount: {
    declared: { size: amount('8Gi', 'Size of the volume.') },
    accepted: { size: '100Gi' },
    rejected: { size: '0Gi' },
  },
  duration: {
    declared: { scrapeInterval: duration('30s', 'Interval of Prometheus.') },
    accepted: { scrapeInterval: '1m30s' },
    rejected: { scrapeInterval: '30' },
  },
  interval: {
    declared: { refreshInterval: interval('1h', 'How often the Secret is read anew.') },
    accepted: { refreshInterval: '1h30m' },
    rejected: { refreshInterval: '1d' },
  },
  integer: {
    declared: { replicaCount: integer(2, 'Number of replicas.', { minimum: 0, maximum: 100 }) },
    accepted: { replicaCount: 3 },
    rejected: { replicaCount: -1 },
  },
  port: {
    declared: { port: port(80, 'Port of the Service.') },
    accepted: { port: 8080 },
    rejected: { port: 70000 },
  },
  podCount: {
    declared: { maxUnavailable: podCount(1, 'Pods that may be unavailable at once.') },
    accepted: { maxUnavailable: '25%' },
    rejected: { maxUnavailable: 0 },
  },
  objectName: {
    declared: { existingSecret: objectName('', 'Secret that exists.') },
    accepted: { existingSecret: 'shop-keys' },
    rejected: { existingSecret: 'Shop_keys' },
  },
  storageClassName: {
    declared: { storageClass: storageClassName('Storage class of the volume.') },
    accepted: { storageClass: '-' },
    rejected: { storageClass: 'fast disks' },
  },
  requiredName: {
    declared: {
      pullSecrets: list(
        [],
        'Secrets of registries.',
        entry('A Secret.', { name: requiredName('Its name.') }),
      ),
    },
    accepted: { pullSecrets: [{ name: 'registry' }] },
    rejected: { pullSecrets: [{}] },
  },
  namespaceName: {
    declared: { watched: list([], 'Namespaces that are watched.', namespaceName('A namespace.')) },
    accepted: { watched: ['shop', 'shop-test'] },
    rejected: { watched: ['shop.test'] },
  },
  otherNamespace: {
    declared: { scrapedFrom: otherNamespace('monitoring', 'Namespace of Prometheus.') },
    accepted: { scrapedFrom: '' },
    rejected: { scrapedFrom: '*' },
  },
  namespaceOrAny: {
    declared: { clientsFrom: namespaceOrAny('', 'Namespace of the clients.') },
    accepted: { clientsFrom: '*' },
    rejected: { clientsFrom: 'shop-*' },
  },
  dnsLabel: {
    declared: { nameOverride: dnsLabel('', 'Name in the place of that of the chart.', 20) },
    accepted: { nameOverride: 'shop' },
    rejected: { nameOverride: 'the-shop-of-the-team-of-all' },
  },
  hostname: {
    declared: { redisHost: hostname('', 'Host of Redis.') },
    accepted: { redisHost: 'redis.example.com' },
    rejected: { redisHost: 'redis.example.com:6379' },
  },
  addressRange: {
    declared: { clients: list([], 'Addresses of the clients.', addressRange('A range of addresses.')) },
    accepted: { clients: ['10.0.0.0/8', '2001:db8::/32'] },
    rejected: { clients: ['10.0.0.1'] },
  },
  ingressHost: {
    declared: { host: ingressHost('shop.example.com', 'Host of the Ingress.') },
    accepted: { host: '*.example.com' },
    rejected: { host: 'https://shop.example.com' },
  },
  anyIngressHost: {
    declared: { host: anyIngressHost('Host of the Ingress.') },
    accepted: { host: '' },
    rejected: { host: '10.0.0.1' },
  },
  identifier: {
    declared: { database: identifier('shop', 'Name of the database.', 64) },
    accepted: { database: 'shop_test' },
    rejected: { database: 'shop-test' },
  },
  secretKey: {
    declared: { passwordKey: secretKey('password', 'Key of the password in the Secret.') },
    accepted: { passwordKey: 'db.password' },
    rejected: { passwordKey: 'db/password' },
  },
  formed: {
    declared: {
      color: formed('#336699', 'Color of the page.', {
        pattern: /^#[0-9a-f]{6}$/,
        expects: 'a color such as #336699',
        samples: ['#336699', '#000000'],
        yamlSafe: false,
      }),
    },
    accepted: { color: '#ffffff' },
    rejected: { color: 'blue' },
  },
  section: {
    declared: { service: section('Service.', { port: port(80, 'Its port.') }) },
    accepted: { service: { port: 8080 } },
    rejected: { service: { prot: 8080 } },
  },
  globalSection: {
    declared: {
      global: globalSection('Values of all charts.', { imageRegistry: optionalImageRegistry('Registry.') }),
    },
    accepted: { global: { imageRegistry: 'registry.example.com', ofAnotherChart: true } },
    rejected: { global: { imageRegistry: 'registry.example.com/' } },
  },
  entry: {
    declared: {
      users: mapOf(
        {},
        'Users of the shop.',
        entry('A user.', { role: oneOf('reader', 'Role.', ['reader', 'admin']) }),
        { key: /^[a-z]+$/, expects: 'lowercase letters', samples: ['alice'] },
      ),
    },
    accepted: { users: { alice: {}, bob: { role: 'admin' } } },
    rejected: { users: { bob: { rule: 'admin' } } },
  },
  list: {
    declared: { args: list(['--quiet'], 'Arguments.', string('', 'An argument.')) },
    accepted: { args: [] },
    rejected: { args: '--quiet' },
  },
  atLeastOne: {
    declared: { hosts: atLeastOne(['shop.example.com'], 'Hosts.', ingressHost('', 'A host.')) },
    accepted: { hosts: ['shop.example.com', 'shop.example.org'] },
    rejected: { hosts: [] },
  },
  nonEmptyList: {
    declared: {
      roles: list([], 'Roles.', entry('A role.', { verbs: nonEmptyList('Verbs.', string('', 'A verb.')) })),
    },
    accepted: { roles: [{ verbs: ['get'] }] },
    rejected: { roles: [{ verbs: [] }] },
  },
  mapOf: {
    declared: {
      extraEnv: mapOf({}, 'Further environment variables.', string('', 'Value of the variable.'), {
        key: /^[A-Z_]+$/,
        reserved: /^PORT$/,
        expects: 'uppercase letters and "_", and not PORT',
        samples: ['TZ'],
      }),
    },
    accepted: { extraEnv: { TZ: 'Europe/Berlin' } },
    rejected: { extraEnv: { PORT: '80' } },
  },
  labels: {
    declared: { podLabels: labels({}, 'Labels of the pods.') },
    accepted: { podLabels: { team: 'shop', 'example.com/tier': 'front' } },
    rejected: { podLabels: { 'app.kubernetes.io/name': 'shop' } },
  },
  annotations: {
    declared: { podAnnotations: annotations({}, 'Annotations of the pods.') },
    accepted: { podAnnotations: { 'example.com/owner': 'the shop team' } },
    rejected: { podAnnotations: { 'checksum/config': '1' } },
  },
  nodeSelector: {
    declared: { nodeSelector: nodeSelector('Labels of the nodes that pods may run on.') },
    accepted: { nodeSelector: { 'kubernetes.io/arch': 'arm64' } },
    rejected: { nodeSelector: { pool: 'a pool' } },
  },
  labelValue: {
    declared: { tier: labelValue('Value of the label example.com/tier.') },
    accepted: { tier: 'front' },
    rejected: { tier: 'front/back' },
  },
  labelName: {
    declared: { topologyKey: labelName('Label of the nodes that pods are spread over.') },
    accepted: { topologyKey: 'topology.kubernetes.io/zone' },
    rejected: { topologyKey: 'zone of the node' },
  },
  kubernetesObject: {
    declared: {
      affinity: kubernetesObject({}, 'Affinity of the pods.', [{ podAntiAffinity: {} }]),
    },
    accepted: { affinity: { nodeAffinity: {} } },
    rejected: { affinity: 'none' },
  },
  optional: {
    declared: {
      graceSeconds: optional(integer(30, 'Seconds to stop in.', { minimum: 0, maximum: 3600 })),
    },
    accepted: { graceSeconds: null },
    rejected: { graceSeconds: '30 s' },
  },
  nullable: {
    declared: { cpuLimit: nullable(quantity('500m', 'Limit of the CPU.')) },
    accepted: { cpuLimit: null },
    rejected: { cpuLimit: '' },
  },
  nullableFields: {
    declared: {
      podSecurity: nullableFields(
        apiObject('PodSecurityContext', 'Security context of the pods.', [{ fsGroup: 1000 }]),
      ),
    },
    accepted: { podSecurity: { fsGroup: null } },
    rejected: { podSecurity: { fsgroup: 1000 } },
  },
  required: {
    declared: {
      backends: list([], 'Backends.', entry('A backend.', { url: required(httpUrl('', 'Its URL.')) })),
    },
    accepted: { backends: [{ url: 'http://shop:8080' }] },
    rejected: { backends: [{ url: null }] },
  },
  underHeading: {
    declared: {
      ...underHeading('Probes', {
        probePath: path('/healthz', 'Path that is asked.'),
        probeSeconds: integer(10, 'Seconds between two probes.', { minimum: 1, maximum: 300 }),
      }),
    },
    accepted: { probeSeconds: 5 },
    rejected: { probeSeconds: 0 },
  },
  formerly: {
    declared: {
      replicaCount: formerly(integer(1, 'Number of replicas.', { minimum: 0, maximum: 9 }), 'replicas'),
    },
    accepted: { replicas: 3 },
    rejected: { replicas: 10 },
  },
};
