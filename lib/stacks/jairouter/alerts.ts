import type { Alert } from '../../kubernetes/prometheus-rule';
import type { Expr } from '../../engine/template/expression';
import { releaseNamespace, text } from '../../engine/template/operators';
import { lines } from '../../engine/template/tree';

// What Micrometer makes of Spring Boot's http.server.requests; the document's http_server_requests_total does not exist.
const REQUESTS = 'http_server_requests_seconds_count';

/**
 * The document's alerts, with its thresholds.
 *
 * @param name the name of the Deployment, with which its pods' names begin
 * @param job the name of the Service, which the Prometheus Operator makes the job
 */
export function jairouterAlerts(name: Expr<string>, job: Expr<string>, container: string): readonly Alert[] {
  // One Prometheus may watch several environments, whose jobs have one name.
  const ofJob = text`namespace="${releaseNamespace}",job="${job}"`;
  const ofPods = text`namespace="${releaseNamespace}",pod=~"${name}-.*",container="${container}"`;
  return [
    {
      name: 'JAiRouterDown',
      expr: text`up{${ofJob}} == 0`,
      during: '1m',
      severity: 'critical',
      summary: 'JAiRouter instance is down',
      description: 'JAiRouter instance {{ $labels.instance }} has been down for more than 1 minute.',
    },
    {
      name: 'JAiRouterHighErrorRate',
      // Summed first: divided one by one, each series of errors would be compared with itself.
      expr: lines(
        text`sum(rate(${REQUESTS}{${ofJob},status=~"5.."}[5m]))`,
        text`  / sum(rate(${REQUESTS}{${ofJob}}[5m])) > 0.1`,
      ),
      during: '2m',
      severity: 'warning',
      summary: 'JAiRouter high error rate',
      description: 'JAiRouter error rate is above 10% for more than 2 minutes.',
    },
    {
      name: 'JAiRouterHighMemoryUsage',
      // Only of the container itself, and only where it has a limit: 0 stands for none.
      expr: lines(
        text`container_memory_working_set_bytes{${ofPods}}`,
        '  / (container_spec_memory_limit_bytes > 0) > 0.9',
      ),
      during: '5m',
      severity: 'warning',
      summary: 'JAiRouter high memory usage',
      description: 'JAiRouter memory usage is above 90% for more than 5 minutes.',
    },
  ];
}
