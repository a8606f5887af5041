import * as z from 'zod';
import { globalSection, mapOf, section } from '../../engine/values/collections';
import { nullable, optional } from '../../engine/values/declaration';
import { dnsLabel, hostname, ingressHost, otherNamespace } from '../../engine/values/names';
import { duration, port } from '../../engine/values/numbers';
import {
  boolean,
  imageRegistry,
  imageRepository,
  oneOf,
  path,
  requiredImageTag,
} from '../../engine/values/scalars';
import type { Scalar } from '../../engine/values/string-form';
import { annotations, labels } from '../../engine/values/string-maps';
import { loggingValues } from '../../kubernetes/logging';
import { mysqlValues } from '../../kubernetes/mysql/mysql';
import { EXPORTER_USER } from '../../kubernetes/exporter';
import { gatewayNamespacesValue } from '../../kubernetes/http-route';
import { digestValue, globalImageValues, pullPolicyValue } from '../../kubernetes/image';
import {
  dnsValues,
  extraRulesOf,
  ingressCidrsValue,
  ingressNamespacesValue,
  KUBE_DNS_BY_DEFAULT,
  monitoringNamespaceValue,
} from '../../kubernetes/network-policy';
import { componentPodValues } from '../../kubernetes/pod-values';
import { REDIS_GROUP, REDIS_USER, redisValues } from '../../kubernetes/redis/redis';
import { resourceValues, SMALL, TINY } from '../../kubernetes/resources';
import type { StackWith } from '../../kubernetes/stack';
import { relabelingValues } from '../../kubernetes/service-monitor';
import { testValues } from '../../kubernetes/helm-test';
import { standardValues } from '../../kubernetes/standard-values';
import { claimValues } from '../../kubernetes/volume';
import { deploymentValues, statefulSetValues } from '../../kubernetes/workload-values';
import { configurationFile, GATEWAY_CONFIGURATION } from './configuration';
import { initValues } from './program-values';
import { serviceEntry } from './service-values';

/** The default of `global.namespace`, overridden by the namespace of the release. */
export const DEFAULT_NAMESPACE = 'mcp-default';

/** Keys of services: they are part of the names and labels of their objects. */
const SERVICE_KEY = /^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/;

/**
 * Values of the shared volume. The market, the authentication service, the web pages and the Job that seeds the platform keep
 * packages, images and API descriptions in one directory (upstream, docker-compose/docker-compose.yml).
 */
const sharedStorageValues = section(
  'Shared volume of services with sharedStorage, and of init. It is kept on uninstall.',
  {
    enabled: boolean(false, 'Use a shared volume.'),
    accessMode: oneOf(
      'ReadWriteMany',
      'Access mode, also of an existing claim; ReadWriteOnce is limited to one pod of one service.',
      ['ReadWriteMany', 'ReadWriteOnce'],
    ),
    ...claimValues('20Gi', 'Size of the created volume.'),
    mountPath: path('/data/mcpcan', 'Mount path in the containers: storage.rootPath in configuration files.'),
  },
);

/** User ID of `nobody` in the BusyBox image of the `helm test` pods. */
const NOBODY = 65_534;

/** The values of the pods of the platform that few set. */
const podValues = {
  podAnnotations: nullable(
    annotations({}, 'Annotations of the pods; those of a service or a database are its own.'),
  ),
  podLabels: labels({}, 'Labels of the pods; those of a service or a database are its own.', ['mcp-box']),
  tests: testValues(NOBODY, TINY),
};

/** Values of the MCP platform: the keys and defaults of its document, and further ones. */
export const mcpBoxValues = standardValues('MCP platform', podValues, {
  global: globalSection('Settings of the whole platform; a parent chart may add its own values.', {
    namespace: dnsLabel(
      DEFAULT_NAMESPACE,
      'Namespace of all objects. If default or empty, the namespace of the release, unless that is "default".',
      63,
    ),
    createNamespace: boolean(
      false,
      'Create the namespace if it is not that of the release, unless it is there already.',
    ),
    podSecurity: oneOf('restricted', 'Pod Security Standard of a created namespace.', [
      'restricted',
      'baseline',
      'privileged',
    ]),
    domain: domain('example.com', 'Domain of services without ingress.host.'),
    version: requiredImageTag('latest', 'Version of the platform: the default image tag of the services.'),
    registry: imageRegistry('docker.io/77kymo', 'Default image registry of the services.'),
    imagePullPolicy: oneOf(
      'IfNotPresent',
      'Image pull policy of all containers whose image has none of its own.',
      ['IfNotPresent', 'Always', 'Never'],
    ),
    ...globalImageValues,
  }),

  infrastructure: section('Databases, bundled or external.', {
    mysql: section('MySQL.', { ...mysqlValues, image: databaseImage('mysql', '8.0') }),
    redis: section('Redis.', {
      enabled: boolean(
        true,
        'Deploy the bundled Redis; otherwise use an external one at service.name and service.port.',
      ),
      image: databaseImage('redis', '7.4.6-alpine'),
      service: section('Address of Redis.', {
        name: hostname(
          'mcp-redis',
          'Name of the Service and the StatefulSet, or host of an external Redis; empty for a name derived from the release.',
        ),
        port: port(6379, 'Port of the Service, or of an external Redis.'),
      }),
      auth: redisValues.shape.fields.auth,
      persistence: section('Persistent volume of Redis.', {
        enabled: boolean(true, 'Store the data on a persistent volume.'),
        ...claimValues('5Gi', undefined, true),
      }),
      resources: resourceValues(
        {
          requests: { memory: '128Mi', cpu: '50m' },
          limits: { memory: '256Mi', cpu: '200m' },
        },
        'Resource requests and limits of Redis.',
      ),
      networkPolicy: redisValues.shape.fields.networkPolicy,
      ...componentPodValues(REDIS_USER, REDIS_GROUP),
      ...statefulSetValues,
    }),
    helper: section(
      'Image of the init containers, which wait for databases and fill in configuration files, and of the test pods: any with BusyBox.',
      {
        repository: imageRepository('docker.io/library/busybox', 'Image repository, without tag.'),
        tag: requiredImageTag('1.37.0', 'Image tag.'),
        digest: digestValue,
        pullPolicy: pullPolicyValue,
        resources: resourceValues(TINY, 'Resource requests and limits of each init container.'),
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
        // The port in the application's own configuration; the Service maps the documented port to it.
        containerPort: 8082,
        service: { port: 8080, type: 'ClusterIP' },
        ingress: { enabled: true, host: '', path: '/', pathType: 'Prefix' },
        resources: {
          requests: { memory: '256Mi', cpu: '100m' },
          limits: { memory: '512Mi', cpu: '500m' },
        },
        config: { mountPath: '/app/config' },
        // After an outage of MySQL the gateway hangs for good, and responds to /health (upstream, v1.0.0).
        health: { callPath: '/mcp-gateway/0/0' },
        startInTurn: true,
        // The gateway forwards to MCP servers: those started by the platform, and any others.
        network: { namespacePods: true, internet: true },
      },
    },
    'Services by key. A new key adds a service with all its resources; omitted values have the defaults given here.',
    serviceEntry,
    {
      key: SERVICE_KEY,
      reserved: /^(init|mysql|redis)$/,
      expects:
        'at most 40 lowercase letters, digits and "-", beginning with a letter, and none of init, mysql and redis',
      samples: ['gateway', 'newservice', 'new-service', 'y', 'null'],
    },
  ),
  configs: mapOf(
    { gateway: GATEWAY_CONFIGURATION },
    'Configuration files by key of the service, and that of the Job under init. Placeholders are replaced when a pod starts: $(PORT), $(MYSQL_HOST), $(MYSQL_PORT), $(MYSQL_DATABASE), $(MYSQL_USERNAME), $(MYSQL_PASSWORD), $(REDIS_HOST), $(REDIS_PORT), $(REDIS_PASSWORD), and the variables in env and secretEnv of the service. Do not include secrets: the files are stored in a ConfigMap.',
    configurationFile('Content of the file.'),
    {
      key: SERVICE_KEY,
      expects: 'keys of services, or init',
      samples: ['gateway', 'newservice', 'y', 'init'],
    },
  ),
  init: initValues,
  sharedStorage: sharedStorageValues,

  monitoring: section('Monitoring with Prometheus.', {
    enabled: boolean(false, 'Enable monitoring; while it is false, prometheus has no effect.'),
    prometheus: section('Metrics of MySQL, Redis and services with metrics.enabled.', {
      enabled: boolean(false, 'Deploy an exporter for each database, bundled or external.'),
      serviceMonitor: section('ServiceMonitors for the Prometheus Operator.', {
        enabled: boolean(false, 'Create ServiceMonitors.'),
        namespace: otherNamespace('', 'Namespace of the ServiceMonitors; empty for that of the platform.'),
        labels: labels({}, 'Labels of the ServiceMonitors, for the selector of Prometheus.'),
        annotations: annotations({}, 'Annotations of the ServiceMonitors.'),
        interval: duration('30s', 'Scrape interval.'),
        scrapeTimeout: duration('10s', 'Scrape timeout; at most the interval.'),
        ...relabelingValues,
      }),
      exporters: section('Exporters.', {
        mysql: exporterImage('docker.io/prom/mysqld-exporter', 'v0.15.1', 'MySQL'),
        redis: exporterImage('docker.io/oliver006/redis_exporter', 'v1.62.0', 'Redis'),
      }),
    }),
  }),
  logging: loggingValues,

  networkPolicy: section('Network policies: allowed connections.', {
    enabled: boolean(true, 'Create network policies that allow only required connections.'),
    ingressNamespaces: ingressNamespacesValue,
    ingressCIDRs: ingressCidrsValue,
    gatewayNamespaces: gatewayNamespacesValue,
    monitoringNamespace: monitoringNamespaceValue,
    dns: dnsValues(KUBE_DNS_BY_DEFAULT),
    // Not a value of the Job: with those, its pod would change, and it would run again.
    init: extraRulesOf('the Job init'),
  }),
});

/** Type of the stack in the files that add its resources. */
export type McpBoxStack = StackWith<typeof mcpBoxValues>;

function databaseImage(repository: string, tag: string) {
  return section('Image.', {
    registry: optional(imageRegistry('', 'Image registry; absent for the default registry of the nodes.')),
    repository: imageRepository(repository, 'Image repository, without registry and tag.'),
    tag: requiredImageTag(tag, 'Image tag.'),
    digest: digestValue,
    pullPolicy: pullPolicyValue,
  });
}

function exporterImage(repository: string, tag: string, database: string) {
  return section(`Exporter of ${database}.`, {
    repository: imageRepository(repository, 'Image repository, without tag.'),
    tag: requiredImageTag(tag, 'Image tag.'),
    digest: digestValue,
    pullPolicy: pullPolicyValue,
    resources: resourceValues(SMALL, 'Resource requests and limits of the exporter.'),
    networkPolicy: extraRulesOf(`the exporter of ${database}`),
    ...componentPodValues(EXPORTER_USER),
    ...deploymentValues,
  });
}

/** Declares the domain of hosts derived from the key of a service. */
function domain(def: string, description: string): Scalar<string> {
  return {
    ...ingressHost(def, description),
    // The longest key, a dot and the longest domain add up to a host of 253 characters.
    schema: () =>
      z
        .string()
        .regex(/^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)*[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/)
        .max(212),
    expects: 'a domain of at most 212 characters such as example.com',
    samples: ['example.com', 'a', '1.y', 'dev.example.com'],
  };
}
