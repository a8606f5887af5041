/** The metrics that alerts may ask for, each with where it comes from. What is not here is a misspelt name, or has to be looked up. */
export const KNOWN_METRICS: Readonly<Record<string, string>> = {
  up: 'Prometheus itself, for each target: prometheus.io/docs/concepts/jobs_instances',
  http_server_requests_seconds_count:
    "Micrometer's timer http.server.requests of Spring Boot 3, under /actuator/prometheus; there is no ..._total",
  container_memory_working_set_bytes: 'cAdvisor in the kubelet: google/cadvisor, docs/storage/prometheus.md',
  container_spec_memory_limit_bytes: 'cAdvisor in the kubelet, 0 where there is no limit: the same file',
};
