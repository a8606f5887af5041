import { get, listening, redis, TOOLS, until, useSandbox } from '../lab';

const sandbox = useSandbox('busybox:1.37.0', 'nodes.test/pause:1', 'nodes.test/http-service:1');

describe('what all images have', () => {
  it('has programs that manifests call', async () => {
    await redis(sandbox());
    const busybox = sandbox().start('busybox:1.37.0', { command: ['sleep', '60'], user: '1000' });
    await until(busybox, 'true');
    const turn = "printf 'PING\\r\\nQUIT\\r\\n' | nc -w 5 here 6379 | tr -d '\\r'";
    expect(busybox.exec('sh', '-c', turn).output).toBe('+PONG\n+OK\n');
    expect(busybox.exec('nc', '-z', '-w', '2', 'here', '6380').code).toBe(1);
    expect(busybox.exec('wget', '-q', '-O', '/dev/null', 'http://nowhere/').output).toContain('bad address');
    expect(busybox.exec('sh', '-c', "printf 'a\"b' | od -A n -v -t x1").output.trim()).toBe('61 22 62');
  });

  it('has a way to ask what is open', async () => {
    const tools = sandbox().start(TOOLS, { args: ['serve', '80'] });
    await listening(tools, 80);
    expect(tools.exec('dial', 'here:80').output).toBe('open\n');
    expect(tools.exec('dial', 'here:81').output).toBe('refused\n');
    expect(tools.exec('dial', 'nowhere.invalid:80', '1').output).toMatch(/^(unresolved|timeout)\n$/);
    const many = tools.exec('sh', '-c', "printf 'here:80\\nhere:81\\n' | dial 1").output.trim().split('\n');
    expect(many.map((line) => (JSON.parse(line) as { result: string }).result)).toEqual(['open', 'refused']);
  });

  it('can be disturbed by a test', async () => {
    const service = sandbox().start('nodes.test/http-service:1', { user: '1000' });
    await listening(service, 8080);
    const ask = (path: string) => get(service, `http://here:8080${path}`).output;
    expect(JSON.parse(ask('/-/about'))).toMatchObject({ pod: 'pod-0', uid: 1000, program: 'http-service' });
    ask('/-/fail?path=/health&status=503');
    expect(ask('/health')).toContain('503');
    ask('/-/errors?rate=1&path=/api/');
    expect([ask('/api/x'), ask('/short')]).toEqual([expect.stringContaining('500'), 'pod-0\n']);
    ask('/-/heal');
    expect([ask('/health'), ask('/api/x')]).toEqual(['{"status":"ok"}\n', expect.stringContaining('/api/x')]);
    ask('/-/hang?path=/health');
    expect(ask('/health')).toContain('download timed out');
    ask('/-/burn?cpu=300&seconds=2');
    ask('/-/exit?code=7');
    expect(await service.end()).toBe(7);
  });

  it('ends a pod when it is asked to', async () => {
    const pause = sandbox().start('nodes.test/pause:1', { user: '65535:65535' });
    await pause.handlesTerm();
    expect((await pause.stop()).code).toBe(0);
  });
});
