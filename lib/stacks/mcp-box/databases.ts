import { and, not, orElse, releaseName, text, type Condition } from '../../engine/template/operators';
import { choose, merged } from '../../engine/template/tree';
import { isDefaultOfRenamed } from '../../kubernetes/component';
import { addMysql, type Mysql } from '../../kubernetes/mysql/mysql';
import type { Connection } from '../../kubernetes/network-policy';
import { addRedis, type Redis } from '../../kubernetes/redis/redis';
import { validateServiceOrHost } from '../../kubernetes/validation';
import { pullPolicyOf } from './global';
import type { ProgramValues } from './program-values';
import type { McpBoxStack } from './values';

/** Databases of the platform. */
export interface Databases {
  readonly mysql: Mysql;
  readonly redis: Redis;
}

/** Labels of pods with access to a database. */
const CLIENT_LABELS = { mysql: 'mcp-box/uses-mysql', redis: 'mcp-box/uses-redis' } as const;

/**
 * Label of the clients of a database, and the selector of its network policy. Of a platform that may be in a chart more than once, the
 * label says of which it is.
 */
export function clientsOf({ fullname, renamed }: McpBoxStack, database: keyof typeof CLIENT_LABELS) {
  const label = { [CLIENT_LABELS[database]]: choose(renamed, fullname, 'true') };
  return { label, selector: merged({ 'app.kubernetes.io/instance': releaseName, ...label }) };
}

/**
 * Connections to the databases in use by a program.
 *
 * @param namespacePods whether all pods of the namespace are allowed anyway, and with them bundled databases
 */
export function connectionsTo(
  { mysql, redis }: Databases,
  uses: ProgramValues['uses'],
  namespacePods?: Condition,
): Connection[] {
  return [
    ...connectionsWhile(uses.mysql, mysql.connections, namespacePods),
    ...connectionsWhile(uses.redis, redis.connections, namespacePods),
  ];
}

function connectionsWhile(
  used: Condition,
  [bundled, external]: Mysql['connections'],
  namespacePods?: Condition,
): Connection[] {
  const otherwise = namespacePods === undefined ? [] : [not(namespacePods)];
  return [
    { ...bundled, when: and(used, bundled.when ?? used, ...otherwise) },
    { ...external, when: and(used, external.when ?? used) },
  ];
}

/**
 * Adds MySQL and Redis, each bundled or external.
 *
 * Neither is a hook: Helm would delete and recreate them with each upgrade (upstream, since its commit 81bb495). Instead, their
 * clients wait for them.
 */
export function addDatabases(stack: McpBoxStack): Databases {
  const { mysql: mysqlValues, redis: redisValues } = stack.values.infrastructure;
  const { networkPolicy } = stack.values;
  const repository = (name: 'mysql' | 'redis') => {
    const { image } = stack.values.infrastructure[name];
    return stack.namedString(
      `${name}Repository`,
      'Image repository, with the registry if set; otherwise nodes use their default registry.',
      choose(image.registry, text`${image.registry}/${image.repository}`, image.repository),
    );
  };

  const mysql = addMysql(
    stack,
    clientsOf(stack, 'mysql'),
    {
      server: mysqlValues,
      chart: stack.values,
      image: {
        repository: repository('mysql'),
        tag: mysqlValues.image.tag,
        digest: mysqlValues.image.digest,
      },
      imagePullPolicy: pullPolicyOf(stack, mysqlValues.image),
      networkPolicy: networkPolicy.enabled,
    },
    { path: 'infrastructure.mysql' },
  );

  const name = stack.namedString(
    'redisName',
    'Name of the Service of the bundled Redis, or host of an external Redis.',
    choose(
      and(redisValues.enabled, isDefaultOfRenamed(stack, redisValues.service.name, 'mcp-redis')),
      text`${stack.fullname}-redis`,
      orElse(redisValues.service.name, text`${stack.fullname}-redis`),
    ),
  );
  const redis = addRedis(
    stack,
    clientsOf(stack, 'redis'),
    {
      chart: stack.values,
      bundled: {
        ...redisValues,
        image: {
          repository: repository('redis'),
          tag: redisValues.image.tag,
          digest: redisValues.image.digest,
          pullPolicy: pullPolicyOf(stack, redisValues.image),
        },
      },
      servicePort: redisValues.service.port,
      networkPolicy: networkPolicy.enabled,
    },
    { path: 'infrastructure.redis', names: { name, component: 'redis' } },
  );
  validateServiceOrHost(stack, 'redis', {
    path: 'infrastructure.redis.service.name',
    value: redisValues.service.name,
    name,
    bundled: redisValues.enabled,
  });
  return { mysql, redis };
}
