import type { JsonObject } from '../../../lib/engine/values/declaration';
import { overlay } from '../../../lib/engine/values/merge';
import { waysInOfService, scalingOfService, type Conflict } from '../conflict';

const MONITORED: JsonObject = {
  fullnameOverride: 'box',
  monitoring: { enabled: true, prometheus: { enabled: true } },
};
const SEEDED: JsonObject = {
  fullnameOverride: 'box',
  init: { enabled: true },
  configs: { init: 'a: 1' },
};

const TWICE: JsonObject = { env: { A: 'x' }, secretEnv: { A: { secret: 'a', key: 'b' } } };

/** Names of other objects of the release, and the values that enable them. */
const TAKEN: readonly (readonly [string, JsonObject])[] = [
  ['box-mysql-exporter', MONITORED],
  ['box-redis-exporter', MONITORED],
  ['box-init', SEEDED],
];

const databases: readonly Conflict[] = ['mysql', 'redis'].flatMap((database) => {
  const path = `infrastructure.${database}.service.name`;
  const named = (name: string, enabled = true): JsonObject => ({
    infrastructure: { [database]: { enabled, service: { name } } },
  });
  return [
    ...TAKEN.map(([name, on]) => ({ path, values: overlay(on, named(name)) })),
    ...['a.b', '7up', 'x'.repeat(53)].map((name) => ({ path, values: named(name) })),
    { path, values: named('', false) },
  ];
});

const services: readonly Conflict[] = [
  ...TAKEN.map(([name, on]) => ({ path: 'services.gateway.name', values: overlay(on, service({ name })) })),
  { path: 'services.gateway.name', values: service({ name: 'mcp-mysql' }) },
  { path: 'services.gateway.name', values: service({ name: 'mcp-redis' }) },
  { path: 'services.gateway.name', values: overlay({ fullnameOverride: 'box' }, service({ name: 'box', kubernetes: { enabled: true } })) },
  { path: 'services.gateway.name and services.other.name', values: { services: { other: { name: 'mcp-gateway' } } } },
  {
    path: 'services.gateway.ingress and services.other.ingress',
    values: { services: { gateway: { ingress: { host: 'a' } }, other: { ingress: { enabled: true, host: 'a' } } } },
  },
  ...waysInOfService('gateway'),
  ...scalingOfService('gateway'),
  { path: 'services.gateway.ingress.host', values: service({ ingress: { host: 'a', hosts: [{}] } }) },
  { path: 'services.gateway.ingress.tlsSecret', values: service({ ingress: { tlsSecret: 'a', hosts: [{}] } }) },
  { path: 'services.gateway.ingress and services.other.ingress', values: twice({ ingress: { enabled: true, hosts: [{ host: 'a' }] } }) },
  { path: 'services.gateway.httpRoute and services.other.httpRoute', values: twice({ httpRoute: { enabled: true, parentRefs: [{ name: 'a' }], hostnames: ['a'] } }) },
  { path: 'services.gateway.route.generateHost', values: service({ route: { enabled: true, generateHost: true, host: 'a' } }) },
  { path: 'services.gateway.route.wildcardPolicy', values: service({ route: { enabled: true, generateHost: true, wildcardPolicy: 'Subdomain' } }) },
  { path: 'services.gateway.route and services.other.route', values: twice({ route: { enabled: true, host: 'a' } }) },
  { path: 'services.gateway.autoscaling.minReplicas', values: service({ autoscaling: { enabled: true, minReplicas: 9, maxReplicas: 8 } }) },
  {
    path: 'global.podSecurity',
    values: overlay({ global: { namespace: 'boxes', createNamespace: true } }, service({ kubernetes: { enabled: true } })),
  },
  { path: 'services.gateway.config.mountPath', values: service({ kubernetes: { enabled: true }, config: { mountPath: '/etc/kube' } }) },
]; // prettier-ignore

const sharing: readonly Conflict[] = [
  { path: 'services.gateway.sharedStorage', values: service({ sharedStorage: true }) },
  { path: 'services.gateway.sharedFolders', values: service({ sharedFolders: { '/a': 'a' } }) },
  { path: 'services.gateway.sharedFolders', values: shared({}, { gateway: { sharedFolders: { '/app/config': 'a' } } }) },
  { path: 'services.gateway.sharedFolders', values: shared({ mountPath: '/data' }, { gateway: { sharedFolders: { '/data': 'a' } } }) },
  { path: 'services.gateway.config.mountPath', values: service({ config: { mountPath: '/tmp' } }) },
  { path: 'services.gateway.secretEnv.A', values: service(TWICE) },
  { path: 'init.secretEnv.A', values: overlay(SEEDED, { init: TWICE }) },
  { path: 'sharedStorage.mountPath', values: shared({ mountPath: '/app/config' }, { gateway: {} }) },
  { path: 'sharedStorage.mountPath', values: shared({ mountPath: '/tmp' }, { gateway: {} }) },
  { path: 'services.gateway.sharedStorage', values: shared({ accessMode: 'ReadWriteOnce' }, { gateway: { replicas: 2 } }) },
  { path: 'services.gateway.sharedStorage', values: shared({ accessMode: 'ReadWriteOnce' }, { gateway: { autoscaling: { enabled: true } } }) },
  { path: 'services.gateway.sharedStorage', values: shared({ accessMode: 'ReadWriteOnce' }, { gateway: {}, other: {} }) },
  {
    path: 'services.gateway.sharedStorage',
    values: [SEEDED, { init: { sharedStorage: true } }].reduce(overlay, shared({ accessMode: 'ReadWriteOnce' }, { gateway: {} })),
  },
  { path: 'init.sharedStorage', values: overlay(SEEDED, { init: { sharedStorage: true } }) },
  { path: 'configs.init', values: { init: { enabled: true } } },
]; // prettier-ignore

/** Combinations of valid values that the MCP platform rejects. */
export const conflicts: readonly Conflict[] = [
  ...databases,
  ...services,
  ...sharing,
  { path: 'infrastructure.redis.service.name', values: { infrastructure: { redis: { service: { name: 'mcp-mysql' } } } } },
  ...['password', 'rootPassword'].flatMap((key) => [
    { path: `infrastructure.mysql.auth.${key}`, values: { infrastructure: { mysql: { auth: { [key]: '' } } } } },
    { path: `infrastructure.mysql.auth.${key}`, values: { networkPolicy: { enabled: false }, infrastructure: { mysql: { auth: { [key]: 'password' } } } } },
  ]),
  { path: 'infrastructure.mysql.auth.username', values: { infrastructure: { mysql: { auth: { username: 'root' } } } } },
  { path: 'infrastructure.redis.auth.password', values: { infrastructure: { redis: { auth: { enabled: true } } } } },
  {
    path: 'infrastructure.redis.auth.password',
    values: { infrastructure: { redis: { auth: { enabled: true, password: 'x', existingSecret: 'y' } } } },
  },
  { path: 'monitoring.enabled', values: { monitoring: { enabled: true } } },
  { path: 'logging.enabled', values: { logging: { enabled: true } } },
  { path: 'logging.fluentd.enabled', values: { logging: { enabled: true, fluentd: { enabled: true } } } },
  { path: 'logging.elasticsearch.host', values: { logging: { enabled: true, fluentd: { enabled: true }, elasticsearch: { enabled: true } } } },
]; // prettier-ignore

function service(gateway: JsonObject): JsonObject {
  return { services: { gateway } };
}

function twice(values: JsonObject): JsonObject {
  return { services: { gateway: values, other: values } };
}

/** A shared volume, and services on it. */
function shared(storage: JsonObject, on: Readonly<Record<string, JsonObject>>): JsonObject {
  const names = Object.entries(on).map(([key, values]) => [key, { sharedStorage: true, ...values }]);
  return { sharedStorage: { enabled: true, ...storage }, services: Object.fromEntries(names) as JsonObject };
}

/** What has to be there for some of its values to do anything. */
export const beside: JsonObject = { configs: { newservice: 'a: 1' }, sharedStorage: { enabled: true } };

/** Every kind of mistake can be made in its values. */
export const lacks: readonly string[] = [];
