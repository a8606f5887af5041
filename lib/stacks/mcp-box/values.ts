import { z } from 'zod';
import { imagePullSecretsValue } from '../../kubernetes/image';
import { loggingValues } from '../../kubernetes/logging';
import { mysqlValues } from '../../kubernetes/mysql/mysql';
import { redisValues } from '../../kubernetes/redis/redis';
import { resourceValues } from '../../kubernetes/resources';
import { schedulingValues } from '../../kubernetes/scheduling';
import { serviceAccountValues } from '../../kubernetes/service-account';
import { namingValues, type StackWith } from '../../kubernetes/stack';
import { claimValues } from '../../kubernetes/volume';
import { globalSection, list, mapOf, section } from '../../engine/values/collections';
import { optional } from '../../engine/values/declaration';
import {
  dnsLabel,
  hostname,
  ingressHost,
  namespaceName,
  objectName,
  otherNamespace,
} from '../../engine/values/names';
import { duration, port } from '../../engine/values/numbers';
import { flag, imageRepository, imageTag, oneOf, path } from '../../engine/values/scalars';
import { labels } from '../../engine/values/string-maps';
import { configurationFile, GATEWAY_CONFIGURATION } from './configuration';
import { initValues } from './job-values';
import { registry } from './program-values';
import { serviceEntry } from './service-values';

/** The default of `global.namespace`, which gives way to the namespace of the release. */
export const DEFAULT_NAMESPACE = 'mcp-default';

/** What a service may be called: its key is in the names and labels of its objects. */
const SERVICE = /^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/;

/**
 * The values of the volume that services share. The market, the login service, the web pages and the Job that seeds the platform
 * keep packages, pictures and API descriptions in one directory (upstream, docker-compose/docker-compose.yml).
 */
const sharedStorageValues = section(
  'Volume that services with sharedStorage, and init, share. It is kept when the release is uninstalled.',
  {
    enabled: flag(false, 'Have a shared volume.'),
    existingClaim: objectName('', 'Claim of your own to use instead of making one.'),
    accessMode: oneOf(
      'ReadWriteMany',
      ['ReadWriteMany', 'ReadWriteOnce'],
      'Access mode, of a claim of your own too; with ReadWriteOnce one pod of one service can have it.',
    ),
    ...claimValues('20Gi'),
    mountPath: path(
      '/data/mcpcan',
      'Directory of the volume in the containers: the storage.rootPath of configurations.',
    ),
  },
);

/** The values of the MCP platform: the keys and defaults of its document, and what they left open. */
export const mcpBoxValues = section('MCP platform', {
  global: globalSection('For all of the platform; a parent chart may have its own values here too.', {
    namespace: dnsLabel(
      DEFAULT_NAMESPACE,
      "Namespace of all objects. The default and an empty one give way to the release's, unless that is called default.",
      63,
    ),
    createNamespace: flag(false, "Make the namespace, where it is not the release's own."),
    podSecurity: oneOf(
      'restricted',
      ['restricted', 'baseline', 'privileged'],
      'Pod Security Standard of a namespace that is made.',
    ),
    domain: domain('example.com', 'Domain that hosts are under which have no name of their own.'),
    version: version(
      'latest',
      'Version of the platform: the image tag of the services that have none of their own.',
    ),
    registry: registry('docker.io/77kymo', 'Registry of the images of the services.'),
    imagePullPolicy: oneOf(
      'IfNotPresent',
      ['IfNotPresent', 'Always', 'Never'],
      'When the node pulls the image of any container.',
    ),
  }),
  imagePullSecrets: imagePullSecretsValue,
  ...namingValues,

  infrastructure: section('Databases, inside the release or outside.', {
    mysql: section('MySQL.', { ...mysqlValues, image: databaseImage('mysql', '8.0') }),
    redis: section('Redis.', {
      enabled: flag(true, 'Run a Redis; otherwise the one under service.name and service.port is used.'),
      image: databaseImage('redis', '7.4.6-alpine'),
      service: section('Where Redis is reached.', {
        name: hostname(
          'mcp-redis',
          'Name of its Service and StatefulSet, or the host of a Redis outside; empty for one after the release.',
        ),
        port: port(6379, 'Port of its Service, or of a Redis outside.'),
      }),
      auth: redisValues.shape.fields.auth,
      persistence: section('Volume of Redis.', {
        enabled: flag(true, 'Keep the data on a volume.'),
        ...claimValues('5Gi'),
      }),
      resources: resourceValues('Resources of Redis.', {
        requests: { memory: '128Mi', cpu: '50m' },
        limits: { memory: '256Mi', cpu: '200m' },
      }),
    }),
    helper: section(
      'Image of the containers that wait for databases and fill in configuration files: any with BusyBox.',
      {
        repository: imageRepository('docker.io/library/busybox', 'Image without tag.'),
        tag: version('1.37.0', 'Image tag.'),
      },
    ),
  }),

  services: mapOf(
    {
      gateway: {
        enabled: true,
        name: 'mcp-gateway',
        replicas: 1,
        image: { repository: 'mcp-gateway', tag: '' },
        // What the software's own configuration has; the Service stands in front of it with the documented port.
        containerPort: 8082,
        service: { port: 8080, type: 'ClusterIP' },
        ingress: { enabled: true, host: '', path: '/', pathType: 'Prefix' },
        resources: {
          requests: { memory: '256Mi', cpu: '100m' },
          limits: { memory: '512Mi', cpu: '500m' },
        },
        config: { mountPath: '/app/config' },
        // The gateway stands in front of MCP servers: those that the platform starts, and any others.
        network: { namespacePods: true, internet: true },
      },
    },
    'Services. A new key is a new service, with all that a service has; what is left out is as said here.',
    serviceEntry,
    {
      key: SERVICE,
      reserved: /^(init|mysql|redis)$/,
      expects:
        'at most 40 small letters, digits and "-", beginning with a letter, and none of init, mysql and redis',
      samples: ['gateway', 'newservice', 'new-service', 'y', 'null'],
    },
  ),
  configs: mapOf(
    { gateway: GATEWAY_CONFIGURATION },
    'Configuration files, by service, and that of the Job under init. Placeholders are filled in when a pod starts: $(PORT), $(MYSQL_HOST), $(MYSQL_PORT), $(MYSQL_DATABASE), $(MYSQL_USERNAME), $(MYSQL_PASSWORD), $(REDIS_HOST), $(REDIS_PORT), $(REDIS_PASSWORD), and whatever env and secretEnv of the service have. Do not write secrets here: this is kept in a ConfigMap.',
    configurationFile('Text of the file.'),
    { key: SERVICE, expects: 'keys of services, or init', samples: ['gateway', 'newservice', 'y', 'init'] },
  ),
  init: initValues,
  sharedStorage: sharedStorageValues,

  monitoring: section('Prometheus.', {
    enabled: flag(false, 'Have metrics read.'),
    prometheus: section('What is read: how MySQL and Redis do, and services with metrics.enabled.', {
      enabled: flag(false, 'Run an exporter for each database, inside the release or outside.'),
      serviceMonitor: section('ServiceMonitors for the Prometheus Operator.', {
        enabled: flag(false, 'Make ServiceMonitors.'),
        namespace: otherNamespace('', "Namespace of the ServiceMonitors; empty for the platform's."),
        labels: labels('Labels by which a Prometheus picks them.'),
        interval: duration('30s', 'Time between two scrapes.'),
        scrapeTimeout: duration('10s', 'Time after which a scrape is given up; at most the interval.'),
      }),
      exporters: section('Images of the exporters.', {
        mysql: exporterImage('docker.io/prom/mysqld-exporter', 'v0.15.1'),
        redis: exporterImage('docker.io/oliver006/redis_exporter', 'v1.62.0'),
      }),
    }),
  }),
  logging: loggingValues,

  networkPolicy: section('Network policies: who may connect to whom.', {
    enabled: flag(true, 'Let only the connections through that the platform needs.'),
    ingressNamespaces: list(
      ['ingress-nginx'],
      'Namespaces of the ingress controllers.',
      namespaceName('Name of the namespace.'),
    ),
    monitoringNamespace: otherNamespace('monitoring', 'Namespace of Prometheus, let through to metrics.'),
  }),
  serviceAccount: serviceAccountValues,
  ...schedulingValues,
});

/** The MCP platform, to the files that add parts of it. */
export type McpBoxStack = StackWith<typeof mcpBoxValues>;

function databaseImage(repository: string, tag: string) {
  return section('Image.', {
    registry: optional(registry('', 'Registry; absent for the one that nodes look in by themselves.')),
    repository: imageRepository(repository, 'Image without registry and tag.'),
    tag: version(tag, 'Image tag.'),
  });
}

function exporterImage(repository: string, tag: string) {
  return section('Exporter.', {
    repository: imageRepository(repository, 'Image without tag.'),
    tag: version(tag, 'Image tag.'),
  });
}

/** An image tag that must not be empty. */
function version(def: string, description: string) {
  return {
    ...imageTag(def, description),
    schema: z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/),
    samples: ['v1.2.3', '1.10', '1e6', '0755', 'latest'],
  };
}

/** The domain of hosts that begin with the key of a service. */
function domain(def: string, description: string) {
  return {
    ...ingressHost(def, description),
    // With the longest key, a dot and this, a host has 253 characters.
    schema: z
      .string()
      .regex(/^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)*[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/)
      .max(212),
    expects: 'a domain of at most 212 characters such as example.com',
    samples: ['example.com', 'a', '1.y', 'dev.example.com'],
  };
}
