import { literal } from '../../lib/engine/template/expression';
import {
  drainBeforeStop,
  fixedResources,
  HTTP_PORT,
  httpGet,
  httpPort,
  sleepBeforeStop,
  SMALL_RESOURCES,
  startWhenOpen,
  TINY_RESOURCES,
  waitForPort,
} from '../../lib/kubernetes/container';
import { addDeployment } from '../../lib/kubernetes/deployment';
import { quantityOf } from '../../lib/app/objects/quantity';
import { at, objectsFor, only, podOf, TinyStack } from './tiny-stack';

/** A container as it goes to the API server. */
function containerOf(container: object) {
  const stack = new TinyStack({});
  addDeployment(stack, stack.main, { replicaCount: 1 }, { containers: [{ name: 'main', ...container }] });
  return at(podOf(only('Deployment', objectsFor(stack))), 'containers', 0);
}

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

it('a pod that is stopped goes on for a time', () => {
  const sleeping = (seconds: Parameters<typeof sleepBeforeStop>[0]) => ({
    lifecycle: sleepBeforeStop(seconds),
  });
  const hook = { preStop: { exec: { command: ['sleep', '5'] } } };
  expect(containerOf(sleeping('5'))).toHaveProperty('lifecycle', hook);
  expect(containerOf(sleeping(literal('5')))).toHaveProperty('lifecycle', hook);
});

it('a pod that forwards requests goes on while it does, for a time', () => {
  const hook = (options: Parameters<typeof drainBeforeStop>[0]) =>
    at(containerOf({ lifecycle: drainBeforeStop(options) }), 'lifecycle', 'preStop', 'exec', 'command');
  const seconds = literal('600');
  const script = expect.stringContaining('/proc/net/tcp') as unknown;
  expect(hook({ port: '3000', seconds, besides: ['6379'] })).toEqual([
    'sh',
    '-c',
    script,
    '3000',
    '600',
    '0',
    '6379',
  ]);
  expect(hook({ port: '8443', seconds, background: true })).toEqual(['sh', '-c', script, '8443', '600', '1']);
});

it('a program starts once a port beside it is open, and in the place of the shell', () => {
  const [, , script, program] = startWhenOpen(6379, '/program/it');
  expect(script).toMatch(/^trap 'exit 143' TERM; until nc -z 127\.0\.0\.1 6379; .*trap - TERM; exec "\$0"$/);
  expect(program).toBe('/program/it');
});

it('resources that the user does not set are quantities as they are written', () => {
  const amounts = { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m', memory: '512Mi' } };
  expect(containerOf({ resources: fixedResources(amounts) })).toHaveProperty('resources', amounts);
});

it.each([
  ['small', SMALL_RESOURCES],
  ['tiny', TINY_RESOURCES],
])('the resources of a %s program ask for no more than they may have', (_, resources) => {
  const amounts = at(containerOf({ resources }), 'resources');
  for (const resource of ['cpu', 'memory']) {
    const [limit, request] = ['limits', 'requests'].map((key) => quantityOf(at(amounts, key, resource) ?? 0));
    expect(request).toBeLessThanOrEqual(limit ?? 0);
    expect(request).toBeGreaterThan(0);
  }
});

it('the port for HTTP has the name that Services and probes know', () => {
  const probe = { ...httpGet('/health'), periodSeconds: 5 };
  const container = containerOf({
    ports: [httpPort(8080)],
    readinessProbe: probe,
    livenessProbe: { tcpSocket: { port: HTTP_PORT } },
  });
  expect(container).toMatchObject({
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    readinessProbe: { httpGet: { path: '/health', port: 'http' }, periodSeconds: 5 },
    livenessProbe: { tcpSocket: { port: 'http' } },
  });
});
