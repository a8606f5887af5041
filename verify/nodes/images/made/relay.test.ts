import { at, items } from '../../../../lib/engine/release/objects';
import {
  containerOf,
  get,
  KEYS,
  listening,
  redis,
  RELAY,
  relay,
  RELAY_VOLUMES,
  streaming,
  TOOLS,
  until,
  useSandbox,
} from '../lab';

const ORIGINAL = 'ghcr.io/wei-shaw/claude-relay-service:1.1.314';
const sandbox = useSandbox(ORIGINAL);

describe('the image of the relay', () => {
  const start = (env: Readonly<Record<string, string>> = {}) =>
    sandbox().start(RELAY, { user: '1000:1000', volumes: RELAY_VOLUMES, env: { ...KEYS, ...env } });

  it('does not start without its secrets, without its first file where it may not write, and without Redis', async () => {
    expect(await start({ JWT_SECRET: '' }).end()).toBe(1);
    const withoutFile = start();
    expect(await withoutFile.end()).toBe(1);
    expect(withoutFile.output).toContain('Setup failed: open /app/.env: read-only file system');
    await sandbox()
      .start(RELAY, { command: ['touch', '/app/data/init.json'], user: '1000', volumes: RELAY_VOLUMES })
      .end();
    const withoutRedis = start();
    expect(await withoutRedis.end()).toBe(1);
    expect(withoutRedis.output).toContain('Application initialization failed: dial tcp 127.0.0.1:6379');
  });

  it('says in the body of its health what Redis does, and in its status nothing', async () => {
    const database = await redis(sandbox());
    const script = sandbox().start(RELAY, {
      command: items(at(containerOf('dev', 'claude-relay', 'administrator'), 'command')).map(String),
      user: '1000:1000',
      volumes: RELAY_VOLUMES,
      env: KEYS,
    });
    expect(await script.end()).toBe(0);
    const container = start();
    const ready = 'curl -fsS -m 4 http://127.0.0.1:3000/health | grep -q \'"redis":{"status":"healthy"\'';
    await until(container, 'sh', '-c', ready);
    expect(container.exec('cat', '/app/data/init.json').output).toContain('"adminUsername":"cr_admin"');
    await database.stop();
    expect(container.exec('sh', '-c', ready).code).toBe(1);
    expect(container.exec('curl', '-fsS', '-m', '10', 'http://127.0.0.1:3000/health').output).toMatch(
      /"components":{"redis":{"status":"unhealthy"/,
    );
  });

  it('is the version of its name, with the limits and pages of that', async () => {
    await redis(sandbox());
    const container = await relay(sandbox(), { REQUEST_MAX_SIZE_MB: '20' });
    const options = { user: '1000', volumes: RELAY_VOLUMES };
    const original = sandbox().start(ORIGINAL, {
      ...options,
      env: { ...KEYS, PORT: '3001', REQUEST_MAX_SIZE_MB: '20' },
    });
    await listening(original, 3001);
    const seen = [container, original].map((one, index) => {
      const url = `http://here:${3000 + index}`;
      const post = `head -c 15000000 /dev/zero | curl -s -o /dev/null -w '%{http_code}' --data-binary @- ${url}/api/v1/messages`;
      const { version } = JSON.parse(get(one, `${url}/health`).output) as { version: string };
      return [version, one.exec('sh', '-c', post).output, get(one, `${url}/admin-next/`).code];
    });
    expect(seen).toEqual([
      ['1.2.15', '413', 1],
      ['1.1.314', '200', 0],
    ]);
  });

  it('finishes streams of less than ten seconds after SIGTERM, and cuts longer ones', async () => {
    await redis(sandbox());
    for (const [seconds, whole, code] of [
      [5, 1, 0],
      [14, 0, 1],
    ] as const) {
      const container = await relay(sandbox());
      const load = ['load', 'http://here:3000', '--streams', '1', '--shorts', '0', '--seconds', '2'];
      const client = sandbox().start(TOOLS, { args: [...load, '--stream-seconds', String(seconds)] });
      await streaming(container, 3000);
      const stop = await container.stop();
      await client.end();
      expect(JSON.parse(client.output)).toMatchObject({ streams: { whole, truncated: 1 - whole } });
      expect(stop.code).toBe(code);
      if (code === 1) expect(stop.seconds).toBeGreaterThan(9);
    }
  });
});
