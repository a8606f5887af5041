import { slowness } from '../../../../test/support/slowness';
import { get, listening, redis, relay, TOOLS, useSandbox } from '../lab';

const MIDDLEWARE = 'lfreea/claude-relay-service:middleware-1.2.15';
const sandbox = useSandbox(MIDDLEWARE);

describe('the image of the middleware', () => {
  const env = { REDIS_HOST: 'here', TARGET_URL: 'http://here:8081', GIN_MODE: 'release' };

  it('has a program that only root can reach', async () => {
    const command = ['/root/claude-middleware'];
    const refused = sandbox().start(MIDDLEWARE, { command, user: '1000', env, workingDir: '/' });
    await refused.end();
    expect(refused.output).toContain('Permission denied');
  });

  it('ends where Redis or the mode is wrong', async () => {
    expect(await sandbox().start(MIDDLEWARE, { env }).end()).toBe(1);
    expect(
      await sandbox()
        .start(MIDDLEWARE, { env: { ...env, GIN_MODE: 'production' } })
        .end(),
    ).toBe(2);
  });

  it('sends on what the relay answers, cuts it off after its time, and ends at once', async () => {
    await redis(sandbox());
    await relay(sandbox());
    const target = { TARGET_URL: 'http://here:3000', PROXY_TIMEOUT: '4' };
    const middleware = sandbox().start(MIDDLEWARE, { env: { ...env, ...target } });
    await listening(middleware, 8080);
    expect(get(middleware, 'http://here:8080/health').code).toBe(0);
    expect(get(middleware, 'http://here:8080/web').output).toContain('404');
    const load = 'load http://here:8080 --seconds 1 --streams 1 --shorts 0 --stream-method POST'.split(' ');
    for (const [seconds, whole] of [
      [2, 1],
      [6, 0],
    ] as const) {
      const path = ['--stream-path', '/api/v1/messages', '--stream-seconds', String(seconds)];
      const client = sandbox().start(TOOLS, { args: [...load, ...path] });
      await client.end();
      expect(JSON.parse(client.output)).toMatchObject({ streams: { whole, truncated: 1 - whole } });
    }
    const { code, seconds } = await middleware.stop();
    expect(code).not.toBe(0);
    expect(seconds).toBeLessThan(5 * slowness());
  });
});
