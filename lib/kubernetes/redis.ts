import { Construct } from 'constructs';
import { literal, type Expr, type Ref } from '../template/expression';
import {
  and,
  appVersion,
  asText,
  checksum,
  not,
  or,
  orElse,
  text,
  type Condition,
} from '../template/operators';
import { Resource } from '../template/resource';
import { OnlyIf } from '../template/scopes';
import { choose, when, type Tree } from '../template/tree';
import { section } from '../values/collections';
import { flag, hostname, integer, objectName, port, secret } from '../values/scalars';
import { Component, type Part } from './component';
import { imageOf, imageValues } from './image';
import * as k8s from './k8s';
import { anywhere, podsOf, restrictNetwork, type Connection } from './network';
import { resourceValues } from './resources';
import { restrictedContainer, restrictedPod } from './security';
import type { AnyStack } from './stack';
import { claimSpec, claimValues } from './storage';

/** The key of a Secret under which the password stands, in the stack's own Secret and in one of the user's. */
export const REDIS_PASSWORD_KEY = 'password';

const PORT = 6379;
// `redis` in the Alpine image.
const USER = 999;
const GROUP = 1000;

/** The values of the Redis that runs beside the system. */
export const redisValues = section('Redis inside the release.', {
  enabled: flag(true, 'Run a Redis; otherwise externalRedis is used.'),
  image: imageValues('Redis image.', 'docker.io/library/redis', '7.4.6-alpine'),
  auth: section('Password of Redis.', {
    enabled: flag(false, 'Ask for a password.'),
    password: secret('The password.'),
    existingSecret: objectName('', `Secret with the password under the key ${REDIS_PASSWORD_KEY}.`),
  }),
  persistence: section('Volume of Redis. All that the system knows is in there.', {
    enabled: flag(true, 'Keep the data on a volume.'),
    ...claimValues('8Gi'),
  }),
  resources: resourceValues('Resources of Redis.', {
    limits: { cpu: '250m', memory: '256Mi' },
    requests: { cpu: '100m', memory: '128Mi' },
  }),
});

/** The values of a Redis outside. */
export const externalRedisValues = section('Redis outside the release, used when redis.enabled is false.', {
  host: hostname('', 'Host.'),
  port: port(PORT, 'Port.'),
  password: secret('The password; empty for none.'),
  existingSecret: objectName('', `Secret with the password under the key ${REDIS_PASSWORD_KEY}.`),
  database: integer(0, 'Number of the database.', { minimum: 0, maximum: 65_535 }),
  tls: flag(false, 'Connect with TLS.'),
});

type InsideRefs = Ref<typeof redisValues>;

/** What Redis is made from. */
export interface RedisProps {
  readonly inside: Pick<InsideRefs, 'enabled' | 'auth' | 'persistence' | 'resources'> & {
    readonly image: Pick<InsideRefs['image'], 'repository' | 'tag' | 'pullPolicy'>;
  };
  /** @default - the name, the port and the password of the one inside are those of the one outside too */
  readonly outside?: Ref<typeof externalRedisValues>;
  /** Whether policies restrict the network. */
  readonly networkPolicy: Condition;
  /** The pods that connect to it. */
  readonly clients: Pick<Part, 'selector'>;
  /**
   * What else may connect to it.
   *
   * @default - nothing
   */
  readonly others?: Connection['peers'];
  /**
   * Where the values of the one inside stand, for a system whose document has them elsewhere.
   *
   * @default 'redis'
   */
  readonly path?: string;
  /**
   * What its objects are called.
   *
   * @default - the release with `-redis`, and the system's `-redis` as component
   */
  readonly names?: { readonly name: Expr<string>; readonly component: string };
  /**
   * The port of its Service.
   *
   * @default - the port that Redis listens on
   */
  readonly servicePort?: Expr<number>;
}

/** A Redis: one of the release's own, or one that is there already. The system sees no difference. */
export class Redis extends Construct {
  readonly host: Expr<string>;
  readonly port: Expr<number>;
  readonly database: Expr<string>;
  readonly tls: Expr<string>;
  /** Whether there is a password. */
  readonly protected: Condition;
  /** The connection to it, for a network policy. */
  readonly connections: readonly Connection[];
  /** The Secret that the password is in. */
  readonly passwordSecret: Expr<string>;
  private readonly component: Component;

  constructor(
    private readonly stack: AnyStack,
    id: string,
    private readonly props: RedisProps,
  ) {
    super(stack, id);
    const { inside, outside } = props;
    this.component = new Component(stack, {
      name: text`${stack.fullname}-redis`,
      appName: 'redis',
      component: `${stack.chart.name}-redis`,
      ...props.names,
      version: orElse(inside.image.tag, appVersion),
      helper: 'redis',
    });
    this.refuseIncomplete();

    const reached = outside ? this.eitherOf(outside) : this.alike();
    this.host = reached.host;
    this.port = reached.port;
    this.database = reached.database;
    this.tls = reached.tls;
    this.protected = reached.protected;
    this.passwordSecret = reached.passwordSecret;
    this.connections = [
      { peers: [podsOf(this.component.selector)], ports: [PORT], when: inside.enabled },
      { peers: anywhere, ports: [outside?.port ?? this.port], when: not(inside.enabled) },
    ];

    this.keepPassword();
    const own = new OnlyIf(this, 'inside', inside.enabled);
    this.run(own);
    restrictNetwork(own, this.component, {
      enabled: props.networkPolicy,
      from: [{ peers: [podsOf(props.clients.selector), ...(props.others ?? [])], ports: [PORT] }],
      to: [],
    });
  }

  /** How Redis is reached where a section of its own says it for one outside. */
  private eitherOf(outside: Ref<typeof externalRedisValues>) {
    const { stack } = this;
    const { inside } = this.props;
    const host = stack.namedText(
      'redisHost',
      'The host of Redis.',
      choose(inside.enabled, this.component.name, outside.host),
    );
    const reachedPort = stack.namedNumber(
      'redisPort',
      'The port of Redis.',
      choose(inside.enabled, PORT, outside.port),
    );
    const database = stack.namedText(
      'redisDatabase',
      'The database of Redis.',
      choose(inside.enabled, '0', asText(outside.database)),
    );
    const tls = stack.namedText(
      'redisTls',
      'Whether Redis is reached with TLS.',
      choose(inside.enabled, 'false', asText(outside.tls)),
    );
    const outsideProtected = stack.namedCondition(
      'redisOutsideProtected',
      'Whether a Redis outside the release is used and has a password.',
      and(not(inside.enabled), or(outside.password, outside.existingSecret)),
    );
    return {
      host,
      port: reachedPort,
      database,
      tls,
      protected: stack.namedCondition(
        'redisProtected',
        'Whether Redis has a password.',
        or(and(inside.enabled, inside.auth.enabled), outsideProtected),
      ),
      passwordSecret: stack.namedText(
        'redisPasswordSecret',
        'The Secret with the password of Redis.',
        choose(
          inside.enabled,
          orElse(inside.auth.existingSecret, this.component.name),
          orElse(outside.existingSecret, this.component.name),
        ),
      ),
    };
  }

  /** How Redis is reached where the same values say it for one inside and one outside. */
  private alike() {
    const { inside, servicePort = literal(PORT) } = this.props;
    return {
      host: this.component.name,
      port: servicePort,
      database: literal('0'),
      tls: literal('false'),
      protected: inside.auth.enabled,
      passwordSecret: this.stack.namedText(
        'redisPasswordSecret',
        'The Secret with the password of Redis.',
        orElse(inside.auth.existingSecret, text`${this.stack.fullname}-redis`),
      ),
    };
  }

  /** The environment variable with the password, for a container that connects to it. */
  passwordVariable(name: string) {
    return {
      name,
      valueFrom: { secretKeyRef: { name: this.passwordSecret, key: REDIS_PASSWORD_KEY } },
    };
  }

  private refuseIncomplete(): void {
    const { inside, outside, path: where = 'redis' } = this.props;
    const refuse: AnyStack['refuse'] = (...args) => this.stack.refuse(...args);
    const { enabled, auth } = inside;
    const path = `${where}.auth`;
    refuse(
      `${path}.password`,
      `is empty although ${path}.enabled is true; set it, or name a Secret in ${path}.existingSecret.`,
      ...(outside ? [enabled] : []),
      auth.enabled,
      not(auth.password),
      not(auth.existingSecret),
    );
    refuse(
      `${path}.password`,
      `is set and so is ${path}.existingSecret; set one of them.`,
      auth.password,
      auth.existingSecret,
    );
    if (outside === undefined) return;
    refuse(
      'externalRedis.host',
      `is empty although ${where}.enabled is false; set the host of the Redis to use.`,
      not(enabled),
      not(outside.host),
    );
    refuse(
      'externalRedis.password',
      'is set and so is externalRedis.existingSecret; set one of them.',
      outside.password,
      outside.existingSecret,
    );
  }

  private keepPassword(): void {
    const { inside, outside } = this.props;
    const { enabled, auth } = inside;
    if (outside === undefined) {
      this.keep(and(auth.enabled, not(auth.existingSecret)), this.passwordSecret, auth.password);
      return;
    }
    const insideGiven = this.stack.namedCondition(
      'redisPasswordGiven',
      'Whether the password of the Redis inside the release is among the values.',
      and(enabled, auth.enabled, not(auth.existingSecret)),
    );
    const given = or(insideGiven, and(not(enabled), outside.password));
    this.keep(given, this.component.name, choose(enabled, auth.password, outside.password));
  }

  private keep(given: Condition, name: Expr<string>, password: Tree): void {
    Resource.of(new OnlyIf(this, 'given', given), 'secret', {
      of: k8s.KubeSecret,
      manifest: {
        metadata: { ...this.component.metadata(), name },
        type: 'Opaque',
        stringData: { [REDIS_PASSWORD_KEY]: password as Expr<string> },
      },
    });
  }

  private run(scope: Construct): void {
    const { servicePort } = this.props;
    const { auth, image, persistence, resources } = this.props.inside;
    const volume = { name: 'data' };
    const ping = { exec: { command: ['sh', '-c', 'redis-cli ping | grep -q PONG'] }, timeoutSeconds: 5 };
    Resource.of(scope, 'statefulset', {
      of: k8s.KubeStatefulSet,
      manifest: {
        metadata: this.component.metadata(),
        spec: {
          serviceName: this.component.name,
          replicas: 1,
          selector: { matchLabels: this.component.selector },
          template: {
            metadata: {
              labels: this.component.podLabels,
              // Redis reads its password once, when it starts.
              annotations: { 'checksum/auth': checksum(auth) },
            },
            spec: {
              automountServiceAccountToken: false,
              enableServiceLinks: false,
              securityContext: restrictedPod(USER, GROUP),
              // Time to write the data down.
              terminationGracePeriodSeconds: 30,
              containers: [
                {
                  name: 'redis',
                  image: imageOf(image),
                  imagePullPolicy: image.pullPolicy,
                  args: [
                    'redis-server',
                    '--appendonly',
                    'yes',
                    '--save',
                    '60 1',
                    // Accounts and keys are in here: when memory is full, writing must fail, not data go.
                    '--maxmemory-policy',
                    'noeviction',
                    when(auth.enabled, ['--requirepass', '$(REDISCLI_AUTH)']),
                  ],
                  // redis-cli, in the probes, takes the password from this variable too.
                  env: [when(auth.enabled, this.passwordVariable('REDISCLI_AUTH'))],
                  ports: [{ name: 'redis', containerPort: PORT, protocol: 'TCP' }],
                  startupProbe: { ...ping, periodSeconds: 5, failureThreshold: 60 },
                  readinessProbe: { ...ping, periodSeconds: 10 },
                  livenessProbe: { ...ping, periodSeconds: 20, failureThreshold: 6 },
                  resources,
                  securityContext: restrictedContainer,
                  volumeMounts: [{ ...volume, mountPath: '/data' }],
                },
              ],
              volumes: [when(not(persistence.enabled), { ...volume, emptyDir: {} })],
            },
          },
          volumeClaimTemplates: [
            when(persistence.enabled, {
              metadata: { ...volume, labels: this.component.selector },
              spec: claimSpec({
                accessMode: 'ReadWriteOnce',
                size: persistence.size,
                storageClass: persistence.storageClass,
              }),
            }),
          ],
        },
      },
    });
    Resource.of(scope, 'service', {
      of: k8s.KubeService,
      manifest: {
        metadata: this.component.metadata(),
        spec: {
          selector: this.component.selector,
          ports: [
            {
              name: 'redis',
              port: servicePort ?? PORT,
              targetPort: k8s.IntOrString.fromString('redis'),
              protocol: 'TCP',
            },
          ],
        },
      },
    });
  }
}
