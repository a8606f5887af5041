import { Mysql } from '../../kubernetes/mysql';
import { Redis } from '../../kubernetes/redis';
import { refuseWrongHost } from '../../kubernetes/service-name';

import { equal, orElse, releaseName, text } from '../../template/operators';
import { choose, merged } from '../../template/tree';
import type { McpBox } from './mcp-box';

/** The databases of the platform. */
export interface Infrastructure {
  readonly mysql: Mysql;
  readonly redis: Redis;
}

/** The label of pods that a database lets in. */
const CLIENT_OF = { mysql: 'mcp-box/uses-mysql', redis: 'mcp-box/uses-redis' } as const;

/** The label of a database's clients, and all labels by which it knows them. */
export function clientsOf(database: keyof typeof CLIENT_OF) {
  const label = { [CLIENT_OF[database]]: 'true' };
  return { label, selector: merged({ 'app.kubernetes.io/instance': releaseName, ...label }) };
}

/**
 * Makes MySQL and Redis, each inside the release or outside.
 *
 * Neither is in a hook: Helm would delete and make them anew with each upgrade (upstream, from its commit 81bb495 on). What
 * needs them waits for them instead.
 */
export function infrastructure(stack: McpBox): Infrastructure {
  const { mysql: mysqlOf, redis: redisOf } = stack.values.infrastructure;
  const { global, networkPolicy } = stack.values;
  const repository = (name: 'mysql' | 'redis') => {
    const { image } = stack.values.infrastructure[name];
    return stack.namedText(
      `${name}Repository`,
      'An image without tag; nodes look for one without registry where they always do.',
      choose(image.registry, text`${image.registry}/${image.repository}`, image.repository),
    );
  };

  const mysql = new Mysql(stack, 'mysql', {
    values: mysqlOf,
    path: 'infrastructure.mysql',
    image: text`${repository('mysql')}:${mysqlOf.image.tag}`,
    imagePullPolicy: global.imagePullPolicy,
    version: mysqlOf.image.tag,
    networkPolicy: networkPolicy.enabled,
    clients: clientsOf('mysql'),
  });

  const name = stack.namedText(
    'redisName',
    'The name of the Service of Redis, or the host of one outside.',
    orElse(redisOf.service.name, text`${stack.fullname}-redis`),
  );
  const redis = new Redis(stack, 'redis', {
    inside: {
      enabled: redisOf.enabled,
      auth: redisOf.auth,
      persistence: redisOf.persistence,
      resources: redisOf.resources,
      image: { repository: repository('redis'), tag: redisOf.image.tag, pullPolicy: global.imagePullPolicy },
    },
    path: 'infrastructure.redis',
    names: { name, component: 'redis' },
    servicePort: redisOf.service.port,
    networkPolicy: networkPolicy.enabled,
    clients: clientsOf('redis'),
  });
  stack.refuse(
    'infrastructure.redis.service.name',
    'is the name of MySQL too; give each a name of its own.',
    mysqlOf.enabled,
    redisOf.enabled,
    equal(mysql.host, name),
  );
  refuseWrongHost(stack, 'redis', {
    path: 'infrastructure.redis.service.name',
    value: redisOf.service.name,
    name,
    inside: redisOf.enabled,
  });
  return { mysql, redis };
}
