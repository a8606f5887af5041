import type { Expr } from '../../engine/template/expression';
import { releaseNamespace, text } from '../../engine/template/operators';
import { lines } from '../../engine/template/tree';
import type { Alert } from '../../kubernetes/prometheus-rule';

// Micrometer's name of Spring Boot's http.server.requests; the document's http_server_requests_total does not exist.
const REQUESTS = 'http_server_requests_seconds_count';

/**
 * Alerts of the document, with its thresholds.
 *
 * @param name name of the Deployment, the prefix of its pods' names
 * @param job name of the Service, used by the Prometheus Operator as the label `job`
 */
export function jairouterAlerts(name: Expr<string>, job: Expr<string>, container: string): readonly Alert[] {
  // One Prometheus may monitor several environments with the same job names.
  const jobLabels = text`namespace="${releaseNamespace}",job="${job}"`;
  const podLabels = text`namespace="${releaseNamespace}",pod=~"${name}-.*",container="${container}"`;
  return [
    {
      name: 'JAiRouterDown',
      expr: text`up{${jobLabels}} == 0`,
      during: '1m',
      severity: 'critical',
      summary: 'JAiRouter instance is down',
      description: 'JAiRouter instance {{ $labels.instance }} has been down for more than 1 minute.',
    },
    {
      name: 'JAiRouterHighErrorRate',
      // Sums before the division: a division per series would compare each series of errors with itself.
      expr: lines(
        text`sum(rate(${REQUESTS}{${jobLabels},status=~"5.."}[5m]))`,
        text`  / sum(rate(${REQUESTS}{${jobLabels}}[5m])) > 0.1`,
      ),
      during: '2m',
      severity: 'warning',
      summary: 'JAiRouter high error rate',
      description: 'JAiRouter error rate is above 10% for more than 2 minutes.',
    },
    {
      name: 'JAiRouterHighMemoryUsage',
      // Of this container only, and only with a memory limit: 0 means no limit.
      expr: lines(
        text`container_memory_working_set_bytes{${podLabels}}`,
        '  / (container_spec_memory_limit_bytes > 0) > 0.9',
      ),
      during: '5m',
      severity: 'warning',
      summary: 'JAiRouter high memory usage',
      description: 'JAiRouter memory usage is above 90% for more than 5 minutes.',
    },
  ];
}
