/** The metrics that alerts may ask for, each with where it comes from. What is not here is a misspelt name, or has to be looked up. */
export const KNOWN_METRICS: Readonly<Record<string, string>> = {
  up: 'Prometheus itself, for each target: prometheus.io/docs/concepts/jobs_instances',
  http_server_requests_seconds_count:
    "Micrometer's timer http.server.requests of Spring Boot 3, under /actuator/prometheus; there is no ..._total",
  container_memory_working_set_bytes: 'cAdvisor in the kubelet: google/cadvisor, docs/storage/prometheus.md',
  container_spec_memory_limit_bytes: 'cAdvisor in the kubelet, 0 where there is no limit: the same file',
};

// What PromQL has between names: texts, matchers, ranges, and the labels of a grouping.
const TEXT = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;
const MATCHERS = /\{[^}]*\}|\[[^\]]*\]/g;
const GROUPING = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g;
const KEYWORDS = new Set(['and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan']);

/** The names of the metrics in a PromQL expression: the names that are no functions, keywords or labels. */
export function metricsIn(expression: string): readonly string[] {
  const bare = expression.replace(TEXT, '""').replace(MATCHERS, ' ').replace(GROUPING, ' ');
  const names = bare.match(/(?<![\w:])[a-zA-Z_:][\w:]*(?!\s*\(|[\w:])/g) ?? [];
  return [...new Set(names.filter((name) => !KEYWORDS.has(name.toLowerCase())))];
}
