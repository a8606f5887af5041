import { Construct } from 'constructs';
import type { Expr, Ref } from '../../engine/template/expression';
import { and, equal, not, orElse, text, type Condition } from '../../engine/template/operators';
import { Resource } from '../../engine/template/resource';
import { OnlyIf } from '../../engine/template/scopes';
import { when } from '../../engine/template/tree';
import { Component, type Part } from '../component';
import { runDatabase } from '../database';
import * as k8s from '../k8s';
import { MYSQL_KEYS, MYSQL_PORT, SAMPLE_PASSWORD, type mysqlValues } from './values';
import { anywhere, podsOf, restrictNetwork, type Connection } from '../network-policy';
import { refuseRequestsAboveLimits } from '../resources';
import { refuseWrongHost } from '../service-name';
import type { AnyStack } from '../stack';

export { MYSQL_KEYS, mysqlValues, SAMPLE_PASSWORD } from './values';

// `mysql` in the official image (docker-library/mysql, Dockerfile.oracle).
const USER = 999;

type Section = typeof mysqlValues;

/** What MySQL is made from. */
export interface MysqlProps {
  readonly values: { readonly [K in keyof Section]: Ref<Section[K]> };
  /** Where the values stand, such as `infrastructure.mysql`. */
  readonly path: string;
  readonly image: Expr<string>;
  readonly imagePullPolicy: Expr<string>;
  /** @default - the image can be pulled by anyone */
  readonly imagePullSecrets?: Expr<readonly unknown[]>;
  /** Its version, for a label. */
  readonly version: Expr<string>;
  /** Whether policies restrict the network. */
  readonly networkPolicy: Condition;
  /** The pods that connect to it. */
  readonly clients: Pick<Part, 'selector'>;
}

/** A MySQL: one of the release's own, or one that is there already. The system sees no difference. */
export class Mysql extends Construct {
  readonly host: Expr<string>;
  readonly port: Expr<number>;
  /** The connection to it, for a network policy: to the one inside, or to the one outside. */
  readonly connections: readonly [inside: Connection, outside: Connection];
  private readonly component: Component;
  /** The Secret that the passwords are in. */
  private readonly secretName: Expr<string>;

  constructor(
    private readonly stack: AnyStack,
    id: string,
    private readonly props: MysqlProps,
  ) {
    super(stack, id);
    const { enabled, service, auth } = props.values;
    this.host = stack.namedText(
      'mysqlHost',
      'The host of MySQL, which is the name of its Service where it is inside the release.',
      orElse(service.name, text`${stack.fullname}-mysql`),
    );
    this.port = service.port;
    this.component = new Component(stack, {
      name: this.host,
      appName: 'mysql',
      component: 'mysql',
      version: props.version,
      helper: 'mysql',
    });
    this.secretName = stack.namedText(
      'mysqlSecret',
      'The Secret with the passwords of MySQL.',
      orElse(auth.existingSecret, text`${stack.fullname}-mysql`),
    );
    this.connections = [
      { peers: [podsOf(this.component.selector)], ports: [MYSQL_PORT], when: enabled },
      { peers: anywhere, ports: [service.port], when: not(enabled) },
    ];
    this.refuseWrong();
    this.keepPasswords();
    const own = new OnlyIf(this, 'inside', enabled);
    refuseRequestsAboveLimits(own, `${this.props.path}.resources`, this.props.values.resources);
    this.run(own);
    restrictNetwork(own, this.component, {
      enabled: props.networkPolicy,
      from: [{ peers: [podsOf(props.clients.selector)], ports: [MYSQL_PORT] }],
      to: [],
    });
  }

  /** The environment variable with the user's password, for a container that connects to it. */
  passwordVariable(name: string) {
    return this.fromSecret(name, MYSQL_KEYS.user);
  }

  private fromSecret(name: string, key: string) {
    return { name, valueFrom: { secretKeyRef: { name: this.secretName, key } } };
  }

  private refuseWrong(): void {
    const { enabled, service, auth } = this.props.values;
    const { path } = this.props;
    const way = `set it, or name a Secret in ${path}.auth.existingSecret.`;
    const given = new OnlyIf(this, 'passwords', not(auth.existingSecret));
    const refuse: AnyStack['refuseWithin'] = (...args) => this.stack.refuseWithin(...args);
    refuse(given, `${path}.auth.password`, `is empty; ${way}`, not(auth.password));
    refuse(given, `${path}.auth.rootPassword`, `is empty; ${way}`, enabled, not(auth.rootPassword));
    const open = new OnlyIf(given, 'open', and(enabled, not(this.props.networkPolicy)));
    for (const key of ['password', 'rootPassword'] as const) {
      refuse(
        open,
        `${path}.auth.${key}`,
        `is the sample "${SAMPLE_PASSWORD}" and no network policy keeps others out; ${way}`,
        equal(auth[key], SAMPLE_PASSWORD),
      );
    }
    this.stack.refuse(
      `${path}.auth.username`,
      'is root, whom the image makes itself; name another user.',
      enabled,
      equal(auth.username, 'root'),
    );
    refuseWrongHost(this.stack, 'mysql', {
      path: `${path}.service.name`,
      value: service.name,
      name: this.host,
      inside: enabled,
    });
  }

  private keepPasswords(): void {
    const { enabled, auth } = this.props.values;
    Resource.of(new OnlyIf(this, 'given', not(auth.existingSecret)), 'secret', {
      of: k8s.KubeSecret,
      manifest: {
        metadata: { ...this.component.metadata(), name: this.secretName },
        type: 'Opaque',
        stringData: {
          [MYSQL_KEYS.root]: when(enabled, auth.rootPassword),
          [MYSQL_KEYS.user]: auth.password,
        },
      },
    });
  }

  private run(scope: Construct): void {
    const { image, imagePullPolicy, imagePullSecrets, values } = this.props;
    const { auth, persistence, resources, service } = values;
    // During the first start a server without network makes the database; the address makes the probe pass it over.
    const alive = { exec: { command: ['mysqladmin', 'ping', '-h', '127.0.0.1'] }, timeoutSeconds: 5 };
    runDatabase(scope, this.component, {
      name: 'mysql',
      ...(imagePullSecrets && { imagePullSecrets }),
      container: {
        image,
        imagePullPolicy,
        // The network policy lets it ask no name server, and each new connection would wait for that.
        args: ['mysqld', '--skip-name-resolve'],
        env: [
          this.fromSecret('MYSQL_ROOT_PASSWORD', MYSQL_KEYS.root),
          { name: 'MYSQL_DATABASE', value: auth.database },
          { name: 'MYSQL_USER', value: auth.username },
          this.fromSecret('MYSQL_PASSWORD', MYSQL_KEYS.user),
        ],
        startupProbe: { ...alive, periodSeconds: 5, failureThreshold: 120 },
        // Ready is who lets the user in, not who only listens.
        readinessProbe: { exec: { command: ['sh', '-c', LOGIN] }, periodSeconds: 10, timeoutSeconds: 5 },
        livenessProbe: { ...alive, periodSeconds: 20, failureThreshold: 6 },
        resources,
      },
      runsAs: [USER],
      port: MYSQL_PORT,
      servicePort: service.port,
      auth,
      // A MySQL that is killed has to recover when it starts.
      stopSeconds: 120,
      dataPath: '/var/lib/mysql',
      persistence,
      scratch: {
        // A socket and a number.
        run: ['/var/run/mysqld', '16Mi'],
        // What is sorted, or altered while it is used, takes as much room as the data does at the most.
        tmp: ['/tmp', persistence.size],
      },
    });
  }
}

// The password goes through the environment, where other processes do not see it.
const LOGIN =
  'MYSQL_PWD="$MYSQL_PASSWORD" mysql -h 127.0.0.1 -u "$MYSQL_USER" -e "SELECT 1" "$MYSQL_DATABASE"';
