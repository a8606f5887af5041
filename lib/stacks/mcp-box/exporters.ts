import { literal } from '../../engine/template/expression';
import { and, not, orElse, text, type Condition } from '../../engine/template/operators';
import { OnlyIf } from '../../engine/template/scopes';
import { commented, when } from '../../engine/template/tree';
import { addExporter } from '../../kubernetes/exporter';
import { monitoringPeer } from '../../kubernetes/network-policy';
import { addServiceMonitor, validateServiceMonitors } from '../../kubernetes/service-monitor';
import { warnOfUnused } from '../../kubernetes/unused';
import { clientsOf, type Databases } from './databases';
import { pullPolicyOf } from './global';
import type { ReservedName } from './names';
import type { McpBoxStack } from './values';

// The default ports of the exporters (prometheus/mysqld_exporter and oliver006/redis_exporter, README).
const MYSQL_EXPORTER_PORT = 9104;
const REDIS_EXPORTER_PORT = 9121;

/**
 * Adds exporters for the databases, bundled or external, and ServiceMonitors for them: the platform itself exposes no metrics.
 *
 * @returns whether ServiceMonitors are created, and the names of the exporters
 */
export function addExporters(
  stack: McpBoxStack,
  { mysql, redis }: Databases,
): { readonly serviceMonitorsEnabled: Condition; readonly names: readonly ReservedName[] } {
  const { infrastructure, monitoring, networkPolicy } = stack.values;
  const { enabled, prometheus } = monitoring;
  stack.addValidation(
    'monitoring.enabled',
    'is true without effect while monitoring.prometheus.enabled is false; set monitoring.prometheus.enabled to true.',
    enabled,
    not(prometheus.enabled),
  );
  warnOfUnused(stack, { enabled, is: false }, prometheus.enabled);
  warnOfUnused(stack, { enabled: prometheus.enabled, is: false }, prometheus.serviceMonitor.enabled);
  const exportersEnabled = stack.namedCondition(
    'exportersEnabled',
    'Whether exporters are deployed.',
    and(enabled, prometheus.enabled),
  );
  const serviceMonitorsEnabled = stack.namedCondition(
    'serviceMonitorsEnabled',
    'Whether ServiceMonitors are created.',
    and(enabled, prometheus.enabled, prometheus.serviceMonitor.enabled),
  );
  const common = {
    enabled: exportersEnabled,
    chart: stack.values,
  };
  const { monitoringNamespace } = networkPolicy;
  const scraper = {
    prometheus: monitoringPeer(monitoringNamespace, orElse(monitoringNamespace, 'monitoring')),
  };
  const policy = (database: 'mysql' | 'redis') => ({
    enabled: networkPolicy.enabled,
    dns: networkPolicy.dns,
    ...prometheus.exporters[database].networkPolicy,
  });

  const mysqlExporter = addExporter(
    mysql,
    stack,
    {
      ...common,
      image: prometheus.exporters.mysql,
      imagePullPolicy: pullPolicyOf(stack, prometheus.exporters.mysql),
      pods: prometheus.exporters.mysql,
      resources: prometheus.exporters.mysql.resources,
      networkPolicy: policy('mysql'),
    },
    {
      ...scraper,
      path: 'monitoring.prometheus.exporters.mysql',
      name: 'mysql-exporter',
      port: MYSQL_EXPORTER_PORT,
      args: [
        text`--mysqld.address=${mysql.host}:${mysql.port}`,
        text`--mysqld.username=${infrastructure.mysql.auth.username}`,
        commented(
          "Collectors that require more privileges than those of the platform's user.",
          '--no-collect.slave_status',
        ),
        '--no-collect.info_schema.innodb_cmp',
        '--no-collect.info_schema.innodb_cmpmem',
        '--no-collect.info_schema.query_response_time',
      ],
      env: [mysql.passwordVariable('MYSQLD_EXPORTER_PASSWORD')],
      restartOn: { passwords: mysql.passwords },
      clientLabels: clientsOf(stack, 'mysql').label,
      connections: mysql.connections,
    },
  );
  const redisExporter = addExporter(
    redis,
    stack,
    {
      ...common,
      image: prometheus.exporters.redis,
      imagePullPolicy: pullPolicyOf(stack, prometheus.exporters.redis),
      pods: prometheus.exporters.redis,
      resources: prometheus.exporters.redis.resources,
      networkPolicy: policy('redis'),
    },
    {
      ...scraper,
      path: 'monitoring.prometheus.exporters.redis',
      name: 'redis-exporter',
      port: REDIS_EXPORTER_PORT,
      args: [
        commented(
          'By default it listens on IPv4 only (upstream, main.go).',
          `--web.listen-address=:${String(REDIS_EXPORTER_PORT)}`,
        ),
      ],
      env: [
        { name: 'REDIS_ADDR', value: text`redis://${redis.host}:${redis.port}` },
        when(redis.protected, redis.passwordVariable('REDIS_PASSWORD')),
      ],
      restartOn: { passwords: redis.passwords },
      clientLabels: clientsOf(stack, 'redis').label,
      connections: redis.connections,
    },
  );
  validateServiceMonitors(
    new OnlyIf(stack, 'monitored', serviceMonitorsEnabled),
    prometheus.serviceMonitor.enabled,
  );
  for (const [database, exporter] of [
    [mysql, mysqlExporter],
    [redis, redisExporter],
  ] as const) {
    addServiceMonitor(
      database,
      exporter,
      { ...prometheus.serviceMonitor, enabled: serviceMonitorsEnabled, path: literal('/metrics') },
      { validated: true },
    );
  }
  return {
    serviceMonitorsEnabled,
    names: [
      { owner: 'the MySQL exporter', name: mysqlExporter.name, when: exportersEnabled },
      { owner: 'the Redis exporter', name: redisExporter.name, when: exportersEnabled },
    ],
  };
}
