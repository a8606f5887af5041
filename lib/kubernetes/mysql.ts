import { Construct } from 'constructs';
import type { Expr, Ref } from '../template/expression';
import { and, checksum, equal, not, orElse, text, type Condition } from '../template/operators';
import { Resource } from '../template/resource';
import { OnlyIf } from '../template/scopes';
import { when } from '../template/tree';
import { section } from '../values/collections';
import { flag, hostname, identifier, objectName, port, secret } from '../values/scalars';
import { Component, type Part } from './component';
import * as k8s from './k8s';
import { anywhere, podsOf, restrictNetwork, type Connection } from './network';
import { resourceValues } from './resources';
import { restrictedContainer, restrictedPod } from './security';
import { refuseWrongHost } from './service-name';
import type { AnyStack } from './stack';
import { claimSpec, claimValues } from './storage';

/** The keys of a Secret with the passwords, in the stack's own Secret and in one of the user's. */
export const MYSQL_KEYS = { root: 'root-password', user: 'password' } as const;

const PORT = 3306;
// `mysql` in the official image (docker-library/mysql, Dockerfile.oracle).
const USER = 999;

/** A sample password: everybody knows it, so it is taken only where the network lets nobody else in. */
export const SAMPLE_PASSWORD = 'password';

/** The values of a MySQL inside or outside of the release; those of its image are the system's. */
export const mysqlValues = {
  enabled: flag(true, 'Run a MySQL; otherwise the one under service.name and service.port is used.'),
  service: section('Where MySQL is reached.', {
    name: hostname(
      'mcp-mysql',
      'Name of its Service and StatefulSet, or the host of a MySQL outside; empty for one after the release.',
    ),
    port: port(PORT, 'Port of its Service, or of a MySQL outside.'),
  }),
  auth: section('Who logs in to MySQL.', {
    existingSecret: objectName(
      '',
      `Secret with the keys ${MYSQL_KEYS.root} and ${MYSQL_KEYS.user}, instead of the two passwords below.`,
    ),
    rootPassword: sample('Password of root; used only when the database is first made.'),
    database: identifier('mcp', 'Database.', 64),
    username: identifier('mcp_user', 'User.', 32),
    password: sample('Password of the user.'),
  }),
  persistence: section('Volume of MySQL.', {
    enabled: flag(true, 'Keep the data on a volume.'),
    ...claimValues('10Gi'),
  }),
  resources: resourceValues('Resources of MySQL.', {
    requests: { memory: '512Mi', cpu: '250m' },
    limits: { memory: '1Gi', cpu: '500m' },
  }),
};

function sample(description: string) {
  return { ...secret(description), default: SAMPLE_PASSWORD };
}

type Section = typeof mysqlValues;

/** What MySQL is made from. */
export interface MysqlProps {
  readonly values: { readonly [K in keyof Section]: Ref<Section[K]> };
  /** Where the values stand, such as `infrastructure.mysql`. */
  readonly path: string;
  readonly image: Expr<string>;
  readonly imagePullPolicy: Expr<string>;
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
  /** The connection to it, for a network policy. */
  readonly connections: readonly Connection[];
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
      { peers: [podsOf(this.component.selector)], ports: [PORT], when: enabled },
      { peers: anywhere, ports: [service.port], when: not(enabled) },
    ];
    this.refuseWrong();
    this.keepPasswords();
    const own = new OnlyIf(this, 'inside', enabled);
    this.run(own);
    restrictNetwork(own, this.component, {
      enabled: props.networkPolicy,
      from: [{ peers: [podsOf(props.clients.selector)], ports: [PORT] }],
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
    const { image, imagePullPolicy, values } = this.props;
    const { auth, persistence, resources, service } = values;
    const data = { name: 'data' };
    // During the first start a server without network makes the database; the address makes the probe pass it over.
    const alive = { exec: { command: ['mysqladmin', 'ping', '-h', '127.0.0.1'] }, timeoutSeconds: 5 };
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
              annotations: { 'checksum/auth': checksum(auth) },
            },
            spec: {
              automountServiceAccountToken: false,
              enableServiceLinks: false,
              securityContext: restrictedPod(USER),
              // Time to write down what is in memory; a MySQL that is killed has to recover when it starts.
              terminationGracePeriodSeconds: 120,
              containers: [
                {
                  name: 'mysql',
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
                  ports: [{ name: 'mysql', containerPort: PORT, protocol: 'TCP' }],
                  startupProbe: { ...alive, periodSeconds: 5, failureThreshold: 120 },
                  // Ready is who lets the user in, not who only listens.
                  readinessProbe: {
                    exec: { command: ['sh', '-c', LOGIN] },
                    periodSeconds: 10,
                    timeoutSeconds: 5,
                  },
                  livenessProbe: { ...alive, periodSeconds: 20, failureThreshold: 6 },
                  resources,
                  securityContext: restrictedContainer,
                  volumeMounts: [
                    { ...data, mountPath: '/var/lib/mysql' },
                    { name: 'run', mountPath: '/var/run/mysqld' },
                    { name: 'tmp', mountPath: '/tmp' },
                  ],
                },
              ],
              volumes: [
                when(not(persistence.enabled), { ...data, emptyDir: {} }),
                { name: 'run', emptyDir: {} },
                { name: 'tmp', emptyDir: {} },
              ],
            },
          },
          volumeClaimTemplates: [
            when(persistence.enabled, {
              metadata: { ...data, labels: this.component.selector },
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
              name: 'mysql',
              port: service.port,
              targetPort: k8s.IntOrString.fromString('mysql'),
              protocol: 'TCP',
            },
          ],
        },
      },
    });
  }
}

// The password goes through the environment, where other processes do not see it.
const LOGIN =
  'MYSQL_PWD="$MYSQL_PASSWORD" mysql -h 127.0.0.1 -u "$MYSQL_USER" -e "SELECT 1" "$MYSQL_DATABASE"';
