/** Redis and MySQL keep what was written to them, whatever happens to their pods; and a password is changed in less than a minute. */
import { neededSecrets } from '../../lib/app/objects/secrets';
import { metadataOf } from '../../lib/engine/release/objects';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { toYamlDocuments } from '../../lib/engine/yaml/document';
import { CLUSTER_VERSION, kubernetes } from '../../tools/kubernetes';
import { environments, objectsByFile } from '../../test/support/environments';
import { RELEASED } from '../../test/support/released';
import { installDefinitions } from '../cluster/support/definitions';
import { succeeded } from '../../test/support/execute';
import { createNamespace, packageIn, unpacked } from '../cluster/support/flows';
import { outputFolder } from '../cluster/support/output';
import { summary } from '../cluster/support/summary';
import { settled } from '../cluster/support/workloads';
import { RealCluster } from './cluster/cluster';
import { inPod, mysqlIn, redisIn } from './support/databases';
import { releaseOfEachChart } from './support/every-chart';
import { install } from './support/releases';
import { Records } from './support/records';
import { changeSecret, reload, rotated, type SecretPlace } from './support/rotation';
import { missingSecrets } from './support/secrets';
import { slowness } from '../../test/support/slowness';

const STACKS = /claude-relay|claude-middleware|mcp-box|namespace/;
/** How long a new password may take until everyone uses it, on a machine without other work. */
const ROTATION_SECONDS = 60;

const RELAY = { chart: 'claude-relay', namespace: 'data-relay' } as const;
const BOXES = { chart: 'mcp-box', namespace: 'data-boxes' } as const;
const CHARTS = [RELAY, BOXES];

/** The Secrets with passwords of databases that both the environment and the charts with its values read. */
const PASSWORDS = { relay: 'claude-relay-redis-password', mysql: 'mysql-secret', redis: 'redis-secret' };

// A machine that has other work takes its time.
jest.setTimeout(30 * 60_000);

let cluster: RealCluster;
let output: string;
/** What `kubectl apply` is given. */
let manifests: readonly KubernetesObject[];
let records: readonly Records[];

beforeAll(async () => {
  output = await outputFolder();
  const staging = environments.find(({ name }) => name === 'staging');
  if (staging === undefined) throw new Error('There is no environment staging.');
  manifests = [...(await objectsByFile(staging))]
    .filter(([file]) => STACKS.test(file))
    .flatMap(([, objects]) => objects);
  cluster = await RealCluster.startNodes(CLUSTER_VERSION);
  await installDefinitions(cluster);
  const namespaces = manifests.filter(({ kind }) => kind === 'Namespace');
  await cluster.apply(...namespaces);
  const secrets = missingSecrets(manifests);
  await cluster.apply(...secrets);
  for (const { namespace } of CHARTS) {
    await createNamespace(cluster, namespace, 'restricted');
    await cluster.apply(
      ...secrets.map((secret) => ({ ...secret, metadata: { name: metadataOf(secret).name, namespace } })),
    );
  }
  await Promise.all([applyManifests(manifests), upgradeCharts('released')]);
  records = [
    redisIn('ai-gateway-staging', 'claude-relay-redis-0'),
    mysqlIn('mcp-staging', 'mcp-mysql-0'),
    redisIn('mcp-staging', 'mcp-redis-0'),
    redisIn(RELAY.namespace, 'claude-relay-redis-0'),
    mysqlIn(BOXES.namespace, 'mcp-mysql-0'),
    redisIn(BOXES.namespace, 'mcp-redis-0'),
  ].map((database) => new Records(cluster, database));
});
afterAll(() => cluster.stop());

describe('what is written is kept', () => {
  it('when a pod is deleted', () => keptOver('a deletion', () => deletePods()));

  it('when a pod is deleted by force', () =>
    keptOver('a forced deletion', () => deletePods('--force', '--grace-period=0')));

  it('when each node is drained', () =>
    keptOver('drained nodes', async () => {
      for (const { name } of cluster.nodes) {
        const options = ['--ignore-daemonsets', '--delete-emptydir-data', '--timeout=900s'];
        await cluster.kubectl('drain', name, ...options);
        await settled(cluster);
        await cluster.kubectl('uncordon', name);
      }
    }));

  it('when a version follows', () =>
    keptOver('an upgrade', async () => {
      await Promise.all([applyManifests(manifests.map(withAnotherTemplate)), upgradeCharts('current')]);
    }));

  it('when it is rolled back', () =>
    keptOver('a rollback', async () => {
      await Promise.all([
        applyManifests(manifests),
        ...CHARTS.map(({ chart, namespace }) =>
          cluster.helm(4, 'rollback', chart, '1', '--namespace', namespace, '--wait', '--timeout', '900s'),
        ),
      ]);
    }));

  it('when it is uninstalled and installed again', () =>
    keptOver('an uninstall', async () => {
      const kept = manifests.filter(({ kind }) => kind !== 'Namespace');
      await Promise.all([
        deleteObjects(kept),
        ...CHARTS.map(({ chart, namespace }) =>
          cluster.helm(4, 'uninstall', chart, '--namespace', namespace, '--wait', '--timeout', '900s'),
        ),
      ]);
      await Promise.all(
        [...CHARTS.map(({ namespace }) => namespace), 'ai-gateway-staging', 'mcp-staging'].map((namespace) =>
          cluster.kubectl(
            'wait',
            'pods',
            '--all',
            '--for=delete',
            '--namespace',
            namespace,
            '--timeout=900s',
          ),
        ),
      );
      await Promise.all([applyManifests(manifests), upgradeCharts('current')]);
    }));
});

it('loses what is written without a volume, and this check says so', async () => {
  const without = { persistence: { enabled: false } };
  const values = (chart: string) =>
    chart === 'mcp-box' ? { infrastructure: { mysql: without, redis: without } } : { redis: without };
  const releases = releaseOfEachChart('lost', values).filter(({ chart }) =>
    CHARTS.some((one) => one.chart === chart),
  );
  for (const { namespace } of releases) await createNamespace(cluster, namespace, 'restricted');
  await Promise.all(releases.map((release) => install(cluster, `${output}/charts`, release)));
  const losing = [
    redisIn('lost-claude-relay', 'claude-relay-redis-0'),
    mysqlIn('lost-mcp-box', 'mcp-mysql-0'),
    redisIn('lost-mcp-box', 'mcp-redis-0'),
  ].map((database) => new Records(cluster, database));
  for (const one of losing) await one.add('nothing');
  const before = await Promise.all(losing.map((one) => one.lost()));
  await Promise.all(losing.map((one) => deletePod(one.name)));
  await Promise.all(losing.map((one) => one.succeeded()));
  const lost = await Promise.all(losing.map((one) => one.lost()));
  expect(before.flat()).toEqual([]);
  expect(lost.map(({ length }) => length)).toEqual(losing.map(({ size }) => size));
  summary(
    `nodes data: without volumes ${lost.flat().length} of ${lost.flat().length} entries lost, and missed`,
  );
  await Promise.all(
    releases.map(({ chart, namespace }) => cluster.helm(4, 'uninstall', chart, '-n', namespace)),
  );
});

describe('a new password is used by everyone within a minute', () => {
  it('when those are restarted that the page of environments names', async () => {
    const relay = { namespace: 'ai-gateway-staging', secret: PASSWORDS.relay };
    const mysql = { namespace: 'mcp-staging', secret: PASSWORDS.mysql };
    const redis = { namespace: 'mcp-staging', secret: PASSWORDS.redis };
    await Promise.all([
      rotates(relay, 'restarts', () => restartReaders(relay)),
      rotates(mysql, 'restarts', () => restartReaders(mysql)),
    ]);
    await rotates(redis, 'restarts', () => restartReaders(redis));
  });

  it('when Reloader does it', async () => {
    await upgradeCharts('current');
    // The environment has no such annotation.
    const left = { namespace: 'ai-gateway-staging', secret: PASSWORDS.relay };
    expect(await reload(cluster, left, 'changed')).toEqual([]);
    const relay = { namespace: RELAY.namespace, secret: PASSWORDS.relay };
    const mysql = { namespace: BOXES.namespace, secret: PASSWORDS.mysql };
    const redis = { namespace: BOXES.namespace, secret: PASSWORDS.redis };
    await Promise.all([
      rotates(relay, 'Reloader', () => reload(cluster, relay, 'changed')),
      rotates(mysql, 'Reloader', () => reload(cluster, mysql, 'changed')),
    ]);
    await rotates(redis, 'Reloader', () => reload(cluster, redis, 'changed'));
  });
});

/** Does something that gives databases other pods, and looks afterwards for all that was ever written. */
async function keptOver(event: string, happen: () => Promise<unknown>): Promise<void> {
  await Promise.all(records.map((one) => one.add(event)));
  const start = performance.now();
  await happen();
  await Promise.all(records.map((one) => one.succeeded()));
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  const lost = (await Promise.all(records.map((one) => one.lost()))).flat();
  const all = records.reduce((sum, { size }) => sum + size, 0);
  summary(
    `nodes data: ${all - lost.length} of ${all} entries of ${records.length} databases kept over ${event}, ${seconds} s`,
  );
  expect(lost).toEqual([]);
}

async function deletePods(...flags: readonly string[]): Promise<void> {
  await Promise.all(records.map(({ name }) => deletePod(name, ...flags)));
}

async function deletePod(name: string, ...flags: readonly string[]): Promise<void> {
  const [namespace = '', pod = ''] = name.split('/');
  await cluster.kubectl('delete', 'pod', pod, '--namespace', namespace, ...flags);
}

async function applyManifests(objects: readonly KubernetesObject[]): Promise<void> {
  await cluster.apply(...objects);
  await settled(cluster, 'ai-gateway-staging');
  await settled(cluster, 'mcp-staging');
}

async function deleteObjects(objects: readonly KubernetesObject[]): Promise<void> {
  const kubectl = kubernetes(cluster.plane.version, 'kubectl');
  const args = ['delete', '--ignore-not-found', '-f', '-'];
  succeeded('kubectl', args, await cluster.execute(kubectl, args, toYamlDocuments(objects)));
}

/** Another version of a database, as far as its pod goes. */
function withAnotherTemplate(object: KubernetesObject): KubernetesObject {
  if (object['kind'] !== 'StatefulSet') return object;
  const changed = structuredClone(object) as { spec: { template: { metadata: { annotations?: object } } } };
  const { metadata } = changed.spec.template;
  metadata.annotations = { ...metadata.annotations, 'nodes.test/version': '2' };
  return changed as unknown as KubernetesObject;
}

/** Brings both charts to a version, with the values of staging: to the newest that was released, or to this one. */
async function upgradeCharts(version: 'released' | 'current'): Promise<void> {
  await Promise.all(
    CHARTS.map(async ({ chart, namespace }) => {
      const before = RELEASED.filter((one) => one.chart === chart).at(-1);
      if (before === undefined) throw new Error(`No version of ${chart} was released.`);
      const [archive, folder] =
        version === 'released'
          ? [before.archive, unpacked(before.archive)]
          : [packageIn(`${output}/charts`, chart), `${output}/charts/${chart}`];
      const flags = [
        // Its pods wait for streams as long as one may take, whether there are any or not.
        ...(version === 'released' && chart === RELAY.chart ? ['--set', 'streaming.longestSeconds=10'] : []),
        ...(chart === BOXES.chart ? ['--set', 'global.namespace=,global.createNamespace=false'] : []),
        // docs/secrets.md
        ...(version === 'current'
          ? ['--set-string', String.raw`commonAnnotations.reloader\.stakater\.com/auto=true`]
          : []),
      ];
      await cluster.helm(
        4,
        ...['upgrade', '--install', chart, archive, '--namespace', namespace],
        ...['--values', `${folder}/values-staging.yaml`, ...flags],
        ...['--wait', '--timeout', '900s'],
      );
    }),
  );
}

/** Changes a password as docs/secrets.md says, and looks whether everyone uses the new one, and nobody can use the old one. */
async function rotates(place: SecretPlace, by: string, replace: () => Promise<unknown>): Promise<void> {
  const { namespace, secret } = place;
  const isMysql = secret === PASSWORDS.mysql;
  const words = `rotated-by-${by.toLowerCase()}`;
  const server = databaseOf(place);
  const old = await passwordOf(server);
  expect(await login(server, old)).toBe(true);
  const slowBefore = slowness();
  const result = await rotated(cluster, place, async () => {
    if (isMysql) await alterUser(namespace, words);
    await changeSecret(cluster, place, { password: words });
    await replace();
  });
  const slow = Math.max(slowBefore, slowness());
  const limit = ROTATION_SECONDS * slow;
  summary(
    `nodes rotation: ${namespace}/${secret}, ${by}: ${result.readers} pods use the new password after ` +
      `${result.seconds.toFixed(0)} s; at most ${limit.toFixed(0)} s on this machine`,
  );
  expect(result.behind).toEqual([]);
  expect([await login(server, old), await login(server, words)]).toEqual([false, true]);
  expect(result.readers).toBeGreaterThan(1);
  expect(result.seconds).toBeLessThan(limit);
}

/** Restarts what the page of environments names beside a Secret. */
async function restartReaders({ namespace, secret }: SecretPlace): Promise<void> {
  const needed = neededSecrets(manifests).find((one) => one.namespace === namespace && one.name === secret);
  const readers = needed?.readers.map((reader) => reader.toLowerCase().replace(` ${namespace}/`, '/')) ?? [];
  await cluster.kubectl('rollout', 'restart', ...readers, '--namespace', namespace);
}

/** The pod, the container and the variable with the password, of a database. */
function databaseOf({ namespace, secret }: SecretPlace) {
  if (secret === PASSWORDS.mysql)
    return { namespace, pod: 'mcp-mysql-0', container: 'mysql', variable: 'MYSQL_PASSWORD' } as const;
  const pod = secret === PASSWORDS.redis ? 'mcp-redis-0' : 'claude-relay-redis-0';
  return { namespace, pod, container: 'redis', variable: 'REDISCLI_AUTH' } as const;
}
type Server = ReturnType<typeof databaseOf>;

async function passwordOf(server: Server): Promise<string> {
  const [password = ''] = await inPod(
    cluster,
    server,
    server.container,
    ['sh', '-c', `echo "$${server.variable}"`],
    [],
  );
  return password;
}

/** Whether a database lets the user in with a password. */
async function login({ namespace, pod, container }: Server, password: string): Promise<boolean> {
  const script =
    container === 'mysql'
      ? 'MYSQL_PWD="$0" mysql -h 127.0.0.1 -u "$MYSQL_USER" --skip-column-names -e "SELECT \'PONG\'"'
      : 'REDISCLI_AUTH="$0" redis-cli ping';
  const { stdout, stderr } = await cluster.tryKubectl(
    ...['exec', '--namespace', namespace, pod, '--container', container, '--', 'sh', '-c', script, password],
  );
  const answer = `${stdout}${stderr}`;
  if (!/^PONG$|WRONGPASS|Access denied/m.test(answer)) throw new Error(`${namespace}/${pod}: ${answer}`);
  return /^PONG$/m.test(answer);
}

async function alterUser(namespace: string, password: string): Promise<void> {
  const asRoot = 'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" exec mysql -h 127.0.0.1 -u root';
  const sql = `ALTER USER 'mcp_user'@'%' IDENTIFIED BY '${password}';`;
  await inPod(cluster, { namespace, pod: 'mcp-mysql-0' }, 'mysql', ['sh', '-c', asRoot], [sql]);
}
