/**
 * Default of `config["application.yml"]`: that of the document, with two sections missing in its chart's default, and an
 * `instance-id`, without which JAiRouter routes nothing to an instance.
 *
 * Without `management.endpoints` Spring Boot serves no metrics, so the ServiceMonitor, enabled by default, would scrape
 * nothing. Spring Boot 3 reads the exporter's setting from `management.prometheus`; the document's older key stays beside it.
 */
export const APPLICATION_YML = `
server:
  port: 8080

model:
  load-balance:
    type: round-robin
  rate-limit:
    enabled: true
    algorithm: token-bucket
    capacity: 1000
    rate: 100
  services:
    chat:
      instances:
        - name: "llama3.2:3b"
          instance-id: llama
          base-url: "http://ollama-service:11434"
          path: "/v1/chat/completions"
          weight: 1

management:
  endpoints:
    web:
      exposure:
        include: health,info,metrics,prometheus
  metrics:
    export:
      prometheus:
        enabled: true
  prometheus:
    metrics:
      export:
        enabled: true

logging:
  level:
    org.unreal.modelrouter: INFO
  file:
    name: /app/logs/jairouter.log
`.trimStart();
