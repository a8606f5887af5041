import { Construct } from 'constructs';
import type { Expr, Ref } from '../../engine/template/expression';
import { and, equal, not, orElse, text, type Condition } from '../../engine/template/operators';
import { OnlyIf } from '../../engine/template/scopes';
import { choose, commented, when } from '../../engine/template/tree';
import { Component, isDefaultOfRenamed } from '../component';
import type { Configuration } from '../config-map';
import { addDatabase } from '../database';
import { secretEnv } from '../env';
import { imageOf, type ImageParts } from '../image';
import { addNetworkPolicy, anywhere, podsOf, type Connection } from '../network-policy';
import type { ChartPods } from '../pod-values';
import { addSecretFromSource, fromElsewhere, validateSecretSource } from '../secret-source';
import type { AnyStack } from '../stack';
import { validateResources, validateServiceOrHost } from '../validation';
import { DEFAULT_NAME, MYSQL_KEYS, MYSQL_PORT, SAMPLE_PASSWORD, type mysqlValues } from './values';

export { MYSQL_KEYS, mysqlValues, SAMPLE_PASSWORD } from './values';

type Section = typeof mysqlValues;

/** The values of MySQL, as references. */
export interface MysqlValues {
  readonly server: { readonly [K in keyof Section]: Ref<Section[K]> };
  /** The values that hold for all pods of the chart. */
  readonly chart: ChartPods;
  readonly image: ImageParts;
  readonly imagePullPolicy: Expr<string>;
  /** Whether policies restrict the network. */
  readonly networkPolicy: Condition;
}

/** Where the values of MySQL stand. */
export interface MysqlOptions {
  /** Such as `infrastructure.mysql`. */
  readonly path: string;
}

/**
 * Adds a MySQL: a bundled one, or the way to an external one. The stack sees no difference.
 *
 * @param clients the pods that connect to it
 */
export function addMysql(
  stack: AnyStack,
  clients: Pick<Component, 'selector'>,
  values: MysqlValues,
  options: MysqlOptions,
): Mysql {
  return new Mysql(stack, clients, values, options);
}

/** A MySQL: a bundled one, or one that is there already. */
export class Mysql extends Construct {
  readonly host: Expr<string>;
  readonly port: Expr<number>;
  /** The connection to it, for a network policy: to the bundled one, or to the external one. */
  readonly connections: readonly [bundled: Connection, external: Connection];
  /** What is in the Secret with the passwords, if the stack makes it. */
  readonly passwords: Configuration['data'];
  private readonly component: Component;
  /** The Secret that the passwords are in. */
  private readonly secretName: Expr<string>;

  constructor(
    private readonly stack: AnyStack,
    clients: Pick<Component, 'selector'>,
    private readonly values: MysqlValues,
    private readonly options: MysqlOptions,
  ) {
    super(stack, 'mysql');
    const { enabled, service, auth, networkPolicy, resources } = values.server;
    this.host = stack.namedString(
      'mysqlHost',
      'Host of MySQL; of the bundled one, the name of its Service.',
      choose(
        and(enabled, isDefaultOfRenamed(stack, service.name, DEFAULT_NAME)),
        text`${stack.fullname}-mysql`,
        orElse(service.name, text`${stack.fullname}-mysql`),
      ),
    );
    this.port = service.port;
    this.component = new Component(stack, {
      name: this.host,
      appName: 'mysql',
      component: 'mysql',
      version: values.image.tag,
      helper: 'mysql',
    });
    this.secretName = stack.namedString(
      'mysqlSecret',
      'Secret with the passwords of MySQL.',
      orElse(auth.existingSecret, text`${stack.fullname}-mysql`),
    );
    this.connections = [
      { peers: [podsOf(this.component.selector)], ports: [MYSQL_PORT], when: enabled },
      { peers: anywhere, ports: [service.port], when: not(enabled) },
    ];
    this.validate();
    this.passwords = addSecretFromSource(
      this,
      this.component,
      {
        [MYSQL_KEYS.rootPassword]: when(enabled, auth.rootPassword),
        [MYSQL_KEYS.password]: auth.password,
      },
      { source: auth, keys: MYSQL_KEYS, name: this.secretName },
    ).data;
    const own = new OnlyIf(this, 'bundled', enabled);
    validateResources(own, `${options.path}.resources`, resources);
    this.addServer(own);
    addNetworkPolicy(
      own,
      this.component,
      { enabled: values.networkPolicy, ...networkPolicy },
      { from: [{ peers: [podsOf(clients.selector)], ports: [MYSQL_PORT] }], to: [] },
    );
  }

  /** The environment variable with the user's password, for a container that connects to it. */
  passwordVariable(name: string) {
    return this.fromSecret(name, 'password');
  }

  private fromSecret(name: string, key: keyof typeof MYSQL_KEYS) {
    return secretEnv(name, this.secretName, this.values.server.auth.existingSecretKeys[key]);
  }

  private validate(): void {
    const { enabled, service, auth } = this.values.server;
    const { path } = this.options;
    const way = `set it, or name a Secret in ${path}.auth.existingSecret.`;
    const given = new OnlyIf(this, 'passwords', not(fromElsewhere(auth)));
    validateSecretSource(this, auth, {
      path: `${path}.auth`,
      keys: MYSQL_KEYS,
      optional: ['rootPassword'],
    });
    const { externalSecret } = auth;
    this.stack.addValidation(
      `${path}.auth.externalSecret.remoteRefs.rootPassword`,
      'is empty although the bundled MySQL needs it; set its key in the store.',
      enabled,
      externalSecret.enabled,
      not(externalSecret.remoteRefs.rootPassword),
    );
    const addValidation: AnyStack['addValidationWithin'] = (...args) =>
      this.stack.addValidationWithin(...args);
    addValidation(given, `${path}.auth.password`, `is empty; ${way}`, not(auth.password));
    addValidation(given, `${path}.auth.rootPassword`, `is empty; ${way}`, enabled, not(auth.rootPassword));
    const open = new OnlyIf(given, 'open', and(enabled, not(this.values.networkPolicy)));
    for (const key of ['password', 'rootPassword'] as const) {
      addValidation(
        open,
        `${path}.auth.${key}`,
        `is the sample "${SAMPLE_PASSWORD}" and no NetworkPolicy restricts access; ${way}`,
        equal(auth[key], SAMPLE_PASSWORD),
      );
    }
    this.stack.addValidation(
      `${path}.auth.username`,
      'is root, which the image creates itself; set another user.',
      enabled,
      equal(auth.username, 'root'),
    );
    validateServiceOrHost(this.stack, 'mysql', {
      path: `${path}.service.name`,
      value: service.name,
      name: this.host,
      bundled: enabled,
    });
  }

  private addServer(scope: Construct): void {
    const { passwords } = this;
    const { chart, image, imagePullPolicy, server } = this.values;
    const { auth, persistence, resources, service } = server;
    const alive = { exec: { command: ['mysqladmin', 'ping', '-h', '127.0.0.1'] }, timeoutSeconds: 5 };
    addDatabase(
      scope,
      this.component,
      { servicePort: service.port, passwords, persistence, pods: server, chart },
      {
        name: 'mysql',
        container: {
          image: imageOf(this.stack, `${this.options.path}.image`, image),
          imagePullPolicy,
          args: [
            'mysqld',
            commented(
              'The network policy allows no DNS, and each new connection would wait for a lookup.',
              '--skip-name-resolve',
            ),
          ],
          env: [
            this.fromSecret('MYSQL_ROOT_PASSWORD', 'rootPassword'),
            { name: 'MYSQL_DATABASE', value: auth.database },
            { name: 'MYSQL_USER', value: auth.username },
            this.fromSecret('MYSQL_PASSWORD', 'password'),
          ],
          startupProbe: commented(
            'On the first start, a server without network initializes the database; the address excludes it from the probe.',
            { ...alive, periodSeconds: 5, failureThreshold: 120 },
          ),
          readinessProbe: commented('Ready means that the user can log in.', {
            exec: { command: ['sh', '-c', LOGIN] },
            periodSeconds: 10,
            timeoutSeconds: 5,
          }),
          livenessProbe: { ...alive, periodSeconds: 20, failureThreshold: 6 },
          resources,
        },
        port: MYSQL_PORT,
        stopSeconds: commented('After a kill, MySQL must recover at its next start.', 120),
        dataPath: '/var/lib/mysql',
        scratch: {
          run: ['/var/run/mysqld', '16Mi', 'The socket and the process ID file.'],
          tmp: [
            '/tmp',
            persistence.size,
            'Temporary files of sorts and of online schema changes are at most as large as the data.',
          ],
        },
      },
    );
  }
}

// The password goes through the environment, where other processes do not see it. The client takes the place of the shell, which is all that a
// container runtime ends after `timeoutSeconds`.
const LOGIN =
  'export MYSQL_PWD="$MYSQL_PASSWORD"; exec mysql -h 127.0.0.1 -u "$MYSQL_USER" -e "SELECT 1" "$MYSQL_DATABASE"';
