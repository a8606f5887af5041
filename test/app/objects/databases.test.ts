import { databasesOf } from '../../../lib/app/objects/databases';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import type { Json, JsonObject } from '../../../lib/engine/values/declaration';

/** A Deployment whose container has variables; those without a value are read from a Secret. */
function told(variables: Readonly<Record<string, string | null>>, more: JsonObject = {}): KubernetesObject {
  const env = Object.entries(variables).map(([name, value]) =>
    value === null ? { name, valueFrom: { secretKeyRef: { name: 's', key: 'k' } } } : { name, value },
  );
  return { kind: 'Deployment', spec: { template: { spec: { containers: [{ env }], ...more } } } };
}

function service(name: string, namespace = 'ai'): KubernetesObject {
  return { kind: 'Service', metadata: { name, namespace } };
}

function tunnel(...args: readonly string[]): { readonly initContainers: readonly Json[] } {
  return { initContainers: [{ args }] };
}

it.each<[string, KubernetesObject]>([
  ['external Redis at redis.example.com', told({ REDIS_HOST: 'redis.example.com' })],
  [
    'external MySQL at db.example.com with password',
    told({ MYSQL_HOST: 'db.example.com', MYSQL_PASSWORD: null }),
  ],
  ['external Redis at r with TLS', told({ REDIS_HOST: 'r', REDIS_ENABLE_TLS: 'true' })],
  ['external Redis at r', told({ REDIS_HOST: 'r', REDIS_ENABLE_TLS: 'false' })],
  [
    'external Redis at r with password and TLS',
    told({ REDIS_HOST: 'r', REDIS_PASSWORD: null, REDIS_ENABLE_TLS: 'true' }),
  ],
])('is %s', (words, object) => {
  expect(databasesOf([object], [object])).toEqual([words]);
});

it.each(['redis', 'redis.ai', 'redis.ai.svc'])('is bundled at %s, a Service of the environment', (host) => {
  expect(databasesOf([told({ REDIS_HOST: host })], [service('redis')])).toEqual(['bundled Redis']);
});

it.each(['redis.other', 'redis.ai.svc.cluster.example', 'redis2'])('is external at %s', (host) => {
  expect(databasesOf([told({ REDIS_HOST: host })], [service('redis')])).toEqual([
    `external Redis at ${host}`,
  ]);
});

it('is where a tunnel in the same pod leads, by TLS', () => {
  const through = told({ REDIS_HOST: '127.0.0.1' }, tunnel('client', '--target', 'redis.example.com:6380'));
  expect(databasesOf([through], [])).toEqual(['external Redis at redis.example.com with TLS']);
  const bundled = told({ REDIS_HOST: '127.0.0.1' }, tunnel('--target', 'redis:6380'));
  expect(databasesOf([bundled], [service('redis')])).toEqual(['bundled Redis with TLS']);
});

it('is at the address itself where no tunnel is there, or the address is another one', () => {
  expect(databasesOf([told({ REDIS_HOST: '127.0.0.1' })], [])).toEqual(['external Redis at 127.0.0.1']);
  const beside = told({ REDIS_HOST: 'r' }, tunnel('--target', 'other.example.com:1'));
  expect(databasesOf([beside], [])).toEqual(['external Redis at r']);
});

it('is found in ConfigMaps too, over which the variables of containers win', () => {
  const map = { kind: 'ConfigMap', data: { REDIS_HOST: 'a', MYSQL_HOST: 'b' } };
  expect(databasesOf([told({ REDIS_HOST: 'c' }), map], [])).toEqual([
    'external Redis at c',
    'external MySQL at b',
  ]);
});

it.each<[string, readonly KubernetesObject[]]>([
  ['no object', []],
  ['no variables', [told({})]],
  ['an empty host', [told({ REDIS_HOST: '', REDIS_PASSWORD: null })]],
])('is none of %s', (_, objects) => {
  expect(databasesOf(objects, [])).toEqual([]);
});
