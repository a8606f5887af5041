import { Construct } from 'constructs';
import type { Expr, Ref } from '../../engine/template/expression';
import { and, appVersion, not, or, orElse, text, type Condition } from '../../engine/template/operators';
import { Resource } from '../../engine/template/resource';
import { OnlyIf } from '../../engine/template/scopes';
import { choose, when, type Tree } from '../../engine/template/tree';
import { Component, type Part } from '../component';
import { runDatabase } from '../database';
import { imageOf } from '../image';
import * as k8s from '../k8s';
import { anywhere, podsOf, restrictNetwork, type Connection } from '../network-policy';
import { addressOfValues, eitherAddress, type RedisAddress } from './address';
import { refuseIncompleteRedis } from './validation';
import { REDIS_PASSWORD_KEY, REDIS_PORT, type externalRedisValues, type redisValues } from './values';
import { refuseRequestsAboveLimits } from '../resources';
import type { AnyStack } from '../stack';

export { externalRedisValues, REDIS_PASSWORD_KEY, redisValues } from './values';

// `redis` in the Alpine image.
const USER = 999;
const GROUP = 1000;

type InsideRefs = Ref<typeof redisValues>;

/** What Redis is made from. */
export interface RedisProps {
  readonly inside: Pick<InsideRefs, 'enabled' | 'auth' | 'persistence' | 'resources'> & {
    readonly image: Pick<InsideRefs['image'], 'repository' | 'tag' | 'pullPolicy'>;
  };
  /** @default - the image can be pulled by anyone */
  readonly imagePullSecrets?: Expr<readonly unknown[]>;
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

/** The label `app.kubernetes.io/component` of a system's Redis, which sets its pods apart from those of the system. */
export function redisComponent(chart: { readonly name: string }): string {
  return `${chart.name}-redis`;
}

/** A Redis: one of the release's own, or one that is there already. The system sees no difference. */
export class Redis extends Construct implements RedisAddress {
  readonly host: Expr<string>;
  readonly port: Expr<number>;
  readonly database: Expr<string>;
  readonly tls: Expr<string>;
  /** Whether there is a password. */
  readonly protected: Condition;
  /** The connection to it, for a network policy: to the one inside, or to the one outside. */
  readonly connections: readonly [inside: Connection, outside: Connection];
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
      component: redisComponent(stack.chart),
      ...props.names,
      version: orElse(inside.image.tag, appVersion),
      helper: 'redis',
    });
    refuseIncompleteRedis(stack, props.path ?? 'redis', inside, outside);

    const reached = outside
      ? eitherAddress(stack, this.component.name, inside, outside)
      : addressOfValues(stack, this.component.name, inside, props.servicePort);
    this.host = reached.host;
    this.port = reached.port;
    this.database = reached.database;
    this.tls = reached.tls;
    this.protected = reached.protected;
    this.passwordSecret = reached.passwordSecret;
    this.connections = [
      { peers: [podsOf(this.component.selector)], ports: [REDIS_PORT], when: inside.enabled },
      { peers: anywhere, ports: [outside?.port ?? this.port], when: not(inside.enabled) },
    ];

    this.keepPassword();
    const own = new OnlyIf(this, 'inside', inside.enabled);
    refuseRequestsAboveLimits(own, `${props.path ?? 'redis'}.resources`, inside.resources);
    this.run(own);
    restrictNetwork(own, this.component, {
      enabled: props.networkPolicy,
      from: [{ peers: [podsOf(props.clients.selector), ...(props.others ?? [])], ports: [REDIS_PORT] }],
      to: [],
    });
  }

  /** The environment variable with the password, for a container that connects to it. */
  passwordVariable(name: string) {
    return {
      name,
      valueFrom: { secretKeyRef: { name: this.passwordSecret, key: REDIS_PASSWORD_KEY } },
    };
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
    const { servicePort = REDIS_PORT } = this.props;
    const { auth, image, persistence, resources } = this.props.inside;
    const ping = { exec: { command: ['sh', '-c', 'redis-cli ping | grep -q PONG'] }, timeoutSeconds: 5 };
    runDatabase(scope, this.component, {
      name: 'redis',
      ...(this.props.imagePullSecrets && { imagePullSecrets: this.props.imagePullSecrets }),
      container: {
        image: imageOf(image),
        imagePullPolicy: image.pullPolicy,
        args: [
          when(auth.enabled, ['sh', '-c', START]),
          'redis-server',
          '--appendonly',
          'yes',
          '--save',
          '60 1',
          // Accounts and keys are in here: when memory is full, writing must fail, not data go.
          '--maxmemory-policy',
          'noeviction',
        ],
        // redis-cli, in the probes, takes the password from this variable too.
        env: [when(auth.enabled, this.passwordVariable('REDISCLI_AUTH'))],
        startupProbe: { ...ping, periodSeconds: 5, failureThreshold: 60 },
        readinessProbe: { ...ping, periodSeconds: 10 },
        livenessProbe: { ...ping, periodSeconds: 20, failureThreshold: 6 },
        resources,
      },
      runsAs: [USER, GROUP],
      port: REDIS_PORT,
      servicePort,
      auth,
      stopSeconds: 30,
      dataPath: '/data',
      persistence,
    });
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
