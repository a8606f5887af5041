import { autoscale } from '../../kubernetes/autoscaling';
import { testConnection } from '../../kubernetes/connection-test';
import { budgetDisruption } from '../../kubernetes/disruption';
import { exposeViaIngress, exposeViaService, HTTP } from '../../kubernetes/exposure';
import { imageOf } from '../../kubernetes/image';
import * as k8s from '../../kubernetes/k8s';
import { monitor } from '../../kubernetes/monitoring';
import { anywhere, dns, namespaceNamed, podsOf, restrictNetwork } from '../../kubernetes/network';
import { Redis } from '../../kubernetes/redis';
import { scheduling } from '../../kubernetes/scheduling';
import { restrictedContainer, restrictedPod } from '../../kubernetes/security';
import { runAs } from '../../kubernetes/service-account';
import { Stack } from '../../kubernetes/stack';
import { claimSpec } from '../../kubernetes/storage';
import { streamingAnnotations } from '../../kubernetes/streaming';
import type { Expr } from '../../template/expression';
import {
  and,
  checksum,
  equal,
  greaterThan,
  not,
  or,
  orElse,
  releaseName,
  sum,
  text,
  type Condition,
} from '../../template/operators';
import { Resource } from '../../template/resource';
import { OnlyIf } from '../../template/scopes';
import { choose, each, ifSet, merged, when, type Lines } from '../../template/tree';
import { WRITE_ADMINISTRATOR } from './administrator';
import { relayChart } from './chart';
import { relayNotes } from './notes';
import { RELAY_PORT, relaySettings } from './settings';
import { relayValues } from './values';

// `node` in the image (node:18-alpine and later).
const USER = 1000;

/** The Claude relay: a Node.js service in front of several Claude accounts, with all its state in Redis. */
export class ClaudeRelay extends Stack<(typeof relayValues)['shape']['fields']> {
  readonly notes: Lines<string>;
  /** The Redis that all of it is in. */
  readonly redis: Redis;

  /** Whether more than one pod may run. */
  private readonly several: Condition;
  /** Whether the data is on a volume. Several pods have none: what must be alike in all of them comes from the Secret. */
  private readonly claimed: Condition;
  /** Whether the volume lets only one pod at a time use it, so that the old pod must go before the new one comes. */
  private readonly oneAtATime: Condition;
  /** The Secret with the keys of the application. */
  private readonly secretName: Expr<string>;

  constructor() {
    super(relayChart, relayValues);
    const { autoscaling, config, ingress, persistence, replicaCount, service } = this.values;
    this.several = this.namedCondition(
      'several',
      'Whether more than one pod may run.',
      or(autoscaling.enabled, greaterThan(replicaCount, 1)),
    );
    const shared = equal(persistence.accessMode, 'ReadWriteMany');
    this.claimed = this.namedCondition(
      'claimed',
      'Whether the data is on a volume: several pods have one only where they can share it.',
      and(persistence.enabled, or(not(this.several), shared)),
    );
    this.oneAtATime = this.namedCondition(
      'oneAtATime',
      'Whether the old pod must go before the new one comes.',
      and(this.claimed, not(shared)),
    );
    this.secretName = this.namedText(
      'secretName',
      'The Secret with the keys of the application.',
      orElse(config.existingSecret, text`${this.fullname}-secret`),
    );
    this.refuseIncomplete();

    this.redis = new Redis(this, 'redis', {
      inside: this.values.redis,
      outside: this.values.externalRedis,
      networkPolicy: this.values.networkPolicy.enabled,
      clients: this.main,
      others: [this.systemsLetIn()],
    });
    const { redis } = this;
    const account = runAs(this, this.main, this.values.serviceAccount);
    this.configure(redis);
    this.store();
    this.deploy(redis, account);
    exposeViaService(this, this.main, service);
    exposeViaIngress(
      this,
      this.main,
      ingress,
      service.port,
      streamingAnnotations(this.values.streaming, ingress),
    );
    autoscale(this, this.main, autoscaling);
    budgetDisruption(this, this.main, this.values.podDisruptionBudget, this.several);
    monitor(this, this.main, this.values.serviceMonitor);
    this.connect(redis);
    this.test();
    this.notes = relayNotes(this.values, this.fullname, this.several);
  }

  private refuseIncomplete(): void {
    const { config, persistence } = this.values;
    const generate = 'set it (openssl rand -base64 32), or name a Secret in config.existingSecret.';
    for (const key of ['jwtSecret', 'encryptionKey'] as const) {
      this.refuse(`config.${key}`, `is required; ${generate}`, not(config.existingSecret), not(config[key]));
    }
    for (const key of ['jwtSecret', 'encryptionKey', 'adminUsername', 'adminPassword'] as const) {
      this.refuse(
        `config.${key}`,
        'is set and so is config.existingSecret; set one of them.',
        config.existingSecret,
        config[key],
      );
    }
    this.refuse(
      'persistence.accessMode',
      'is ReadWriteOnce, but several pods may run; use ReadWriteMany, or leave it empty: several pods need no volume.',
      persistence.enabled,
      this.several,
      equal(persistence.accessMode, 'ReadWriteOnce'),
    );
  }

  /** The settings in a ConfigMap, the keys in a Secret. */
  private configure(redis: Redis): void {
    const { config } = this.values;
    Resource.of(this, 'configmap', {
      of: k8s.KubeConfigMap,
      manifest: {
        metadata: this.main.metadata('-config'),
        data: relaySettings(this.values, redis, this.several),
      },
    });
    Resource.of(new OnlyIf(this, 'secrets', not(config.existingSecret)), 'secret', {
      of: k8s.KubeSecret,
      manifest: {
        metadata: this.main.metadata('-secret'),
        type: 'Opaque',
        stringData: {
          JWT_SECRET: config.jwtSecret,
          ENCRYPTION_KEY: config.encryptionKey,
          ADMIN_USERNAME: ifSet(config.adminUsername),
          ADMIN_PASSWORD: ifSet(config.adminPassword),
        },
      },
    });
  }

  private store(): void {
    const { persistence } = this.values;
    Resource.of(new OnlyIf(this, 'storage', this.claimed), 'pvc', {
      of: k8s.KubePersistentVolumeClaim,
      manifest: {
        metadata: this.main.metadata('-data', {
          'helm.sh/resource-policy': when(persistence.retain, 'keep'),
        }),
        spec: claimSpec({ ...persistence, accessMode: orElse(persistence.accessMode, 'ReadWriteOnce') }),
      },
    });
  }

  private deploy(redis: Redis, account: Expr<string>): void {
    const { autoscaling, config, image, podAnnotations, podLabels, replicaCount, resources } = this.values;
    const software = { image: imageOf(image), imagePullPolicy: image.pullPolicy };
    const drain = this.drainSeconds();
    Resource.of(this, 'deployment', {
      of: k8s.KubeDeployment,
      manifest: {
        metadata: this.main.metadata(),
        spec: {
          replicas: when(not(autoscaling.enabled), replicaCount),
          strategy: choose(
            this.oneAtATime,
            { type: 'Recreate' },
            {
              type: 'RollingUpdate',
              rollingUpdate: {
                maxSurge: k8s.IntOrString.fromNumber(1),
                maxUnavailable: k8s.IntOrString.fromNumber(0),
              },
            },
          ),
          selector: { matchLabels: this.main.selector },
          template: {
            metadata: {
              labels: merged(this.main.podLabels, podLabels),
              // Pods read their environment once, so they have to be replaced when it changes.
              annotations: merged(
                {
                  'checksum/config': checksum(config),
                  'checksum/redis': checksum(this.values.redis.auth),
                  'checksum/external-redis': checksum(this.values.externalRedis),
                },
                podAnnotations,
              ),
            },
            spec: {
              serviceAccountName: account,
              automountServiceAccountToken: false,
              enableServiceLinks: false,
              imagePullSecrets: this.values.imagePullSecrets,
              securityContext: restrictedPod(USER),
              // The relay gives itself ten seconds to stop and then exits (upstream, src/app.js).
              terminationGracePeriodSeconds: sum(drain, 15),
              initContainers: [this.waitForRedis(software), this.writeAdministrator(software)],
              containers: [
                {
                  name: 'relay',
                  ...software,
                  envFrom: [{ configMapRef: { name: text`${this.fullname}-config` } }],
                  env: [...this.keys(), when(redis.protected, redis.passwordVariable('REDIS_PASSWORD'))],
                  ports: [{ name: HTTP, containerPort: RELAY_PORT, protocol: 'TCP' }],
                  ...probes,
                  // While this sleeps, new requests go elsewhere and the streams that are open go on.
                  lifecycle: { preStop: { exec: { command: ['sleep', text`${drain}`] } } },
                  resources,
                  securityContext: restrictedContainer,
                  volumeMounts: [
                    DATA_MOUNT,
                    { name: 'logs', mountPath: '/app/logs' },
                    { name: 'tmp', mountPath: '/tmp' },
                    { name: 'temp', mountPath: '/app/temp' },
                  ],
                },
              ],
              volumes: [
                choose(
                  this.claimed,
                  { name: DATA, persistentVolumeClaim: { claimName: text`${this.fullname}-data` } },
                  { name: DATA, emptyDir: {} },
                ),
                { name: 'logs', emptyDir: {} },
                { name: 'tmp', emptyDir: {} },
                { name: 'temp', emptyDir: {} },
              ],
              ...scheduling(this.values, this.main),
            },
          },
        },
      },
    });
  }

  /**
   * How long a pod that is stopped goes on with its streams, in seconds.
   *
   * Where the new pod comes only after the old one has gone, the relay is away all that time, so streams are cut short.
   */
  private drainSeconds(): Expr<number> {
    return this.namedNumber(
      'drainSeconds',
      'How long a pod that is stopped goes on with its streams, in seconds.',
      choose(this.oneAtATime, 5, this.values.streaming.longestSeconds),
    );
  }

  /** The keys of the application, as environment variables. */
  private keys() {
    const key = (name: string, optional: boolean) => ({
      name,
      valueFrom: { secretKeyRef: { name: this.secretName, key: name, ...(optional ? { optional } : {}) } },
    });
    return [
      key('JWT_SECRET', false),
      key('ENCRYPTION_KEY', false),
      key('ADMIN_USERNAME', true),
      key('ADMIN_PASSWORD', true),
    ];
  }

  /** The relay exits when Redis is not there on its first try. */
  private waitForRedis(software: { image: Expr<string> }) {
    return {
      name: 'wait-for-redis',
      ...software,
      command: [
        'sh',
        '-c',
        'until nc -z -w 2 "$REDIS_HOST" "$REDIS_PORT"; do echo "waiting for $REDIS_HOST:$REDIS_PORT"; sleep 2; done',
      ],
      envFrom: [{ configMapRef: { name: text`${this.fullname}-config` } }],
      resources: SMALL,
      securityContext: restrictedContainer,
    };
  }

  private writeAdministrator(software: { image: Expr<string> }) {
    return {
      name: 'administrator',
      ...software,
      command: ['node', '-e', WRITE_ADMINISTRATOR],
      env: this.keys(),
      resources: SMALL,
      securityContext: restrictedContainer,
      volumeMounts: [DATA_MOUNT],
    };
  }

  /** The pods of other systems that may connect to the relay and to its Redis. */
  private systemsLetIn() {
    return each(this.values.networkPolicy.systems, 'system', (system) =>
      podsOf({ 'app.kubernetes.io/part-of': system }),
    );
  }

  private connect(redis: Redis): void {
    const { networkPolicy, service, serviceMonitor } = this.values;
    restrictNetwork(this, this.main, {
      enabled: networkPolicy.enabled,
      from: [
        { peers: [podsOf(TEST_LABELS), this.systemsLetIn()], ports: [RELAY_PORT] },
        {
          peers: [each(networkPolicy.ingressNamespaces, 'namespace', namespaceNamed)],
          ports: [RELAY_PORT],
          when: networkPolicy.ingressNamespaces,
        },
        {
          peers: [namespaceNamed(orElse(serviceMonitor.namespace, networkPolicy.monitoringNamespace))],
          ports: [RELAY_PORT],
          when: and(serviceMonitor.enabled, or(serviceMonitor.namespace, networkPolicy.monitoringNamespace)),
        },
        // A Service that is open to the outside hands connections on with their own addresses.
        {
          peers: anywhere,
          ports: [RELAY_PORT],
          when: not(equal(service.type, 'ClusterIP')),
        },
      ],
      to: [
        dns,
        ...redis.connections,
        // The APIs that accounts belong to and the price list; which they are is set in the relay's own pages.
        { peers: anywhere, ports: [443] },
      ],
      extra: {
        ingress: networkPolicy.extraIngress,
        egress: networkPolicy.extraEgress,
      },
    });
  }

  /** `helm test`: the Service answers, and behind it Redis does. */
  private test(): void {
    const { image, service } = this.values;
    testConnection(this, this.main, {
      labels: TEST_LABELS,
      user: USER,
      container: {
        name: 'curl',
        image: imageOf(image),
        imagePullPolicy: image.pullPolicy,
        command: ['sh', '-c', 'curl -fsS --retry 5 --retry-connrefused -m 10 "$URL" | grep -q "$HEALTHY"'],
        env: [
          { name: 'URL', value: text`http://${this.fullname}:${service.port}/health` },
          { name: 'HEALTHY', value: REDIS_HEALTHY },
        ],
        resources: SMALL,
      },
    });
  }
}

// The pod of `helm test`.
const TEST_LABELS = {
  'app.kubernetes.io/name': 'claude-relay-test',
  'app.kubernetes.io/instance': releaseName,
};

const DATA = 'data';
const DATA_MOUNT = { name: DATA, mountPath: '/app/data' };

const SMALL = {
  limits: { cpu: k8s.Quantity.fromString('250m'), memory: k8s.Quantity.fromString('128Mi') },
  requests: { cpu: k8s.Quantity.fromString('10m'), memory: k8s.Quantity.fromString('64Mi') },
};

// The relay answers 200 also when Redis is gone (upstream, src/app.js, checkRedisHealth), so the answer has to be read.
const REDIS_HEALTHY = '"redis":{"status":"healthy"';
const HEALTH = { path: '/health', port: k8s.IntOrString.fromString(HTTP) };

const probes = {
  // Redis, migrations and the price list come first; five minutes are given for them.
  startupProbe: { httpGet: HEALTH, periodSeconds: 10, timeoutSeconds: 10, failureThreshold: 30 },
  readinessProbe: {
    exec: {
      command: [
        'sh',
        '-c',
        `curl -fsS -m 4 http://127.0.0.1:${String(RELAY_PORT)}/health | grep -q '${REDIS_HEALTHY}'`,
      ],
    },
    periodSeconds: 10,
    timeoutSeconds: 5,
    failureThreshold: 3,
  },
  // Redis being gone is no reason to restart the relay.
  livenessProbe: { httpGet: HEALTH, periodSeconds: 20, timeoutSeconds: 10, failureThreshold: 3 },
};
