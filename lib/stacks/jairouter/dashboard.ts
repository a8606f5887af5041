import { dashboardJson } from '../../kubernetes/dashboard';

const rate = (metric: string, by: string): string =>
  `sum by (${by}) (rate(${metric}{job="$job"}[$__rate_interval]))`;

const maximum = (timer: string, by: string): string => `max by (${by}) (${timer}_max{job="$job"})`;

/**
 * Grafana dashboard of JAiRouter. The metrics named jairouter_* are those of upstream's DefaultMetricsCollector, with the labels
 * `instance` and `service` renamed by Prometheus to `exported_instance` and `exported_service`, since targets of a ServiceMonitor have
 * labels of these names; the others are Micrometer's. Timers have no buckets by default, so durations are the maximum of the last
 * minutes. Upstream names further ones, for rate limits and circuit breakers, that the program was not seen to serve (2.8.4).
 */
export const JAIROUTER_DASHBOARD = dashboardJson(
  'jairouter',
  'JAiRouter',
  'jvm_memory_used_bytes{application="jairouter"}',
  [
    {
      title: 'Requests by service',
      unit: 'reqps',
      queries: {
        '{{exported_service}} {{status}}': rate('jairouter_requests_total', 'exported_service, status'),
      },
    },
    {
      title: 'Maximum request duration by service',
      unit: 's',
      queries: {
        '{{exported_service}}': maximum('jairouter_request_duration_seconds', 'exported_service'),
      },
    },
    {
      title: 'HTTP responses by status',
      unit: 'reqps',
      queries: { '{{status}}': rate('http_server_requests_seconds_count', 'status') },
    },
    {
      title: 'Calls to model servers',
      unit: 'reqps',
      queries: {
        '{{adapter}} {{exported_instance}} {{status}}': rate(
          'jairouter_backend_calls_total',
          'adapter, exported_instance, status',
        ),
      },
    },
    {
      title: 'Maximum call duration by model server',
      unit: 's',
      queries: {
        '{{adapter}} {{exported_instance}}': maximum(
          'jairouter_backend_call_duration_seconds',
          'adapter, exported_instance',
        ),
      },
    },
    {
      title: 'Health of model servers: healthy (1), unhealthy (0)',
      unit: 'short',
      queries: {
        '{{adapter}} {{exported_instance}}':
          'min by (adapter, exported_instance) (jairouter_backend_health{job="$job"})',
      },
    },
    {
      title: 'Heap by pod',
      unit: 'bytes',
      queries: {
        '{{pod}} used': 'sum by (pod) (jvm_memory_used_bytes{job="$job",area="heap"})',
        '{{pod}} maximum': 'sum by (pod) (jvm_memory_max_bytes{job="$job",area="heap"})',
      },
    },
    {
      title: 'CPU and garbage collection by pod',
      unit: 'percentunit',
      queries: {
        '{{pod}} CPU': 'max by (pod) (process_cpu_usage{job="$job"})',
        '{{pod}} garbage collection': rate('jvm_gc_pause_seconds_sum', 'pod'),
      },
    },
  ],
);
