import { Agent } from 'node:http';
import { at, items } from '../../lib/engine/release/objects';
import { rewritten, withContainer, withoutContainer, withoutVariables } from './breaking';
import { ask } from './http';
import { imageOf } from './images';
import { useLab } from './lab';
import type { Pod, Stop } from './pod';
import { REDIS_PASSWORD, startRedis } from './servers/start-redis';
import { CHART, objectsIn, RELEASES, valuesIn, type Objects } from './releases';
import { Backend } from './servers/backend';
import type { Redis } from './servers/redis';
import { disagreements, unreadVariables } from './software';
import { until } from './until';

const MEBIBYTE = 1024 * 1024;
const lab = useLab();

function podOf(objects: Objects, pace = 5): Pod {
  const secrets = {
    'claude-relay-keys': { JWT_SECRET: 'jwt', ENCRYPTION_KEY: 'key' },
    'claude-relay-redis-password': { password: REDIS_PASSWORD },
  };
  return lab().pod(objects, 'relay', { image: imageOf, secrets, pace });
}

/** A pod of the relay that is ready, and its Redis. */
async function running(
  objects: Objects,
  pace?: number,
): Promise<{ readonly pod: Pod; readonly redis: Redis }> {
  const pod = podOf(objects, pace);
  const redis = await startRedis(lab(), pod, 'relay');
  await pod.initialize();
  await pod.start('relay');
  await pod.ready('relay');
  return { pod, redis };
}

/** How the relay ends that cannot start. */
async function failed(objects: Objects): Promise<string> {
  const pod = podOf(objects);
  await startRedis(lab(), podOf(objectsIn('dev', 'claude-relay')), 'relay');
  await pod.initialize();
  const { code } = await pod.run('relay');
  return `${String(code)} ${pod.said('relay').trim()}`;
}

const post = (pod: Pod, path: string, body: string | Buffer = '{}') =>
  ask(`${pod.url(3000)}${path}`, { method: 'POST', body });

describe.each(RELEASES)('the relay of %s', (release) => {
  const objects = objectsIn(release, 'claude-relay');

  it('starts, as an init container spares it the files that it cannot write, and reads what the manifest sets', async () => {
    const { pod } = await running(objects);
    expect((await post(pod, '/api/v1/messages')).body).toContain('message_stop');
    // The environments run the fork, which the middleware needs; the chart has the project of the document.
    const version = release === CHART ? '1.1.314' : '1.2.15';
    expect(pod.version('relay')).toBe(version);
    expect(disagreements('claude-relay', version, pod.reads('relay'))).toEqual([]);
    // The document sets it, and the project of the document does not use it.
    expect(unreadVariables(pod, 'relay')).toEqual(release === CHART ? ['CLAUDE_API_URL'] : []);
  });

  it('is ready as long as it reaches Redis, and alive without', async () => {
    const { pod, redis } = await running(objects);
    await redis.remove();
    expect(await pod.probe('relay', 'readinessProbe')).toBe(false);
    expect(await pod.probe('relay', 'livenessProbe')).toBe(true);
  });

  it('accepts bodies of the size that the values state, and no larger ones', async () => {
    const { pod } = await running(objects);
    const megabytes = Number(at(valuesIn(release, 'claude-relay'), 'streaming', 'maxBodyMegabytes'));
    expect((await post(pod, '/api/v1/messages', Buffer.alloc((megabytes - 1) * MEBIBYTE))).status).toBe(200);
    expect((await post(pod, '/api/v1/messages', Buffer.alloc((megabytes + 1) * MEBIBYTE))).status).toBe(413);
  });
});

describe('what a stopped relay does with its streams', () => {
  const objects = objectsIn('dev', 'claude-relay');
  const PACE = 8;

  /** Stops a relay in the first second of a stream, with a client beside it that keeps an idle connection. */
  async function stopped(
    relay: Objects,
    seconds: number,
  ): Promise<{ readonly complete: boolean; readonly stop: Stop }> {
    const api = await lab().network.address('api.anthropic.com', 443);
    lab().keep(await new Backend(api).start());
    const { pod } = await running(relay, PACE);
    let begun = false;
    const url = `${pod.url(3000)}/api/v1/messages?seconds=${String(seconds)}`;
    const stream = ask(url, { method: 'POST', onData: () => (begun = true) });
    await until('the stream has begun', () => begun);
    const stop = await pod.stop('relay');
    return { complete: (await stream).body.includes('message_stop'), stop };
  }

  it('they end by themselves, and the pod ends with them', async () => {
    const { complete, stop } = await stopped(objects, 25);
    expect({ complete, killed: stop.killed }).toEqual({ complete: true, killed: false });
    expect(stop.seconds).toBeGreaterThan(24);
    expect(stop.seconds).toBeLessThan(60 * stop.slowness);
  });

  it('a hook that only sleeps cuts them off', async () => {
    const sleeping = { preStop: { exec: { command: ['sleep', '5'] } } };
    const broken = withContainer(objects, 'relay', () => ({ lifecycle: sleeping }));
    const { complete, stop } = await stopped(broken, 25);
    expect(complete).toBe(false);
    expect(stop.exit.code).toBe(1);
  });

  it('it ends soon without any', async () => {
    const { pod } = await running(objects, PACE);
    const stop = await pod.stop('relay');
    expect(stop.killed).toBe(false);
    expect(stop.seconds).toBeLessThan(25 * stop.slowness);
  });

  it('an idle client takes it ten seconds more at most, once the hook has waited for it', async () => {
    const { pod } = await running(objects, PACE);
    const agent = new Agent({ keepAlive: true });
    await ask(`${pod.url(3000)}/health`, { agent });
    const stopping = pod.stop('relay');
    setTimeout(() => agent.destroy(), 1500);
    expect((await stopping).killed).toBe(false);
  });
});

describe('a broken manifest of the relay', () => {
  const objects = objectsIn('dev', 'claude-relay');

  it.each(['JWT_SECRET', 'ENCRYPTION_KEY'])('without %s ends with 1', async (name) => {
    const broken = withContainer(objects, 'relay', ({ env }) => ({
      env: items(env).filter((variable) => at(variable, 'name') !== name),
    }));
    expect(await failed(broken)).toBe(`1 Error: ${name} environment variable is not set`);
  });

  it('without the init container writes to its root file system and ends with 1', async () => {
    expect(await failed(withoutContainer(objects, 'administrator'))).toMatch(
      /^1 Setup failed: E(ACCES|ROFS|PERM)/,
    );
  });

  it('that does not wait for Redis ends with 1', async () => {
    const pod = podOf(withoutContainer(objects, 'wait-for-redis'));
    await lab().network.address('claude-relay-redis', 6379);
    await pod.initialize();
    expect((await pod.run('relay')).code).toBe(1);
  });

  it('that names another Redis, or leaves out its TLS or its password, ends with 1', async () => {
    const prod = objectsIn('prod', 'claude-relay');
    for (const broken of [
      rewritten(prod, /^redis\.production\.example\.com$/g, '127.0.0.1'),
      withoutVariables(prod, /^REDIS_ENABLE_TLS$/),
      withoutVariables(prod, /^REDIS_PASSWORD$/),
    ]) {
      const pod = podOf(withoutContainer(broken, 'wait-for-redis'));
      await startRedis(lab(), podOf(prod), 'relay');
      await pod.initialize();
      expect((await pod.run('relay')).code).toBe(1);
      await lab().remove();
    }
  });

  it('whose readiness only looks at the status stays ready without Redis', async () => {
    const health = { httpGet: { path: '/health', port: 'http' } };
    const { pod, redis } = await running(withContainer(objects, 'relay', () => ({ readinessProbe: health })));
    await redis.remove();
    expect(await pod.probe('relay', 'readinessProbe')).toBe(true);
  });

  it('sets a variable that the fork does not read', async () => {
    const unread = { name: 'REQUEST_TIMEOUT', value: '600000' };
    const broken = withContainer(objects, 'relay', ({ env }) => ({ env: [...items(env), unread] }));
    const { pod } = await running(broken);
    expect(unreadVariables(pod, 'relay')).toEqual(['REQUEST_TIMEOUT']);
  });
});
