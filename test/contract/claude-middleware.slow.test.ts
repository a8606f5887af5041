import { setTimeout as delay } from 'node:timers/promises';
import { withContainer, withoutContainer, withoutVariables, rewritten } from './breaking';
import { ask } from './http';
import { imageOf } from './images';
import { useLab } from './lab';
import type { Pod } from './pod';
import { REDIS_PASSWORD, startRedis } from './servers/start-redis';
import { objectsIn, RELEASES, type Objects } from './releases';
import { Backend, streamOf } from './servers/backend';
import { disagreements, unreadVariables } from './software';
import { until } from './until';

const KEY = 'cr_0123456789';
const lab = useLab();

function podOf(objects: Objects, pace = 8): Pod {
  const secrets = {
    'claude-middleware-keys': { MIDDLEWARE_API_KEYS: `${KEY},cr_9876543210` },
    'claude-relay-redis-password': { password: REDIS_PASSWORD },
  };
  return lab().pod(objects, 'middleware', { image: imageOf, secrets, pace });
}

/** A pod of the middleware whose init containers have run, and its Redis. */
async function initialized(objects: Objects, pace?: number) {
  const pod = podOf(objects, pace);
  const redis = await startRedis(lab(), pod, 'wait-for-redis');
  await pod.initialize();
  return { pod, redis };
}

/** A pod of the middleware that is ready, with its tunnel if it has one. */
async function running(objects: Objects): Promise<Pod> {
  const { pod } = await initialized(objects);
  await pod.start('middleware');
  if (pod.containers.includes('tunnel')) {
    await pod.start('tunnel');
    await pod.ready('tunnel');
  }
  await pod.ready('middleware');
  return pod;
}

describe.each(RELEASES)('the middleware of %s', (release) => {
  const objects = objectsIn(release, 'claude-middleware');

  it('starts, ready as soon as it listens, and reads what the manifest sets', async () => {
    const pod = await running(objects);
    expect(pod.version('middleware')).toBe('middleware-1.2.15');
    expect(disagreements('claude-middleware', 'middleware-1.2.15', pod.reads('middleware'))).toEqual([]);
    expect(unreadVariables(pod, 'middleware')).toEqual([]);
  });

  it('has init containers that may run again on the same volumes, as after a restart of the node', async () => {
    const { pod } = await initialized(objects);
    await pod.initialize();
    expect((await pod.run('program')).code).toBe(0);
  });
});

describe('the copy of the program', () => {
  const objects = objectsIn('prod', 'claude-middleware');

  it('cannot be made a second time by cp alone', async () => {
    const { pod } = await initialized(rewritten(objects, 'cp -f ', 'cp '));
    expect(await pod.run('program')).toMatchObject({ code: 1 });
    expect(pod.said('program')).toMatch(/Permission denied/);
  });

  it('is needed: only root can enter the folder of the image', async () => {
    const dev = objectsIn('dev', 'claude-middleware');
    const { pod } = await initialized(
      withContainer(dev, 'middleware', () => ({ command: ['/root/claude-middleware'] })),
    );
    expect(await pod.run('middleware')).toMatchObject({ code: 126 });
    expect(pod.said('middleware')).toMatch(/Permission denied/);
  });

  it('is where the middleware looks for it', async () => {
    const { pod } = await initialized(withoutContainer(objectsIn('dev', 'claude-middleware'), 'program'));
    expect((await pod.run('middleware')).code).toBe(127);
  });

  it('starts in a working directory that its user may enter', async () => {
    const dev = objectsIn('dev', 'claude-middleware');
    const { pod } = await initialized(withContainer(dev, 'middleware', () => ({ workingDir: undefined })));
    expect(await pod.run('middleware')).toMatchObject({ code: 2 });
    expect(pod.said('middleware')).toMatch(/can't cd to/);
  });
});

describe('the middleware beside a tunnel', () => {
  const objects = objectsIn('prod', 'claude-middleware');

  it('waits for the tunnel, however late that starts, and takes the signals itself', async () => {
    const { pod } = await initialized(objects);
    const middleware = await pod.start('middleware');
    await delay(500);
    expect(middleware.exit).toBeUndefined();
    await pod.start('tunnel');
    await pod.ready('middleware');
    const stop = await pod.stop('middleware');
    expect(stop.killed).toBe(false);
    expect(stop.seconds - stop.preStopSeconds).toBeLessThan(5 * stop.slowness);
  });

  it('can be stopped while it waits', async () => {
    const { pod } = await initialized(objects, 100);
    await pod.start('middleware');
    await delay(500);
    expect((await pod.stop('middleware')).killed).toBe(false);
  });

  it('ends at once where the manifest lets it start alone', async () => {
    const alone = withContainer(objects, 'middleware', ({ command }) => ({
      command: [(command as readonly string[]).at(-1) ?? ''],
    }));
    const { pod } = await initialized(alone);
    expect((await pod.run('middleware')).code).toBe(1);
  });

  it('does not reach a Redis with TLS by itself', async () => {
    const direct = rewritten(objects, /^127\.0\.0\.1$/g, 'redis.production.example.com');
    const { pod } = await initialized(
      withContainer(direct, 'middleware', () => ({ command: ['/program/claude-middleware'] })),
    );
    expect((await pod.run('middleware')).code).toBe(1);
  });

  it('needs the password of Redis', async () => {
    const { pod } = await initialized(withoutVariables(objects, /^REDIS_PASSWORD$/));
    await pod.start('tunnel');
    await pod.ready('tunnel');
    expect((await pod.run('middleware')).code).toBe(1);
  });

  it('has a tunnel that is not ready without Redis', async () => {
    const { pod, redis } = await initialized(objects);
    await pod.start('tunnel');
    await pod.ready('tunnel');
    await redis.remove();
    expect(await pod.probe('tunnel', 'readinessProbe')).toBe(false);
    expect(await pod.probe('tunnel', 'livenessProbe')).toBe(true);
  });
});

it('panics at a mode that Gin does not have', async () => {
  const broken = rewritten(objectsIn('dev', 'claude-middleware'), /^debug$/g, 'production');
  const { pod } = await initialized(broken);
  expect((await pod.run('middleware')).code).toBe(2);
});

describe('keys', () => {
  const request = (pod: Pod, key: string) =>
    ask(`${pod.url(8080)}/api/v1/messages`, { method: 'POST', headers: { 'x-api-key': key } });

  it('are asked for in prod: nobody gets in without one', async () => {
    const pod = await running(objectsIn('prod', 'claude-middleware'));
    expect((await request(pod, 'cr_other_key')).status).toBe(401);
    expect((await request(pod, KEY)).status).toBe(502);
  });

  it('without any in the list, everybody gets in', async () => {
    const broken = withoutVariables(objectsIn('prod', 'claude-middleware'), /^MIDDLEWARE_API_KEYS$/);
    const pod = await running(broken);
    expect((await request(pod, 'cr_other_key')).status).toBe(502);
  });
});

describe('a stopped middleware', () => {
  const objects = objectsIn('dev', 'claude-middleware');

  /** Stops a middleware in the middle of an answer of 20 seconds, of which it sends nothing before its end. */
  async function stopped(middleware: Objects): Promise<boolean> {
    const relay = await lab().network.address('claude-relay', 3000);
    const backend = lab().keep(await new Backend(relay, streamOf(20, 125)).start());
    const pod = await running(middleware);
    const answer = ask(`${pod.url(8080)}/claude/v1/messages`, { method: 'POST' });
    await until('the relay was asked', () => backend.asked.length > 0);
    await pod.stop('middleware');
    return (await answer).body.includes('[DONE]');
  }

  it('finishes its answers first', async () => {
    expect(await stopped(objects)).toBe(true);
  });

  it('drops them without its hook', async () => {
    expect(await stopped(withContainer(objects, 'middleware', () => ({ lifecycle: undefined })))).toBe(false);
  });
});
