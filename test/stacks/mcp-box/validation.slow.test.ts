import type { JsonObject } from '../../../lib/engine/values/declaration';
import { objectsOf, messagesOf } from './rendering';

const job = { init: { enabled: true }, configs: { init: 'a: b' } };
const shared = { sharedStorage: { enabled: true } };
const once = { sharedStorage: { enabled: true, accessMode: 'ReadWriteOnce' } };
const exporters = { monitoring: { enabled: true, prometheus: { enabled: true } } };

const REJECTED: readonly (readonly [string, JsonObject, string])[] = [
  [
    'two services with one name',
    { services: { a: { name: 'same' }, b: { name: 'same' } } },
    'services.a.name and services.b.name are identical; use unique names.',
  ],
  [
    'a service with the default name of another',
    { services: { a: { name: 'mcp-gateway' } } },
    'services.a.name and services.gateway.name are identical; use unique names.',
  ],
  [
    'a service with the name of MySQL',
    { services: { a: { name: 'mcp-mysql' } } },
    'services.a.name is also the name of MySQL; use unique names.',
  ],
  [
    'a service with the name of a Redis that is named after the release',
    { services: { a: { name: 'mcp-box-redis' } }, infrastructure: { redis: { service: { name: '' } } } },
    'services.a.name is also the name of Redis; use unique names.',
  ],
  [
    'a service with the name of an exporter',
    { ...exporters, services: { a: { name: 'mcp-box-redis-exporter' } } },
    'services.a.name is also the name of the Redis exporter; use unique names.',
  ],
  [
    'a service with the name of the network policy of the Job',
    { ...job, services: { a: { name: 'mcp-box-init' } } },
    'services.a.name is also the name of the NetworkPolicy of the Job init; use unique names.',
  ],
  [
    'a service with the name of the shared ServiceAccount',
    { serviceAccount: { name: 'mcp-market' }, services: { market: { kubernetes: { enabled: true } } } },
    'services.market.name is also the name of the shared ServiceAccount; use unique names.',
  ],
  [
    'databases with one name',
    { infrastructure: { redis: { service: { name: 'mcp-mysql' } } } },
    'infrastructure.redis.service.name is also the name of MySQL; use unique names.',
  ],
  [
    'a database with the name of an exporter',
    { ...exporters, infrastructure: { mysql: { service: { name: 'mcp-box-mysql-exporter' } } } },
    'infrastructure.mysql.service.name is also the name of the MySQL exporter; use unique names.',
  ],
  [
    'two services with one host and path',
    { services: { a: { ingress: { enabled: true, host: 'gateway.example.com' } } } },
    'services.a.ingress and services.gateway.ingress have the same host and path; change one of them.',
  ],
  [
    'a shared volume that is not enabled',
    { services: { a: { sharedStorage: true } } },
    'services.a.sharedStorage is true although sharedStorage.enabled is false; set sharedStorage.enabled to true.',
  ],
  [
    'a shared volume that is not enabled, for the Job',
    { ...job, init: { enabled: true, sharedStorage: true } },
    'init.sharedStorage is true although sharedStorage.enabled is false; set sharedStorage.enabled to true.',
  ],
  [
    'folders of a volume that is not mounted',
    { ...shared, services: { a: { sharedFolders: { '/app/static': 'static' } } } },
    'services.a.sharedFolders contains folders of a volume that the service does not mount; set its sharedStorage to true.',
  ],
  [
    'a shared volume over the configuration',
    { sharedStorage: { enabled: true, mountPath: '/app/config' }, services: { a: { sharedStorage: true } } },
    'sharedStorage.mountPath is the mount path of another volume of a service; use another directory.',
  ],
  [
    'a ReadWriteOnce volume for multiple replicas',
    { ...once, services: { a: { sharedStorage: true, replicas: 2 } } },
    'services.a.sharedStorage is true for multiple replicas; this requires sharedStorage.accessMode ReadWriteMany.',
  ],
  [
    'a ReadWriteOnce volume with autoscaling',
    { ...once, services: { a: { sharedStorage: true, autoscaling: { enabled: true } } } },
    'services.a.sharedStorage is true for multiple replicas; this requires sharedStorage.accessMode ReadWriteMany.',
  ],
  [
    'a ReadWriteOnce volume for two services',
    { ...once, services: { a: { sharedStorage: true }, b: { sharedStorage: true } } },
    'services.a.sharedStorage is true together with that of another service; this requires sharedStorage.accessMode ReadWriteMany.',
  ],
  [
    'a ReadWriteOnce volume for a service and the Job',
    {
      ...once,
      ...job,
      init: { enabled: true, sharedStorage: true },
      services: { a: { sharedStorage: true } },
    },
    'services.a.sharedStorage is true together with init.sharedStorage; this requires sharedStorage.accessMode ReadWriteMany.',
  ],
  [
    'a Job without its configuration',
    { init: { enabled: true } },
    'configs.init is empty although init.enabled is true; set the configuration file of the Job.',
  ],
  [
    'permission to start MCP servers in a namespace that rejects them',
    {
      global: { namespace: 'other', createNamespace: true },
      services: { market: { kubernetes: { enabled: true } } },
    },
    'global.podSecurity is restricted, and the created namespace would reject the MCP servers of a service with kubernetes.enabled; use baseline.',
  ],
  [
    'a configuration at the mount path of the kubeconfig',
    { services: { market: { kubernetes: { enabled: true }, config: { mountPath: '/etc/kube' } } } },
    'services.market.config.mountPath is /etc/kube, the mount path of the kubeconfig; use another directory.',
  ],
];

it.each(REJECTED)('rejects %s, in the plain rendering and with both Helms', async (_, values, sentence) => {
  for (const message of await messagesOf(values)) expect(message).toContain(sentence);
});

it('rejects a service named init, whose configuration would be that of the Job', async () => {
  const [plain = '', ...helm] = await messagesOf({ services: { init: {} } });
  expect(plain).toContain('services has the key "init"');
  for (const message of helm) expect(message).not.toBe('rendered');
});

it.each<readonly [string, JsonObject]>([
  [
    'one name, of which one service is not deployed',
    { services: { a: { name: 'same' }, b: { name: 'same', enabled: false } } },
  ],
  [
    'the name of an external MySQL',
    {
      services: { a: { name: 'db' } },
      infrastructure: { mysql: { enabled: false, service: { name: 'db' } } },
    },
  ],
  ['the name of an exporter that is not deployed', { services: { a: { name: 'mcp-box-redis-exporter' } } }],
  [
    'one host and two paths',
    { services: { a: { ingress: { enabled: true, host: 'gateway.example.com', path: '/a' } } } },
  ],
  ['one address, without an Ingress', { services: { a: { ingress: { host: 'gateway.example.com' } } } }],
  ['a ReadWriteOnce volume for one pod', { ...once, services: { a: { sharedStorage: true }, b: {} } }],
  [
    'a ReadWriteMany volume for all',
    {
      ...shared,
      ...job,
      init: { enabled: true, sharedStorage: true },
      services: { a: { sharedStorage: true, replicas: 3 }, b: { sharedStorage: true } },
    },
  ],
])('accepts %s', (_, values) => {
  expect(objectsOf(values).length).toBeGreaterThan(5);
});
