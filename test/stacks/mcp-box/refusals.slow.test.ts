import type { JsonObject } from '../../../lib/engine/values/declaration';
import { objectsOf, refusalsOf } from './rendering';

const job = { init: { enabled: true }, configs: { init: 'a: b' } };
const shared = { sharedStorage: { enabled: true } };
const once = { sharedStorage: { enabled: true, accessMode: 'ReadWriteOnce' } };
const exporters = { monitoring: { enabled: true, prometheus: { enabled: true } } };

const REFUSED: readonly (readonly [string, JsonObject, string])[] = [
  [
    'two services of one name',
    { services: { a: { name: 'same' }, b: { name: 'same' } } },
    'services.a.name and services.b.name are the same; give each a name of its own.',
  ],
  [
    'a service with the name that another has by default',
    { services: { a: { name: 'mcp-gateway' } } },
    'services.a.name and services.gateway.name are the same; give each a name of its own.',
  ],
  [
    'a service with the name of MySQL',
    { services: { a: { name: 'mcp-mysql' } } },
    'services.a.name is the name of MySQL too; give each a name of its own.',
  ],
  [
    'a service with the name of a Redis that is named after the release',
    { services: { a: { name: 'mcp-box-redis' } }, infrastructure: { redis: { service: { name: '' } } } },
    'services.a.name is the name of Redis too; give each a name of its own.',
  ],
  [
    'a service with the name of an exporter',
    { ...exporters, services: { a: { name: 'mcp-box-redis-exporter' } } },
    'services.a.name is the name of the exporter of Redis too; give each a name of its own.',
  ],
  [
    'a service with the name of the network policy of the Job',
    { ...job, services: { a: { name: 'mcp-box-init' } } },
    'services.a.name is the name of the network policy of the Job init too; give each a name of its own.',
  ],
  [
    'a service with the name of the ServiceAccount of those that may do nothing',
    { serviceAccount: { name: 'mcp-market' }, services: { market: { kubernetes: { enabled: true } } } },
    'services.market.name is the name of the ServiceAccount of the others too; give each a name of its own.',
  ],
  [
    'databases of one name',
    { infrastructure: { redis: { service: { name: 'mcp-mysql' } } } },
    'infrastructure.redis.service.name is the name of MySQL too; give each a name of its own.',
  ],
  [
    'a database with the name of an exporter',
    { ...exporters, infrastructure: { mysql: { service: { name: 'mcp-box-mysql-exporter' } } } },
    'infrastructure.mysql.service.name is the name of the exporter of MySQL too; give each a name of its own.',
  ],
  [
    'two services at one address',
    { services: { a: { ingress: { enabled: true, host: 'gateway.example.com' } } } },
    'services.a.ingress and services.gateway.ingress have the same host and path; change one of them.',
  ],
  [
    'a shared volume that there is not',
    { services: { a: { sharedStorage: true } } },
    'services.a.sharedStorage is true although sharedStorage.enabled is false; set that to true too.',
  ],
  [
    'a shared volume that there is not, for the Job',
    { ...job, init: { enabled: true, sharedStorage: true } },
    'init.sharedStorage is true although sharedStorage.enabled is false; set that to true too.',
  ],
  [
    'folders of a volume that is not mounted',
    { ...shared, services: { a: { sharedFolders: { '/app/static': 'static' } } } },
    'services.a.sharedFolders has folders of a volume that the service does not mount; set its sharedStorage to true.',
  ],
  [
    'a shared volume over the configuration',
    { sharedStorage: { enabled: true, mountPath: '/app/config' }, services: { a: { sharedStorage: true } } },
    'sharedStorage.mountPath is where services have something else already; choose another directory.',
  ],
  [
    'a ReadWriteOnce volume for several pods',
    { ...once, services: { a: { sharedStorage: true, replicas: 2 } } },
    'services.a.sharedStorage is true for several pods; that needs sharedStorage.accessMode ReadWriteMany.',
  ],
  [
    'a ReadWriteOnce volume for as many pods as it takes',
    { ...once, services: { a: { sharedStorage: true, autoscaling: { enabled: true } } } },
    'services.a.sharedStorage is true for several pods; that needs sharedStorage.accessMode ReadWriteMany.',
  ],
  [
    'a ReadWriteOnce volume for two services',
    { ...once, services: { a: { sharedStorage: true }, b: { sharedStorage: true } } },
    'services.a.sharedStorage is true beside that of another service; that needs sharedStorage.accessMode ReadWriteMany.',
  ],
  [
    'a ReadWriteOnce volume for a service and the Job',
    {
      ...once,
      ...job,
      init: { enabled: true, sharedStorage: true },
      services: { a: { sharedStorage: true } },
    },
    'services.a.sharedStorage is true beside init.sharedStorage; that needs sharedStorage.accessMode ReadWriteMany.',
  ],
  [
    'a Job without its configuration',
    { init: { enabled: true } },
    'configs.init is empty although init.enabled is true; give the configuration file of the Job.',
  ],
  [
    'rights to start MCP servers in a namespace that refuses them',
    {
      global: { namespace: 'other', createNamespace: true },
      services: { market: { kubernetes: { enabled: true } } },
    },
    'global.podSecurity is restricted, and the namespace that is made would refuse MCP servers, which kubernetes.enabled of a service starts; make it baseline.',
  ],
  [
    'a configuration where the kubeconfig is',
    { services: { market: { kubernetes: { enabled: true }, config: { mountPath: '/etc/kube' } } } },
    'services.market.config.mountPath is /etc/kube, where the kubeconfig is; choose another directory.',
  ],
];

it.each(REFUSED)('refuses %s, plainly and through both Helms', async (_, values, sentence) => {
  for (const message of await refusalsOf(values)) expect(message).toContain(sentence);
});

it('refuses a service named init, whose configuration would be that of the Job', async () => {
  const [plain = '', ...helm] = await refusalsOf({ services: { init: {} } });
  expect(plain).toContain('services has the key "init"');
  for (const message of helm) expect(message).not.toBe('rendered');
});

it.each<readonly [string, JsonObject]>([
  [
    'one name, of which one service is not deployed',
    { services: { a: { name: 'same' }, b: { name: 'same', enabled: false } } },
  ],
  [
    'the name of a MySQL outside',
    {
      services: { a: { name: 'db' } },
      infrastructure: { mysql: { enabled: false, service: { name: 'db' } } },
    },
  ],
  ['the name of an exporter that does not run', { services: { a: { name: 'mcp-box-redis-exporter' } } }],
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
])('takes %s', (_, values) => {
  expect(objectsOf(values).length).toBeGreaterThan(5);
});
