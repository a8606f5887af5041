import { at, items } from '../../../../lib/engine/release/objects';
import type { Container } from '../container';
import { containerOf, get, KEYS, listening, REDIS, RELAY, RELAY_VOLUMES, until, useSandbox } from '../lab';

const GHOSTUNNEL = 'ghostunnel/ghostunnel:v1.11.3-alpine';
const sandbox = useSandbox(GHOSTUNNEL);

describe('the image of Redis', () => {
  it('takes the password from the script of the manifests', async () => {
    const container = containerOf('prod', 'mcp-box', 'redis');
    const server = sandbox().start(REDIS, {
      args: items(at(container, 'args')).map(String),
      user: '999:1000',
      volumes: { '/data': 'redis' },
      env: { REDISCLI_AUTH: `we"ird $pa\\ss'#x` },
    });
    await until(server, 'sh', '-c', 'redis-cli ping | grep -q PONG');
    expect(server.exec('sh', '-c', 'unset REDISCLI_AUTH; redis-cli ping').output).toContain('NOAUTH');
    // From elsewhere too: the official image has no protected mode.
    expect(server.exec('redis-cli', 'config', 'get', 'protected-mode').output).toBe('protected-mode\nno\n');
  });

  it('is reached with TLS by the tunnel and by the relay, and only with the right authority', async () => {
    const make =
      'openssl req -x509 -newkey rsa:2048 -nodes -days 9 -subj /CN=here -addext subjectAltName=DNS:here ' +
      '-keyout /tls/key.pem -out /tls/cert.pem 2>/dev/null && chmod 644 /tls/*';
    sandbox().volumeFrom('tls', make.replaceAll('/tls', '$0'));
    const volumes = { '/tls': 'tls', '/tmp': 'tmp' };
    const secure =
      '--port 0 --tls-port 6380 --tls-cert-file /tls/cert.pem --tls-key-file /tls/key.pem --tls-auth-clients no';
    const server = sandbox().start(REDIS, {
      args: ['redis-server', ...secure.split(' ')],
      user: '999:1000',
      volumes: { ...volumes, '/data': 'redis' },
    });
    await listening(server, 6380);
    const args =
      'client --listen 127.0.0.1:6379 --target here:6380 --disable-authentication --status http://127.0.0.1:9000';
    const status = (tunnel: Container, path: string) => get(tunnel, `http://127.0.0.1:9000${path}`).code;
    const distrustful = sandbox().start(GHOSTUNNEL, {
      args: args.replaceAll('127.0.0.1', '127.0.0.2').split(' '),
    });
    await until(distrustful, 'nc', '-z', '127.0.0.2', '9000');
    expect(get(distrustful, 'http://127.0.0.2:9000/_status').code).toBe(1);
    expect(get(distrustful, 'http://127.0.0.2:9000/_metrics/json').code).toBe(0);
    const trust = { SSL_CERT_FILE: '/tls/cert.pem' };
    const tunnel = sandbox().start(GHOSTUNNEL, { args: args.split(' '), volumes, env: trust, user: '1000' });
    await until(tunnel, 'nc', '-z', '127.0.0.1', '9000');
    expect(status(tunnel, '/_status')).toBe(0);
    expect(server.exec('redis-cli', '-p', '6379', 'ping').output).toBe('PONG\n');
    await sandbox()
      .start(RELAY, { command: ['touch', '/app/data/init.json'], user: '1000', volumes: RELAY_VOLUMES })
      .end();
    const env = { ...KEYS, REDIS_PORT: '6380', REDIS_ENABLE_TLS: 'true' };
    const withTls = { user: '1000', volumes: { ...RELAY_VOLUMES, '/tls': 'tls' } };
    expect(
      await sandbox()
        .start(RELAY, { ...withTls, env })
        .end(),
    ).toBe(1);
    const container = sandbox().start(RELAY, {
      ...withTls,
      env: { ...env, NODE_EXTRA_CA_CERTS: '/tls/cert.pem' },
    });
    await listening(container, 3000);
    expect(get(container, 'http://here:3000/health').output).toContain('"redis":{"status":"healthy"');
  });
});
