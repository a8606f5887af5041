/**
 * Values that run the whole platform: login, market, gateway and web pages behind a Traefik, with the Job that seeds them. The
 * chart's README has it, and a test renders it.
 *
 * The keys of the configurations are those that the software reads (upstream, docker-compose/config-template); the way through
 * Traefik is that of upstream's helm/templates/configmap.yaml.
 */
export const PLATFORM_EXAMPLE = `
global:
  domain: mcp.example.com
  version: v1.10.1

infrastructure:
  mysql: { auth: { existingSecret: mysql-secret } }
  redis: { auth: { enabled: true, existingSecret: redis-secret } }

# The class has to make volumes that several nodes write to.
sharedStorage:
  enabled: true
  storageClass: nfs-client

init:
  enabled: true
  sharedStorage: true
  secretEnv:
    ADMIN_PASSWORD: { secret: platform-secret, key: admin-password }

services:
  # What browsers and MCP clients reach. Only it has an Ingress.
  entry:
    image: { registry: docker.io, repository: library/traefik, tag: v3.5 }
    containerPort: 8000
    service: { port: 80 }
    ingress: { enabled: true, host: mcp.example.com }
    config: { mountPath: /etc/traefik, fileName: dynamic.yaml }
    uses: { mysql: false, redis: false }
    env:
      TRAEFIK_ENTRYPOINTS_WEB_ADDRESS: ":8000"
      TRAEFIK_PROVIDERS_FILE_FILENAME: /etc/traefik/dynamic.yaml
      TRAEFIK_PING: "true"
      TRAEFIK_PING_ENTRYPOINT: web
    health: { path: /ping }
  gateway:
    ingress: { enabled: false }
  authz:
    containerPort: 8081
    service: { port: 8081 }
    sharedStorage: true
    secretEnv:
      APP_SECRET: { secret: platform-secret, key: app-secret }
  # It starts MCP servers, and watches over them: one pod of it.
  market:
    sharedStorage: true
    kubernetes: { enabled: true }
    network: { namespacePods: true, internet: true }
    secretEnv:
      APP_SECRET: { secret: platform-secret, key: app-secret }
  web:
    containerPort: 3000
    service: { port: 3000 }
    uses: { mysql: false, redis: false }
    health: { path: / }
    sharedStorage: true
    sharedFolders:
      /app/static: static

configs:
  init: |
    init:
      admin_username: admin
      admin_password: $(ADMIN_PASSWORD)
      admin_nickname: admin
      admin_role_name: admin
      admin_role_level: 1
      admin_data_scope: all
    database:
      mysql:
        host: $(MYSQL_HOST)
        port: $(MYSQL_PORT)
        database: $(MYSQL_DATABASE)
        username: $(MYSQL_USERNAME)
        password: $(MYSQL_PASSWORD)
      redis: { host: $(REDIS_HOST), port: $(REDIS_PORT), password: $(REDIS_PASSWORD), db: 0 }
    storage:
      rootPath: /data/mcpcan
      codePath: /data/mcpcan/code-package
      staticPath: /data/mcpcan/static
      openapiFilePath: /data/mcpcan/openapi-file
    log: { level: info, format: json }
  authz: |
    server: { httpPort: $(PORT) }
    secret: $(APP_SECRET)
    database:
      mysql:
        host: $(MYSQL_HOST)
        port: $(MYSQL_PORT)
        database: $(MYSQL_DATABASE)
        username: $(MYSQL_USERNAME)
        password: $(MYSQL_PASSWORD)
      redis: { host: $(REDIS_HOST), port: $(REDIS_PORT), password: $(REDIS_PASSWORD), db: 0 }
    storage:
      rootPath: /data/mcpcan
      codePath: /data/mcpcan/code-package
      staticPath: /data/mcpcan/static
    log: { level: info, format: json }
  market: |
    server: { httpPort: $(PORT) }
    secret: $(APP_SECRET)
    runEnvironment:
      enabled: true
      name: Default-Run-Environment
      type: kubernetes
      kubernetes: { configPath: /etc/kube/kubeconfig.yaml }
    services:
      mcpMarket: { host: mcp-market, port: 8080 }
      mcpAuthz: { host: mcp-authz, port: 8081 }
    database:
      mysql:
        host: $(MYSQL_HOST)
        port: $(MYSQL_PORT)
        database: $(MYSQL_DATABASE)
        username: $(MYSQL_USERNAME)
        password: $(MYSQL_PASSWORD)
      redis: { host: $(REDIS_HOST), port: $(REDIS_PORT), password: $(REDIS_PASSWORD), db: 0 }
    code:
      upload: { maxFileSize: 100, allowedExtensions: [.zip, .tar.gz, .tar, .dxt, .mcpb] }
    storage:
      rootPath: /data/mcpcan
      codePath: /data/mcpcan/code-package
      staticPath: /data/mcpcan/static
      openapiFilePath: /data/mcpcan/openapi-file
    log: { level: info, format: json }
  entry: |
    http:
      middlewares:
        strip-api: { stripPrefix: { prefixes: [/api] } }
        login:
          forwardAuth:
            address: http://mcp-authz:8081/authz/validate
            trustForwardHeader: true
            authResponseHeaders: [X-Consum-User-Id, X-Custom-User-Info]
      routers:
        authz: { rule: "PathPrefix(\`/api/authz\`)", service: authz, middlewares: [strip-api] }
        downloads:
          rule: "PathPrefix(\`/api/market/code/download\`) || PathPrefix(\`/api/market/openapi/download\`)"
          service: market
          middlewares: [strip-api]
        market: { rule: "PathPrefix(\`/api/market\`)", service: market, middlewares: [strip-api, login] }
        gateway: { rule: "PathPrefix(\`/mcp-gateway\`)", service: gateway }
        web: { rule: "PathPrefix(\`/\`)", service: web, priority: 1 }
      services:
        authz: { loadBalancer: { servers: [{ url: "http://mcp-authz:8081" }] } }
        market: { loadBalancer: { servers: [{ url: "http://mcp-market:8080" }] } }
        gateway: { loadBalancer: { servers: [{ url: "http://mcp-gateway:8080" }] } }
        web: { loadBalancer: { servers: [{ url: "http://mcp-web:3000" }] } }
`.trimStart();
