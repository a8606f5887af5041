import { startWhenOpen, waitForPort } from '../../lib/kubernetes/wait';

describe('waiting for a port', () => {
  it('asks with the nc of BusyBox until the port is open', () => {
    expect(waitForPort()).toEqual([
      'sh',
      '-c',
      'trap \'exit 143\' TERM; until nc -z -w 2 "$HOST" "$PORT"; do echo "waiting for $HOST:$PORT"; sleep 2; done',
    ]);
  });

  it('reads host and port from the variables of the container', () => {
    const [, , script] = waitForPort({ host: 'DB_HOST', port: 'DB_PORT' });
    expect(script).toContain('nc -z -w 2 "$DB_HOST" "$DB_PORT"');
    expect(script).not.toMatch(/\$(HOST|PORT)/);
  });
});

it('a program starts once a port beside it is open, and in the place of the shell', () => {
  const [, , script, program] = startWhenOpen(6379, '/program/it');
  expect(script).toMatch(/^trap 'exit 143' TERM; until nc -z 127\.0\.0\.1 6379; .*trap - TERM; exec "\$0"$/);
  expect(program).toBe('/program/it');
});
