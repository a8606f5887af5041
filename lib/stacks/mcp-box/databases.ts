import { addMysql, type Mysql } from '../../kubernetes/mysql/mysql';
import { addRedis, type Redis } from '../../kubernetes/redis/redis';
import { refuseWrongHost } from '../../kubernetes/validation';
import type { Connection } from '../../kubernetes/network-policy';
import { and, not, orElse, releaseName, text, type Condition } from '../../engine/template/operators';
import { choose, merged } from '../../engine/template/tree';
import type { McpBoxStack } from './values';
import type { ProgramValues } from './program-values';

/** The databases of the platform. */
export interface Databases {
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
  { mysql, redis }: Databases,
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
 * Adds MySQL and Redis, each bundled or external.
 *
 * Neither is in a hook: Helm would delete and make them anew with each upgrade (upstream, from its commit 81bb495 on). What
 * needs them waits for them instead.
 */
export function addDatabases(stack: McpBoxStack): Databases {
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

  const mysql = addMysql(
    stack,
    clientsOf('mysql'),
    {
      server: mysqlOf,
      image: text`${repository('mysql')}:${mysqlOf.image.tag}`,
      imagePullPolicy: global.imagePullPolicy,
      imagePullSecrets,
      version: mysqlOf.image.tag,
      networkPolicy: networkPolicy.enabled,
    },
    { path: 'infrastructure.mysql' },
  );

  const name = stack.namedText(
    'redisName',
    'The name of the Service of Redis, or the host of one outside.',
    orElse(redisOf.service.name, text`${stack.fullname}-redis`),
  );
  const redis = addRedis(
    stack,
    clientsOf('redis'),
    {
      imagePullSecrets,
      bundled: {
        enabled: redisOf.enabled,
        auth: redisOf.auth,
        persistence: redisOf.persistence,
        resources: redisOf.resources,
        image: {
          repository: repository('redis'),
          tag: redisOf.image.tag,
          pullPolicy: global.imagePullPolicy,
        },
      },
      servicePort: redisOf.service.port,
      networkPolicy: networkPolicy.enabled,
    },
    { path: 'infrastructure.redis', names: { name, component: 'redis' } },
  );
  refuseWrongHost(stack, 'redis', {
    path: 'infrastructure.redis.service.name',
    value: redisOf.service.name,
    name,
    bundled: redisOf.enabled,
  });
  return { mysql, redis };
}
