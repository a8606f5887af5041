import { imagePullSecretsValue } from '../../../lib/kubernetes/image';
import { schedulingValues } from '../../../lib/kubernetes/scheduling';
import { podSecurityOf } from '../../../lib/app/objects/pod-security';
import { literal } from '../../../lib/engine/template/expression';
import { text } from '../../../lib/engine/template/operators';
import { section } from '../../../lib/engine/values/collections';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { boolean } from '../../../lib/engine/values/scalars';
import { addDeployment } from '../../../lib/kubernetes/deployment';
import { addMysql, MYSQL_KEYS, mysqlValues, SAMPLE_PASSWORD } from '../../../lib/kubernetes/mysql/mysql';
import { addNetworkPolicy, anywhere, podsOf } from '../../../lib/kubernetes/network-policy';
import { at, kindsOf, nameOf, objectsFor, only, podOf, rejections, TinyStack } from '../tiny-stack';

const fields = {
  mysql: section('MySQL.', mysqlValues),
  networkPolicy: section('Network policy.', { enabled: boolean(true, 'On.') }),
  ...schedulingValues,
  imagePullSecrets: imagePullSecretsValue,
};

function stackWith() {
  const stack = new TinyStack(fields);
  const { values, main } = stack;
  const { enabled } = values.networkPolicy;
  const mysql = addMysql(
    stack,
    main,
    {
      server: values.mysql,
      chart: values,
      image: { repository: literal('mysql'), tag: literal('8'), digest: literal('') },
      imagePullPolicy: literal('IfNotPresent'),
      networkPolicy: enabled,
    },
    { path: 'mysql' },
  );
  const env = [
    { name: 'ADDRESS', value: text`${mysql.host}:${mysql.port}` },
    mysql.passwordVariable('PASSWORD'),
  ];
  addDeployment(stack, main, { replicaCount: 1 }, { containers: [{ name: 'main', env }] });
  addNetworkPolicy(stack, main, { enabled }, { from: [], to: mysql.connections, suffix: '-main' });
  return stack;
}
const objects = (mysql: JsonObject = {}) => objectsFor(stackWith(), { mysql });
const server = (mysql: JsonObject = {}) => only('StatefulSet', objects(mysql));
const container = (mysql: JsonObject = {}) => at(podOf(server(mysql)), 'containers', 0);
const secretOf = (mysql: JsonObject = {}) => only('Secret', objects(mysql));
const main = (mysql: JsonObject = {}) =>
  at(podOf(only('Deployment', objects(mysql))), 'containers', 0, 'env');
const policyOf = (name: string, mysql: JsonObject = {}) =>
  at(
    objects(mysql).find((object) => object['kind'] === 'NetworkPolicy' && nameOf(object) === name),
    'spec',
  );
const EXTERNAL = { enabled: false, service: { name: 'db.example.com', port: 3307 } };

describe('a bundled MySQL', () => {
  it('is a database, its Service, its policy and the Secret of its passwords', () => {
    const own = objects().filter(
      (object) => nameOf(object) !== 'app-small' && nameOf(object) !== 'app-small-main',
    );
    expect(kindsOf(own)).toEqual(['Secret', 'StatefulSet', 'Service', 'NetworkPolicy']);
  });

  it('is known by the name of the values', () => {
    const service = { name: 'database', port: 3307 };
    expect(nameOf(server({ service }))).toBe('database');
    expect(nameOf(only('Service', objects({ service })))).toBe('database');
    expect(at(only('Service', objects({ service })), 'spec', 'ports', 0, 'port')).toBe(3307);
    expect(at(main({ service }), 0, 'value')).toBe('database:3307');
  });

  it('is known by a name derived from the release, where the values have none', () => {
    expect(nameOf(server({ service: { name: '' } }))).toBe('app-small-mysql');
    expect(at(main({ service: { name: '' } }), 0, 'value')).toBe('app-small-mysql:3306');
  });

  it('makes the database and the user of the values', () => {
    const reference = (key: string) => ({ valueFrom: { secretKeyRef: { name: 'app-small-mysql', key } } });
    expect(at(container({ auth: { database: 'shop', username: 'clerk' } }), 'env')).toEqual([
      { name: 'MYSQL_ROOT_PASSWORD', ...reference('root-password') },
      { name: 'MYSQL_DATABASE', value: 'shop' },
      { name: 'MYSQL_USER', value: 'clerk' },
      { name: 'MYSQL_PASSWORD', ...reference('password') },
    ]);
  });

  it('asks no name server, which its policy would not let it', () => {
    expect(at(container(), 'args')).toEqual(['mysqld', '--skip-name-resolve']);
    expect(policyOf('mcp-mysql')).not.toHaveProperty('egress');
  });

  it('is ready when the user can log in, with the password in no argument', () => {
    const [, , script] = at(container(), 'readinessProbe', 'exec', 'command') as string[];
    expect(script).toContain('-u "$MYSQL_USER"');
    expect(script).toContain('MYSQL_PWD="$MYSQL_PASSWORD"');
    expect(script).not.toMatch(/ -p|--password/);
  });

  it('is alive when it answers to a ping by address, and has ten minutes to make its database', () => {
    const { periodSeconds, failureThreshold } = at(container(), 'startupProbe') as Record<string, number>;
    expect((periodSeconds ?? 0) * (failureThreshold ?? 0)).toBe(600);
    for (const probe of ['startupProbe', 'livenessProbe'])
      expect(at(container(), probe, 'exec', 'command')).toEqual(['mysqladmin', 'ping', '-h', '127.0.0.1']);
  });

  it('meets the standard restricted and writes to its volumes alone', () => {
    expect(podSecurityOf([server()])).toBe('restricted');
    expect(at(podOf(server()), 'securityContext')).toMatchObject({ runAsUser: 999, fsGroup: 999 });
    expect(at(container(), 'volumeMounts')).toEqual([
      { name: 'data', mountPath: '/var/lib/mysql' },
      { name: 'run', mountPath: '/var/run/mysqld' },
      { name: 'tmp', mountPath: '/tmp' },
    ]);
  });

  it('has helpers of its own name in the chart', () => {
    const names = stackWith().helpers.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['mysqlHost', 'mysqlSecret', 'mysqlSelectorLabels', 'mysqlLabels']),
    );
  });

  it('listens on the port that its Service forwards to', () => {
    expect(at(container(), 'ports')).toEqual([{ name: 'mysql', containerPort: 3306, protocol: 'TCP' }]);
    expect(at(only('Service', objects()), 'spec', 'ports', 0)).toMatchObject({
      port: 3306,
      targetPort: 'mysql',
    });
  });

  it('has two minutes to stop, or it would have to recover', () => {
    expect(podOf(server())).toHaveProperty('terminationGracePeriodSeconds', 120);
  });

  it('lets in the pods of its stack', () => {
    const selector = at(only('Deployment', objects()), 'spec', 'selector', 'matchLabels') as Record<
      string,
      string
    >;
    expect(at(policyOf('mcp-mysql'), 'ingress')).toEqual([
      { ports: [{ protocol: 'TCP', port: 3306 }], from: [podsOf(selector)] },
    ]);
  });

  it('is reached at the port of its pod, whatever that of its Service is', () => {
    const selector = at(server(), 'spec', 'selector', 'matchLabels') as Record<string, string>;
    expect(at(policyOf('app-small-main', { service: { port: 3307 } }), 'egress')).toEqual([
      { ports: [{ protocol: 'TCP', port: 3306 }], to: [podsOf(selector)] },
    ]);
  });
});

describe('an external MySQL', () => {
  it('has nothing of the bundled one but the Secret with the user’s password', () => {
    expect(kindsOf(objects(EXTERNAL))).toEqual(['Secret', 'Deployment', 'NetworkPolicy']);
    expect(secretOf(EXTERNAL)['stringData']).toEqual({ password: SAMPLE_PASSWORD });
  });

  it('is reached by its host and port', () => {
    expect(at(main(EXTERNAL), 0, 'value')).toBe('db.example.com:3307');
    expect(at(policyOf('app-small-main', EXTERNAL), 'egress')).toEqual([
      { ports: [{ protocol: 'TCP', port: 3307 }], to: anywhere },
    ]);
  });
});

describe('passwords', () => {
  it('from the values are in a Secret of the stack', () => {
    const auth = { rootPassword: 'r', password: 'p' };
    expect(secretOf({ auth })).toMatchObject({
      metadata: { name: 'app-small-mysql' },
      stringData: { [MYSQL_KEYS.rootPassword]: 'r', [MYSQL_KEYS.password]: 'p' },
    });
  });

  it('from a Secret of the user are in no other', () => {
    const auth = { existingSecret: 'theirs' };
    expect(kindsOf(objects({ auth }))).not.toContain('Secret');
    expect(at(main({ auth }), 1)).toEqual({
      name: 'PASSWORD',
      valueFrom: { secretKeyRef: { name: 'theirs', key: 'password' } },
    });
    expect(at(container({ auth }), 'env', 0, 'valueFrom', 'secretKeyRef', 'name')).toBe('theirs');
  });

  it('are read by the stack as the user’s, never as root’s', () => {
    expect(at(main(), 1, 'valueFrom', 'secretKeyRef', 'key')).toBe(MYSQL_KEYS.password);
  });
});

describe('validation', () => {
  const rejected = (mysql: JsonObject, networkPolicy = true) =>
    rejections(stackWith(), { mysql, networkPolicy: { enabled: networkPolicy } });
  const WAY = 'set it, or name a Secret in mysql.auth.existingSecret.';
  const sample = (key: string) =>
    `mysql.auth.${key} is the sample "password" and no NetworkPolicy restricts access; ${WAY}`;

  it('takes the sample passwords behind a policy, and no others without one', () => {
    expect(rejected({})).toEqual([]);
    expect(rejected({}, false)).toEqual([sample('password'), sample('rootPassword')]);
    expect(rejected({ auth: { password: 'p' } }, false)).toEqual([sample('rootPassword')]);
  });

  it.each<JsonObject>([
    { auth: { password: 'p', rootPassword: 'r' } },
    { auth: { existingSecret: 'theirs' } },
    EXTERNAL,
  ])('takes %j without a policy', (mysql) => {
    expect(rejected(mysql, false)).toEqual([]);
  });

  it('rejects empty passwords', () => {
    const auth = { password: '', rootPassword: '' };
    expect(rejected({ auth })).toEqual([
      `mysql.auth.password is empty; ${WAY}`,
      `mysql.auth.rootPassword is empty; ${WAY}`,
    ]);
    expect(rejected({ ...EXTERNAL, auth })).toEqual([`mysql.auth.password is empty; ${WAY}`]);
    expect(rejected({ auth: { ...auth, existingSecret: 'theirs' } })).toEqual([]);
  });

  it('rejects an ExternalSecret without the password that the image of a bundled one needs', () => {
    const password = { key: 'prod/mysql', property: 'password' };
    const externalSecret = { enabled: true, secretStoreRef: { name: 'vault' }, remoteRefs: { password } };
    expect(rejected({ auth: { externalSecret } })).toEqual([
      'mysql.auth.externalSecret.remoteRefs.rootPassword is empty although the bundled MySQL needs it; set its key in the store.',
    ]);
    expect(rejected({ ...EXTERNAL, auth: { externalSecret } })).toEqual([]);
    const both = { ...externalSecret, remoteRefs: { password, rootPassword: password } };
    expect(rejected({ auth: { externalSecret: both } })).toEqual([]);
  });

  it('rejects root as the user of a bundled one', () => {
    expect(rejected({ auth: { username: 'root' } })).toEqual([
      'mysql.auth.username is root, which the image creates itself; set another user.',
    ]);
    expect(rejected({ ...EXTERNAL, auth: { username: 'root' } })).toEqual([]);
  });

  it('rejects a host as the name of a Service, and no host for an external one', () => {
    expect(rejected({ service: { name: 'db.example.com' } })).toEqual([
      expect.stringMatching(/^mysql\.service\.name must start with a letter and have no dot/),
    ]);
    expect(rejected({ enabled: false, service: { name: '' } })).toEqual([
      expect.stringMatching(/^mysql\.service\.name is empty although the bundled database is disabled/),
    ]);
  });

  it('rejects requests above the limits, of a bundled one', () => {
    const resources = { requests: { cpu: '4' } };
    expect(rejected({ resources })).toEqual([
      expect.stringMatching(/^mysql\.resources\.requests\.cpu is above/),
    ]);
    expect(rejected({ ...EXTERNAL, resources })).toEqual([]);
  });
});
