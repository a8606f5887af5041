import { Mysql } from '../../kubernetes/mysql/mysql';
import { Redis } from '../../kubernetes/redis/redis';
import { refuseWrongHost } from '../../kubernetes/service-name';
import type { Connection } from '../../kubernetes/network-policy';
import { and, not, orElse, releaseName, text, type Condition } from '../../engine/template/operators';
import { choose, merged } from '../../engine/template/tree';
import type { McpBox } from './stack';
import type { ProgramValues } from './program-values';

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
 * The connections to those of the databases that a program uses.
 *
 * @param besides whether it is let through to all pods of the namespace anyway, among which those inside the release are
 */
export function connectionsTo(
  { mysql, redis }: Infrastructure,
  uses: ProgramValues['uses'],
  besides?: Condition,
): Connection[] {
  return [
    ...during(uses.mysql, mysql.connections, besides),
    ...during(uses.redis, redis.connections, besides),
  ];
}

function during(used: Condition, [inside, outside]: Mysql['connections'], besides?: Condition): Connection[] {
  return [
    { ...inside, when: and(used, inside.when ?? used, ...(besides === undefined ? [] : [not(besides)])) },
    { ...outside, when: and(used, outside.when ?? used) },
  ];
}

/**
 * Makes MySQL and Redis, each inside the release or outside.
 *
 * Neither is in a hook: Helm would delete and make them anew with each upgrade (upstream, from its commit 81bb495 on). What
 * needs them waits for them instead.
 */
export function infrastructure(stack: McpBox): Infrastructure {
  const { mysql: mysqlOf, redis: redisOf } = stack.values.infrastructure;
  const { global, imagePullSecrets, networkPolicy } = stack.values;
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
    imagePullSecrets,
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
    imagePullSecrets,
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
  refuseWrongHost(stack, 'redis', {
    path: 'infrastructure.redis.service.name',
    value: redisOf.service.name,
    name,
    inside: redisOf.enabled,
  });
  return { mysql, redis };
}
