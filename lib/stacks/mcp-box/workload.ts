import { HTTP } from '../../kubernetes/exposure';
import * as k8s from '../../kubernetes/k8s';
import { scheduling } from '../../kubernetes/scheduling';
import { restrictedContainer, restrictedPod } from '../../kubernetes/security';
import type { Expr } from '../../template/expression';
import { checksum, greaterThan, not, orElse, sum, text, textAt } from '../../template/operators';
import { Resource } from '../../template/resource';
import { Named } from '../../template/scopes';
import { choose, each, eachEntry, merged, when, type Tree } from '../../template/tree';
import { FILL_IN } from './configuration';
import { clientsOf } from './infrastructure';
import type { Service } from './service';
import type { ServiceEntry } from './service-values';

// The gateway gives itself half a minute to stop, and uses it when a stream is open, since that never ends by itself
// (upstream, cmd/gateway).
const STOPPING = 50;

/** The Deployment of a service: it starts once what it uses is there, with its configuration filled in. */
export function deployService(service: Service, account: Expr<string>): void {
  const { stack, key, values, part, scope } = service;
  const { autoscaling, config, image, security } = values;
  const { global, imagePullSecrets, infrastructure } = stack.values;
  const configuration = textAt(stack.values.configs, key);
  const registry = new Named(scope, 'registry', orElse(image.registry, global.registry));
  const repository = new Named(registry, 'repository', orElse(image.repository, part.name));
  const tag = new Named(repository, 'tag', orElse(image.tag, global.version));
  Resource.of(tag, 'deployment', {
    of: k8s.KubeDeployment,
    manifest: {
      metadata: part.metadata(),
      spec: {
        replicas: when(not(autoscaling.enabled), values.replicas),
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: {
            maxSurge: k8s.IntOrString.fromNumber(1),
            maxUnavailable: k8s.IntOrString.fromNumber(0),
          },
        },
        selector: { matchLabels: part.selector },
        template: {
          metadata: {
            labels: merged(
              part.podLabels,
              when(values.uses.mysql, clientsOf('mysql').label),
              when(values.uses.redis, clientsOf('redis').label),
              values.podLabels,
            ),
            // The file is filled in when a pod starts, so pods have to be replaced when something in it changes.
            annotations: merged(
              {
                'checksum/config': checksum(configuration),
                'checksum/mysql': checksum(infrastructure.mysql.auth),
                'checksum/redis': checksum(infrastructure.redis.auth),
              },
              values.podAnnotations,
            ),
          },
          spec: {
            serviceAccountName: account,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            imagePullSecrets,
            securityContext: { ...restrictedPod(security.runAsUser), runAsNonRoot: notRoot(values) },
            terminationGracePeriodSeconds: sum(values.drainSeconds, STOPPING),
            initContainers: [
              when(values.uses.mysql, waitFor(service, 'mysql')),
              when(values.uses.redis, waitFor(service, 'redis')),
              when(configuration, fillIn(service)),
            ],
            containers: [
              {
                name: 'service',
                image: text`${registry.reference}/${repository.reference}:${tag.reference}`,
                imagePullPolicy: global.imagePullPolicy,
                env: ownVariables(values),
                ports: [{ name: HTTP, containerPort: values.containerPort, protocol: 'TCP' }],
                startupProbe: merged(question(values), { periodSeconds: 5, failureThreshold: 60 }),
                readinessProbe: merged(question(values), { periodSeconds: 10, timeoutSeconds: 5 }),
                livenessProbe: merged(question(values), { periodSeconds: 20, timeoutSeconds: 10 }),
                // While this sleeps, new requests go elsewhere.
                lifecycle: when(values.drainSeconds, {
                  preStop: { exec: { command: ['sleep', text`${values.drainSeconds}`] } },
                }),
                resources: resourcesOf(values),
                securityContext: {
                  ...restrictedContainer,
                  readOnlyRootFilesystem: security.readOnlyRootFilesystem,
                },
                volumeMounts: [
                  { name: 'tmp', mountPath: '/tmp' },
                  when(configuration, { name: 'config', mountPath: config.mountPath, readOnly: true }),
                ],
              },
            ],
            volumes: [
              { name: 'tmp', emptyDir: {} },
              when(configuration, [
                // In memory: there is a password in the file.
                { name: 'config', emptyDir: { medium: 'Memory', sizeLimit: k8s.Quantity.fromString('1Mi') } },
                {
                  name: 'templates',
                  configMap: {
                    name: text`${stack.fullname}-config`,
                    items: [{ key: text`${key}.yaml`, path: fileOf(service) }],
                  },
                },
              ]),
            ],
            ...scheduling(stack.values, part),
          },
        },
      },
    },
  });
}

function notRoot({ security }: ServiceEntry) {
  return choose(greaterThan(security.runAsUser, 0), true, false);
}

/** The name of the configuration file in the pod. */
function fileOf({ key, values }: Service): Expr<string> {
  return orElse(values.config.fileName, text`${key}.yaml`);
}

function helper({ stack }: Service) {
  const { repository, tag } = stack.values.infrastructure.helper;
  return {
    image: text`${repository}:${tag}`,
    imagePullPolicy: stack.values.global.imagePullPolicy,
    resources: {
      limits: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('32Mi') },
      requests: { cpu: k8s.Quantity.fromString('10m'), memory: k8s.Quantity.fromString('16Mi') },
    },
    securityContext: restrictedContainer,
  };
}

/** The databases come first. A Service leads nowhere until its pod is ready, so an open port means a database in order. */
function waitFor(service: Service, database: 'mysql' | 'redis') {
  const { host, port } = service.infrastructure[database];
  return {
    name: `wait-for-${database}`,
    ...helper(service),
    command: ['sh', '-c', WAIT],
    env: [
      { name: 'HOST', value: host },
      { name: 'PORT', value: text`${port}` },
    ],
  };
}

const WAIT = 'until nc -z -w 2 "$HOST" "$PORT"; do echo "waiting for $HOST:$PORT"; sleep 2; done';

function fillIn(service: Service) {
  return {
    name: 'configuration',
    ...helper(service),
    command: ['sh', '-c', FILL_IN],
    env: [
      { name: 'FILE', value: fileOf(service) },
      { name: 'PORT', value: text`${service.values.containerPort}` },
      when(service.values.uses.mysql, mysqlVariables(service)),
      when(service.values.uses.redis, redisVariables(service)),
      ...ownVariables(service.values),
    ],
    volumeMounts: [
      { name: 'templates', mountPath: '/templates', readOnly: true },
      { name: 'config', mountPath: '/config' },
    ],
  };
}

function mysqlVariables({ stack, infrastructure: { mysql } }: Service): Tree[] {
  const { database, username } = stack.values.infrastructure.mysql.auth;
  return [
    { name: 'MYSQL_HOST', value: mysql.host },
    { name: 'MYSQL_PORT', value: text`${mysql.port}` },
    { name: 'MYSQL_DATABASE', value: database },
    { name: 'MYSQL_USERNAME', value: username },
    mysql.passwordVariable('MYSQL_PASSWORD'),
  ];
}

function redisVariables({ infrastructure: { redis } }: Service): Tree[] {
  const none = { name: 'REDIS_PASSWORD', value: '' };
  return [
    { name: 'REDIS_HOST', value: redis.host },
    { name: 'REDIS_PORT', value: text`${redis.port}` },
    choose(redis.protected, redis.passwordVariable('REDIS_PASSWORD'), none),
  ];
}

/** The variables that the user gives. */
function ownVariables({ env, secretEnv }: ServiceEntry) {
  return [
    eachEntry(env, { key: 'name', entry: 'value' }, (name, value) => ({ name, value })),
    each(secretEnv, 'variable', ({ name, secret, key }) => ({
      name,
      valueFrom: { secretKeyRef: { name: secret, key } },
    })),
  ];
}

function question({ health }: ServiceEntry) {
  const port = k8s.IntOrString.fromString(HTTP);
  return choose(health.http, { httpGet: { path: health.path, port } }, { tcpSocket: { port } });
}

function resourcesOf({ resources: { limits, requests } }: ServiceEntry) {
  return {
    limits: { cpu: limits.cpu as Expr<string>, memory: limits.memory as Expr<string> },
    requests: { cpu: requests.cpu as Expr<string>, memory: requests.memory as Expr<string> },
  };
}
