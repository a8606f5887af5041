import { REDIS_PASSWORD } from './servers/start-redis';
import { rewritten, withOnlyInitContainers, withoutContainer } from './breaking';
import { imageOf } from './images';
import { useLab } from './lab';
import type { Pod } from './pod';
import { objectsIn, RELEASES, type Objects } from './releases';
import { Database } from './servers/database';
import { Redis } from './servers/redis';
import { disagreements, versionOf } from './software';

const PASSWORD = 'a "quoted": pass\\word # $1';
const lab = useLab();

function podOf(objects: Objects, name = 'pod-0'): Pod {
  const secrets = { 'mysql-secret': { password: PASSWORD }, 'redis-secret': { password: REDIS_PASSWORD } };
  return lab().pod(objects, 'service', { image: imageOf, secrets, name });
}

/** The databases that the pods of a release find. */
async function databasesOf(pod: Pod, together = 1): Promise<Database> {
  const variables = pod.variables('configuration');
  const { MYSQL_USERNAME: username = '', MYSQL_PASSWORD: password = '' } = variables;
  const mysql = await lab().network.address('mcp-mysql', 3306);
  const redis = await lab().network.address('mcp-redis', 6379);
  const { REDIS_PASSWORD: ofRedis = '' } = variables;
  lab().keep(await new Redis(redis, ofRedis === '' ? {} : { password: ofRedis }).start());
  return lab().keep(await new Database(mysql, { username, password, together }).start());
}

/** Starts the gateway in a pod, and says how it ended if it did before it was ready. */
async function started(pod: Pod): Promise<string> {
  await pod.initialize();
  await pod.start('service');
  try {
    await pod.ready('service');
    return 'ready';
  } catch {
    return pod.said('service').trim();
  }
}

describe.each(RELEASES)('the gateway of %s', (release) => {
  const objects = objectsIn(release, 'mcp-box');

  it('starts with the configuration file that an init container fills in, whatever is in the passwords', async () => {
    const pod = podOf(objects);
    const database = await databasesOf(pod);
    expect(await started(pod)).toBe('ready');
    expect(database.contents).toHaveLength(6);
    // It reads no variable, as its table says.
    expect([...pod.reads('service')]).toEqual([]);
    expect(disagreements('mcp-box', versionOf('mcp-box', 'v1.0.0'), pod.reads('service'))).toEqual([]);
  });

  it('is alive while it answers the call of its probe, also with an error, and not without any answer', async () => {
    const pod = podOf(objects);
    await databasesOf(pod);
    expect(await started(pod)).toBe('ready');
    expect(await pod.probe('service', 'livenessProbe')).toBe(true);
    await pod.stop('service');
    expect(await pod.probe('service', 'livenessProbe')).toBe(false);
  });

  it('has init containers that may run again on the same volumes', async () => {
    const pod = podOf(objects);
    await databasesOf(pod);
    await pod.initialize();
    await pod.initialize();
  });

  it('ends soon after SIGTERM', async () => {
    const pod = podOf(objects);
    await databasesOf(pod);
    await started(pod);
    const stop = await pod.stop('service');
    expect(stop.killed).toBe(false);
    expect(stop.seconds).toBeLessThan(50 * stop.slowness);
  });
});

describe('a broken manifest of the gateway', () => {
  const objects = objectsIn('dev', 'mcp-box');

  it('with another key of the port passes no probe', async () => {
    const pod = podOf(rewritten(objects, 'httpPort:', 'port:'));
    await databasesOf(pod);
    await pod.initialize();
    await pod.start('service');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await pod.probe('service', 'readinessProbe')).toBe(false);
  });

  it('with a password that is put in without quotes does not start', async () => {
    const pod = podOf(
      rewritten(objects, 'line = line "\\"" escaped(ENVIRON[name]) "\\""', 'line = line ENVIRON[name]'),
    );
    await databasesOf(pod);
    expect(await started(pod)).not.toBe('ready');
  });

  it('that does not wait for its database ends at once', async () => {
    const alone = withOnlyInitContainers(objects, ['configuration']);
    await lab().network.address('mcp-mysql', 3306);
    expect(await started(podOf(alone))).toMatch(/^panic: .*ECONNREFUSED/);
  });

  it('without the configuration file ends at once', async () => {
    const pod = podOf(withoutContainer(objects, 'configuration'));
    await databasesOf(podOf(objects));
    expect(await started(pod)).toMatch(/^panic: /);
  });
});

describe('gateways that start on an empty database at the same time', () => {
  const objects = objectsIn('prod', 'mcp-box');

  it('all start', async () => {
    const pods = ['pod-0', 'pod-1'].map((name) => podOf(objects, name));
    await databasesOf(podOf(objects), 2);
    expect(await Promise.all(pods.map(started))).toEqual(['ready', 'ready']);
  });

  it('one of them fails with an error of the database where nothing keeps them apart', async () => {
    const alone = withOnlyInitContainers(objects, ['wait-for-mysql', 'wait-for-redis', 'configuration']);
    const pods = ['pod-0', 'pod-1'].map((name) => podOf(alone, name));
    await databasesOf(podOf(alone), 2);
    const ends = await Promise.all(pods.map(started));
    expect(ends.filter((end) => /^panic: Error 10(50|61)|^panic: Error 1091/.test(end))).toHaveLength(1);
  });
});
