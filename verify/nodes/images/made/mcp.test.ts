import { get, listening, mysql, until, useSandbox } from '../lab';

const GATEWAY = '77kymo/mcp-gateway:v1.10.1';
const sandbox = useSandbox(GATEWAY, 'busybox:1.37.0');

describe('the image of the gateway', () => {
  const CONFIGURATION =
    'server:\n  httpPort: 8082\ndatabase:\n  mysql:\n    host: here\n    port: 3306\n    database: mcp\n' +
    '    username: user\n    password: "a \\"b\\" $c"\n';

  it('needs its database, makes its tables, and gives no answer for good once that was away', async () => {
    const volumes = { '/app/config': 'config', '/tmp': 'tmp' };
    const configuration = ['sh', '-c', 'printf %s "$0" > /app/config/gateway.yaml', CONFIGURATION];
    await sandbox().start('busybox:1.37.0', { command: configuration, user: '1000', volumes }).end();
    expect(await sandbox().start(GATEWAY, { user: '1000', volumes }).end()).toBe(2);
    const database = await mysql(sandbox());
    const gateway = sandbox().start(GATEWAY, { user: '1000', volumes });
    await listening(gateway, 8082);
    expect(get(gateway, 'http://here:8082/mcp-gateway/0/0').output).toContain('HTTP/1.1 404');
    await database.stop();
    expect(get(gateway, 'http://here:8082/mcp-gateway/0/0').output).toContain('timed out');
    await mysql(sandbox());
    expect(get(gateway, 'http://here:8082/mcp-gateway/0/0').output).toContain('timed out');
    expect(get(gateway, 'http://here:8082/health').code).toBe(0);
    expect((await gateway.stop()).code).toBe(0);
    // Those that start at once disturb each other, and none of them ends well: the first has the port of all.
    const together = 'until [ -e /tmp/start ]; do sleep 0.01; done; exec /app/mcp-gateway';
    const options = { command: ['sh', '-c', together], user: '1000', volumes };
    const many = Array.from({ length: 4 }, () => sandbox().start(GATEWAY, options));
    for (const container of many) await until(container, 'true');
    expect(many[0]?.exec('touch', '/tmp/start').code).toBe(0);
    await Promise.race(many.map((container) => container.end()));
    expect(many.map(({ output }) => output).join('')).toMatch(/panic: Error 10(50|61|91)/);
  });
});
