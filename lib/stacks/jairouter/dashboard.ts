import { dashboardJson } from '../../kubernetes/dashboard';

const rate = (metric: string, by: string, labels = ''): string =>
  `sum by (${by}) (rate(${metric}{job="$job"${labels}}[$__rate_interval]))`;

const longest = (timer: string, by: string): string => `max by (${by}) (${timer}_max{job="$job"})`;

/**
 * The dashboard of JAiRouter. Its own metrics are those of upstream's DefaultMetricsCollector, whose label `instance` Prometheus
 * renames to `exported_instance`; the others are Micrometer's. Timers have no buckets by default, so times are the
 * longest of the last minutes.
 */
export const JAIROUTER_DASHBOARD = dashboardJson(
  'jairouter',
  'JAiRouter',
  'jvm_memory_used_bytes{application="jairouter"}',
  [
    {
      title: 'Requests by service',
      unit: 'reqps',
      queries: { '{{service}} {{status}}': rate('jairouter_requests_total', 'service, status') },
    },
    {
      title: 'Longest request by service',
      unit: 's',
      queries: { '{{service}}': longest('jairouter_request_duration_seconds', 'service') },
    },
    {
      title: 'HTTP answers by status',
      unit: 'reqps',
      queries: { '{{status}}': rate('http_server_requests_seconds_count', 'status') },
    },
    {
      title: 'Calls of model servers',
      unit: 'reqps',
      queries: {
        '{{adapter}} {{exported_instance}} {{status}}': rate(
          'jairouter_backend_calls_total',
          'adapter, exported_instance, status',
        ),
      },
    },
    {
      title: 'Longest call of a model server',
      unit: 's',
      queries: {
        '{{adapter}} {{exported_instance}}': longest(
          'jairouter_backend_call_duration_seconds',
          'adapter, exported_instance',
        ),
      },
    },
    {
      title: 'Healthy model servers (1) and others (0)',
      unit: 'short',
      queries: {
        '{{adapter}} {{exported_instance}}':
          'min by (adapter, exported_instance) (jairouter_backend_health{job="$job"})',
      },
    },
    {
      title: 'Requests refused by the rate limit',
      unit: 'reqps',
      queries: {
        '{{service}}': rate('jairouter_rate_limit_events_total', 'service', ',result="rejected"'),
      },
    },
    {
      title: 'Circuit breakers: closed (0), open (1), half open (2)',
      unit: 'short',
      queries: { '{{service}}': 'max by (service) (jairouter_circuit_breaker_state{job="$job"})' },
    },
    {
      title: 'Heap by pod',
      unit: 'bytes',
      queries: {
        '{{pod}} used': 'sum by (pod) (jvm_memory_used_bytes{job="$job",area="heap"})',
        '{{pod}} at the most': 'sum by (pod) (jvm_memory_max_bytes{job="$job",area="heap"})',
      },
    },
    {
      title: 'Processor time and garbage collection by pod',
      unit: 'percentunit',
      queries: {
        '{{pod}} processor': 'max by (pod) (process_cpu_usage{job="$job"})',
        '{{pod}} collection': rate('jvm_gc_pause_seconds_sum', 'pod'),
      },
    },
  ],
);
