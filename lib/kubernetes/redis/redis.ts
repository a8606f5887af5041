import { Construct } from 'constructs';
import type { Expr, Ref } from '../../engine/template/expression';
import { and, not, or, text, type Condition } from '../../engine/template/operators';
import { OnlyIf } from '../../engine/template/scopes';
import { commented, choose, when, type Templated } from '../../engine/template/tree';
import { Component } from '../component';
import type { Configuration } from '../config-map';
import { addDatabase } from '../database';
import { secretEnv } from '../env';
import { imageOf, type ImageParts } from '../image';
import { addNetworkPolicy, anywhere, podsOf, type Connection } from '../network-policy';
import type { ChartPods, ComponentPods } from '../pod-values';
import { addSecret } from '../secret';
import { addExternalSecret, fromElsewhere, type SecretSource } from '../secret-source';
import type { AnyStack } from '../stack';
import { validateResources } from '../validation';
import { addressOfValues, eitherAddress, type RedisAddress } from './address';
import { validateRedis } from './validation';
import { REDIS_KEYS, REDIS_PORT, type externalRedisValues, type redisValues } from './values';
import type { StatefulSetWishes } from '../workload-values';

export { externalRedisValues, REDIS_GROUP, REDIS_KEYS, REDIS_USER, redisValues } from './values';

type BundledRefs = Ref<typeof redisValues>;

/** The values of Redis, as references. */
export interface RedisValues {
  readonly bundled: Pick<BundledRefs, 'enabled' | 'auth' | 'networkPolicy' | 'persistence' | 'resources'> &
    ComponentPods &
    StatefulSetWishes & {
      readonly image: ImageParts & { readonly pullPolicy: Expr<string> };
    };
  /** @default - the name, the port and the password of the bundled one are those of the external one too */
  readonly external?: Ref<typeof externalRedisValues>;
  /** The values that hold for all pods of the chart. */
  readonly chart: ChartPods;
  /** Whether policies restrict the network. */
  readonly networkPolicy: Condition;
  /**
   * The port of its Service.
   *
   * @default - the port that Redis listens on
   */
  readonly servicePort?: Expr<number>;
}

/** What Redis is called, and who else connects to it. */
export interface RedisOptions {
  /**
   * What else may connect to it.
   *
   * @default - nothing
   */
  readonly alsoFrom?: Connection['peers'];
  /**
   * Where the values of the bundled one stand, for a stack whose document has them elsewhere.
   *
   * @default 'redis'
   */
  readonly path?: string;
  /**
   * What its objects are called.
   *
   * @default - the release with `-redis`, and the stack's `-redis` as component
   */
  readonly names?: { readonly name: Expr<string>; readonly component: string };
}

/** The label `app.kubernetes.io/component` of a stack's Redis, which sets its pods apart from those of the stack. */
export function redisComponent(chart: { readonly name: string }): string {
  return `${chart.name}-redis`;
}

/**
 * Adds a Redis: a bundled one, or the way to an external one. The stack sees no difference.
 *
 * @param clients the pods that connect to it
 */
export function addRedis(
  stack: AnyStack,
  clients: Pick<Component, 'selector'>,
  values: RedisValues,
  options: RedisOptions = {},
): Redis {
  return new Redis(stack, clients, values, options);
}

/** A Redis: a bundled one, or one that is there already. */
export class Redis extends Construct implements RedisAddress {
  readonly host: Expr<string>;
  readonly port: Expr<number>;
  readonly database: Expr<string>;
  readonly tls: Expr<string>;
  /** Whether there is a password. */
  readonly protected: Condition;
  /** The connection to it, for a network policy: to the bundled one, or to the external one. */
  readonly connections: readonly [bundled: Connection, external: Connection];
  /** The Secret that the password is in. */
  readonly passwordSecret: Expr<string>;
  readonly passwordKey: Expr<string>;
  /** What is in that Secret, if the stack makes it. */
  readonly passwords: Configuration['data'];
  private readonly component: Component;
  private readonly path: string;

  constructor(
    private readonly stack: AnyStack,
    clients: Pick<Component, 'selector'>,
    private readonly values: RedisValues,
    { alsoFrom = [], names, path = 'redis' }: RedisOptions,
  ) {
    super(stack, 'redis');
    this.path = path;
    const { bundled, external } = values;
    this.component = new Component(stack, {
      name: text`${stack.fullname}-redis`,
      appName: 'redis',
      component: redisComponent(stack.chart),
      ...names,
      version: bundled.image.tag,
      helper: 'redis',
    });
    validateRedis(stack, path, bundled, external);

    const reached = external
      ? eitherAddress(stack, this.component.name, bundled, external)
      : addressOfValues(stack, this.component.name, bundled, values.servicePort);
    this.host = reached.host;
    this.port = reached.port;
    this.database = reached.database;
    this.tls = reached.tls;
    this.protected = reached.protected;
    this.passwordSecret = reached.passwordSecret;
    this.passwordKey = reached.passwordKey;
    this.connections = [
      { peers: [podsOf(this.component.selector)], ports: [REDIS_PORT], when: bundled.enabled },
      { peers: anywhere, ports: [external?.port ?? this.port], when: not(bundled.enabled) },
    ];

    this.passwords = this.addPassword().data;
    const own = new OnlyIf(this, 'bundled', bundled.enabled);
    validateResources(own, `${path}.resources`, bundled.resources);
    this.addServer(own);
    addNetworkPolicy(
      own,
      this.component,
      { enabled: values.networkPolicy, ...bundled.networkPolicy },
      { from: [{ peers: [podsOf(clients.selector), ...alsoFrom], ports: [REDIS_PORT] }], to: [] },
    );
  }

  /** The environment variable with the password, for a container that connects to it. */
  passwordVariable(name: string) {
    return secretEnv(name, this.passwordSecret, this.passwordKey);
  }

  private addPassword(): Configuration {
    const { bundled, external } = this.values;
    const { enabled, auth } = bundled;
    const own = external === undefined ? this.passwordSecret : this.component.name;
    const add = (given: Condition, name: Expr<string>, password: Templated<string>) =>
      addSecret(this, this.component, { [REDIS_KEYS.password]: password }, { when: given, name });
    const addExternal = (source: SecretSource<'password'>, needed: Condition, id = 'externalsecret') =>
      addExternalSecret(this, this.component, { source, keys: REDIS_KEYS, when: needed, name: own, id });
    if (external === undefined) {
      addExternal(auth, auth.enabled);
      return add(and(auth.enabled, not(fromElsewhere(auth))), own, auth.password);
    }
    addExternal(auth, and(enabled, auth.enabled));
    addExternal(external, not(enabled), 'external-redis-externalsecret');
    const bundledGiven = this.stack.namedCondition(
      'redisPasswordSet',
      'Whether the password of the bundled Redis is set in the values.',
      and(enabled, auth.enabled, not(fromElsewhere(auth))),
    );
    const given = or(bundledGiven, and(not(enabled), external.password));
    return add(given, own, choose(enabled, auth.password, external.password));
  }

  private addServer(scope: Construct): void {
    const { passwords } = this;
    const { bundled, chart, servicePort = REDIS_PORT } = this.values;
    const { auth, image, persistence, resources } = bundled;
    const ping = { exec: { command: ['sh', '-c', PING] }, timeoutSeconds: 5 };
    addDatabase(
      scope,
      this.component,
      { servicePort, passwords, persistence, pods: bundled, chart },
      {
        name: 'redis',
        container: {
          image: imageOf(this.stack, `${this.path}.image`, image),
          imagePullPolicy: image.pullPolicy,
          args: [
            when(auth.enabled, ['sh', '-c', START]),
            'redis-server',
            '--appendonly',
            'yes',
            '--save',
            '60 1',
            commented(
              'The data includes accounts and keys: when the memory is full, writes must fail and no data must be evicted.',
              '--maxmemory-policy',
            ),
            'noeviction',
          ],
          env: [
            when(
              auth.enabled,
              commented(
                'redis-cli in the probes also reads the password from this variable.',
                this.passwordVariable('REDISCLI_AUTH'),
              ),
            ),
          ],
          startupProbe: { ...ping, periodSeconds: 5, failureThreshold: 60 },
          readinessProbe: { ...ping, periodSeconds: 10 },
          livenessProbe: { ...ping, periodSeconds: 20, failureThreshold: 6 },
          resources,
        },
        port: REDIS_PORT,
        stopSeconds: 30,
        dataPath: '/data',
      },
    );
  }
}

/**
 * Starts Redis with the password in its configuration, which it reads from its standard input: in its arguments, where the list of
 * processes shows it until Redis has changed that, one that begins with `--` would be another setting.
 *
 * Within quotes Redis takes `\x41` for a byte, so that no password is misunderstood.
 */
const START = `password=$(printf %s "$REDISCLI_AUTH" | od -A n -v -t x1 | tr -d '\\n' | sed 's/ /\\\\x/g')
exec "$0" - "$@" <<END
requirepass "$password"
END
`;

/**
 * What asks a Redis that hangs has to end by itself: a container runtime ends the shell alone after `timeoutSeconds`, and waits for what the
 * shell has started, so that the probe neither succeeds nor fails for more than two minutes (containerd issue 9568).
 */
const PING = 'timeout 4 redis-cli ping | grep -q PONG';
