import { addExporter } from '../../kubernetes/exporter';
import { addServiceMonitor } from '../../kubernetes/service-monitor';
import { namespaceNamed } from '../../kubernetes/network-policy';
import { literal } from '../../engine/template/expression';
import { and, not, orElse, text, type Condition } from '../../engine/template/operators';
import { when } from '../../engine/template/tree';
import { clientsOf, type Databases } from './databases';
import type { OwnName } from './names';
import type { McpBoxStack } from './values';

// The defaults of the exporters (prometheus/mysqld_exporter and oliver006/redis_exporter, README).
const MYSQL_EXPORTER_PORT = 9104;
const REDIS_EXPORTER_PORT = 9121;

/**
 * Runs exporters for the databases, inside the release or outside, and has them scraped: the software of the platform has no
 * metrics of its own.
 *
 * @returns whether there are ServiceMonitors, and the names of the exporters
 */
export function addExporters(
  stack: McpBoxStack,
  { mysql, redis }: Databases,
): { readonly monitored: Condition; readonly names: readonly OwnName[] } {
  const { global, imagePullSecrets, infrastructure, monitoring, networkPolicy } = stack.values;
  const { enabled, prometheus } = monitoring;
  stack.refuse(
    'monitoring.enabled',
    'is true and does nothing while monitoring.prometheus.enabled is false; set that too.',
    enabled,
    not(prometheus.enabled),
  );
  const exported = stack.namedCondition(
    'exported',
    'Whether exporters run.',
    and(enabled, prometheus.enabled),
  );
  const monitored = stack.namedCondition(
    'monitored',
    'Whether there are ServiceMonitors.',
    and(enabled, prometheus.enabled, prometheus.serviceMonitor.enabled),
  );
  const common = {
    enabled: exported,
    imagePullPolicy: global.imagePullPolicy,
    imagePullSecrets,
    networkPolicy: networkPolicy.enabled,
  };
  const scraped = { prometheus: namespaceNamed(orElse(networkPolicy.monitoringNamespace, 'monitoring')) };

  const mysqlExporter = addExporter(
    mysql,
    stack,
    { ...common, image: prometheus.exporters.mysql },
    {
      ...scraped,
      name: 'mysql-exporter',
      port: MYSQL_EXPORTER_PORT,
      args: [
        text`--mysqld.address=${mysql.host}:${mysql.port}`,
        text`--mysqld.username=${infrastructure.mysql.auth.username}`,
        // What only a user with more rights than the platform's may read.
        '--no-collect.slave_status',
        '--no-collect.info_schema.innodb_cmp',
        '--no-collect.info_schema.innodb_cmpmem',
        '--no-collect.info_schema.query_response_time',
      ],
      env: [mysql.passwordVariable('MYSQLD_EXPORTER_PASSWORD')],
      clientLabels: clientsOf('mysql').label,
      connections: mysql.connections,
    },
  );
  const redisExporter = addExporter(
    redis,
    stack,
    { ...common, image: prometheus.exporters.redis },
    {
      ...scraped,
      name: 'redis-exporter',
      port: REDIS_EXPORTER_PORT,
      env: [
        { name: 'REDIS_ADDR', value: text`redis://${redis.host}:${redis.port}` },
        when(redis.protected, redis.passwordVariable('REDIS_PASSWORD')),
      ],
      clientLabels: clientsOf('redis').label,
      connections: redis.connections,
    },
  );
  for (const [database, exporter] of [
    [mysql, mysqlExporter],
    [redis, redisExporter],
  ] as const) {
    addServiceMonitor(database, exporter, {
      ...prometheus.serviceMonitor,
      enabled: monitored,
      path: literal('/metrics'),
    });
  }
  return {
    monitored,
    names: [
      { of: 'the exporter of MySQL', name: mysqlExporter.name, when: exported },
      { of: 'the exporter of Redis', name: redisExporter.name, when: exported },
    ],
  };
}
