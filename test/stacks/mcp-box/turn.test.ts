import type { JsonObject } from '../../../lib/engine/values/declaration';
import { at } from '../../acceptance/path';
import { named, objectsOf } from './rendering';

const POD = 'spec.template.spec';

function gatewayOf(...values: readonly JsonObject[]) {
  const gateway = named('Deployment', 'mcp-gateway', objectsOf(...values));
  const initContainers = at(gateway, `${POD}.initContainers`) as JsonObject[];
  return { initContainers, service: at(gateway, `${POD}.containers[0]`) as JsonObject };
}

const gateway = (values: JsonObject): JsonObject => ({ services: { gateway: values } });

it('the gateway waits for its turn last, in its own image, and gives it on when it responds', () => {
  const { initContainers, service } = gatewayOf();
  const turn = initContainers.at(-1);
  expect(turn).toMatchObject({ name: 'turn', image: service['image'] });
  expect(at(service, 'lifecycle.postStart.exec.command')).toEqual([
    'sh',
    '-c',
    expect.stringContaining('EVAL'),
    'http://127.0.0.1:8082/health',
  ]);
  const variables = ['REDIS_HOST', 'REDIS_PORT', 'REDIS_PASSWORD'];
  for (const container of [turn, service])
    expect((at(container, 'env') as JsonObject[]).map(({ name }) => name)).toEqual(variables);
});

it.each<[string, JsonObject]>([
  ['is not asked to', { startInTurn: false }],
  ['uses no MySQL, in which it would make tables', { uses: { mysql: false } }],
  ['uses no Redis, which has the turn', { uses: { redis: false } }],
  ['has no HTTP probes that say when it responds', { health: { http: false } }],
])('a service does not wait where it %s', (_, values) => {
  const { initContainers, service } = gatewayOf(gateway(values));
  expect(initContainers.map(({ name }) => name)).not.toContain('turn');
  expect(at(service, 'lifecycle.postStart')).toBeUndefined();
});

it('other services wait only where they are asked to', () => {
  const authz = (values: JsonObject) =>
    named('Deployment', 'mcp-authz', objectsOf({ services: { authz: values } }));
  const names = (values: JsonObject) =>
    (at(authz(values), `${POD}.initContainers`) as JsonObject[]).map(({ name }) => name);
  expect(names({})).not.toContain('turn');
  expect(names({ startInTurn: true })).toContain('turn');
});

it('the turn is given on too where the delay before the shutdown is switched off', () => {
  const { service } = gatewayOf(gateway({ drainSeconds: 0 }));
  expect(Object.keys(at(service, 'lifecycle') as JsonObject)).toEqual(['postStart']);
});
