import { PLATFORM_EXAMPLE } from './example';

/** What the chart's README says of the MCP platform beside the table of values. */
export const mcpBoxGuide = `
The MCP gateway, any further services of the platform, and the MySQL and Redis that they use, inside the release or outside.

## Install

With passwords of your own, under the keys that the chart looks for:

\`\`\`bash
kubectl create namespace mcp-prod
kubectl create secret generic mysql-secret -n mcp-prod \\
  --from-literal=root-password="$(openssl rand -hex 24)" --from-literal=password="$(openssl rand -hex 24)"
helm install mcp-box ./mcp-box --namespace mcp-prod --set infrastructure.mysql.auth.existingSecret=mysql-secret
\`\`\`

Without a Secret MySQL has the sample password \`password\`, which is refused where no network policy keeps others out.

\`values-dev.yaml\`, \`values-staging.yaml\` and \`values-prod.yaml\` name Secrets that must be there: \`mysql-secret\` in each, and
\`redis-secret\` with the key \`password\` in staging and production.

\`\`\`bash
helm install mcp-box ./mcp-box -f ./mcp-box/values-dev.yaml --namespace mcp-dev --create-namespace
\`\`\`

All objects go to \`global.namespace\` where that is set, or else to the namespace of the release.

The names \`mcp-mysql\`, \`mcp-redis\` and \`mcp-gateway\` are fixed by the platform's documents, so Helm refuses a second release in the
same namespace: give that a namespace of its own, or set \`infrastructure.mysql.service.name\`, \`infrastructure.redis.service.name\`
and \`services.gateway.name\`.

## Order of start

MySQL and Redis first: each service waits in an init container until they let it in, then fills in its configuration file and
starts. Nothing is in a hook, so an upgrade never touches a database that has not changed.

## Configuration files

\`configs.<service>\` is the file that the service reads, as \`/app/config/<service>.yaml\`. What is known only in the cluster is
written as a placeholder and filled in when a pod starts, so that no password stands in a ConfigMap:

\`\`\`yaml
configs:
  gateway: |
    server:
      httpPort: $(PORT)
    database:
      mysql:
        host: $(MYSQL_HOST)
        password: $(MYSQL_PASSWORD)
      cache: "redis://$(REDIS_HOST):$(REDIS_PORT)/0"
\`\`\`

A placeholder that stands alone becomes a quoted text, a port a number, and within quotes it becomes part of the text. Beside those
for MySQL and Redis there are the variables of the service: its \`env\`, and its \`secretEnv\` for Secrets of your own:

\`\`\`bash
kubectl create secret generic app-secret -n mcp-prod --from-literal=api-key=xxx
helm upgrade mcp-box ./mcp-box -n mcp-prod --reset-then-reuse-values \\
  --set services.gateway.secretEnv.API_KEY.secret=app-secret \\
  --set services.gateway.secretEnv.API_KEY.key=api-key
\`\`\`

\`{{ .Values.infrastructure.mysql.service.name }}\` and the like, as documents for the platform have it, mean the same as the
placeholders; other template expressions are refused.

## A new service

A key under \`services\` is a service, with its Deployment, Service, Ingress, network policy and all else; no template has to be
written. What is left out has the default that the table below gives.

\`\`\`bash
helm upgrade mcp-box ./mcp-box -n mcp-prod --reset-then-reuse-values \\
  --set services.authz.name=mcp-authz --set services.authz.containerPort=8081 --set-file configs.authz=authz.yaml
\`\`\`

Each service makes its tables when it starts. On the first start of several pods one makes them, and those that come upon half of
it start a second time.

Names are objects: two services of one name, and a service with the name of a database, are refused, and so are two services with
the same host and path.

## The whole platform

By default the chart runs the gateway, which is what its document describes. With the following values it runs the other services of
the platform too: the login (\`authz\`), the market, which starts MCP servers, the web pages, a Traefik in front of them all
(\`entry\`), and the Job that seeds the database (\`init\`).

\`\`\`bash
kubectl create secret generic redis-secret -n mcp-prod --from-literal=password="$(openssl rand -hex 24)"
kubectl create secret generic platform-secret -n mcp-prod \\
  --from-literal=app-secret="$(openssl rand -hex 32)" --from-literal=admin-password="$(openssl rand -hex 12)"
helm install mcp-box ./mcp-box -n mcp-prod -f platform.yaml
\`\`\`

\`\`\`yaml
# platform.yaml
${PLATFORM_EXAMPLE}\`\`\`

The images of the platform run as root; here they run as user 1000 and write to \`/tmp\` and the shared volume. Where one needs more,
\`services.<service>.security\` gives it that. The chart does not replace \`/app/env.js\` of the web pages, which says where the API
is: \`entry\` has it under \`/api\`, as the project's own files have.

### The market and the Kubernetes API

\`services.<service>.kubernetes.enabled\` gives a service an account of its own, and a Role in the namespace of the platform: Deployments
(\`get\`, \`list\`, \`create\`, \`update\`, \`delete\`), Services and PersistentVolumeClaims (the same but \`update\`), and to look at pods, their
logs, ReplicaSets and events. \`extraRules\` adds more. It is off by default, and all other pods have no token.

- Who may make Deployments can read every Secret of the namespace and use every ServiceAccount in it. Keep nothing else in there.
- Nodes, storage classes and PersistentVolumes belong to the cluster, and no Role can allow them: the market's pages that list them show an
  error, and it cannot make volumes on a node's disk or start a server on one. Where that is wanted, bind a ClusterRole of your own to
  the account, which has the name of the service.
- MCP servers say nothing of their user, so a namespace that enforces the Pod Security Standard \`restricted\` takes none of them. For
  one that the chart makes, \`global.podSecurity\` has to be \`baseline\`.
- The network policies are those of the services. MCP servers have none; they are let through to the market's port, from which they
  fetch their programs, and the gateway to them.
- One pod of the market: each one watches over the servers, and several would do so at once.

### The shared volume

\`sharedStorage\` makes a claim for a volume that each service with \`sharedStorage: true\` mounts in \`sharedStorage.mountPath\`. Several
pods need \`ReadWriteMany\`, and so a storage class that can do it, such as NFS. With \`ReadWriteOnce\` one service can have it, in one
pod, which is replaced rather than rolled. The claim stays when the release is uninstalled.

### The Job

The Job \`init\` makes the administrator, templates and packages, once it is let in by the databases. Its name ends in a checksum of all
that its pod is made from: an upgrade that changes its image or its configuration, or brings a new version of the chart, runs a new
one and deletes the old one, and others leave it alone. The software looks for what is there already, but **each run sets the
administrator's password to that of the configuration**. Versions of the platform without an image \`mcp-init\` do this in the market.

The services do not wait for it, since a pod could only do so with rights in the Kubernetes API: they start, make their tables, and
serve; nobody can log in until the Job is done. A service and the Job that come upon one another's half-made tables both try
again: the service starts a second time, the Job up to \`init.backoffLimit\` times.

\`\`\`bash
kubectl get jobs,pods -n mcp-prod -l app.kubernetes.io/name=mcp-init
kubectl logs -n mcp-prod -l app.kubernetes.io/name=mcp-init -c init
\`\`\`

## Upgrade, scale, go back

\`helm upgrade\` with \`--set\` or \`-f\` starts from the chart's defaults: give the environment's file again, or add
\`--reset-then-reuse-values\`, which keeps the values of before. \`persistence.enabled\` of a database cannot be changed later: Kubernetes does not let the claims
of a StatefulSet change.

\`kubectl scale\` lasts until the next upgrade; \`services.gateway.replicas\` or \`services.gateway.autoscaling\` last.

\`helm rollback mcp-box -n mcp-prod\` goes back to the revision before; \`helm rollback mcp-box 1\` to the first one.

Changing a password in the values or in a Secret does not change it in a MySQL that has data: change it there first
(\`ALTER USER\`), then in the Secret, then \`kubectl rollout restart\`.

## Back up

\`\`\`bash
kubectl exec -n mcp-prod statefulset/mcp-mysql -c mysql -- sh -c \\
  'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" mysqldump --single-transaction -u root "$MYSQL_DATABASE"' > mcp.sql
\`\`\`

## Uninstall

\`helm uninstall mcp-box\` leaves the volumes of the databases, the shared volume, and the namespace if the chart has made it. To delete the volumes too:
\`kubectl delete pvc -n mcp-prod -l app.kubernetes.io/instance=mcp-box\`.

## Monitoring and logs

The platform's own images have no metrics. \`monitoring\` therefore runs an exporter for MySQL and one for Redis, and makes
ServiceMonitors for them and for services with \`metrics.enabled\`.

\`logging\` makes a Flow and an Output for the [Logging operator](https://kube-logging.dev), which has to be in the cluster, as has
the Elasticsearch. \`kubectl logs -f\` follows at most five pods unless \`--max-log-requests\` says otherwise.

## Find faults

\`\`\`bash
helm test mcp-box -n mcp-prod
kubectl get pods -n mcp-prod -l app.kubernetes.io/instance=mcp-box
kubectl logs -n mcp-prod deployment/mcp-gateway -c wait-for-mysql   # which database a pod waits for
kubectl logs -n mcp-prod deployment/mcp-gateway -c configuration    # which placeholder has no value
kubectl run test-pod -n mcp-prod --image=busybox -l app.kubernetes.io/name=mcp-box-test,app.kubernetes.io/instance=mcp-box \\
  -it --rm -- wget -qO- http://mcp-gateway:8080/health
\`\`\`

## From envsubst

| \`def.env\` | value |
|---|---|
| \`MYSQL_HOST\`, \`MYSQL_PORT\` | \`infrastructure.mysql.service.name\` and \`.port\`, with \`infrastructure.mysql.enabled=false\` for one outside |
| \`MYSQL_DATABASE\`, \`MYSQL_USER\` | \`infrastructure.mysql.auth.database\` and \`.username\` |
| \`MYSQL_PASSWORD\`, \`MYSQL_ROOT_PASSWORD\` | a Secret, named in \`infrastructure.mysql.auth.existingSecret\` |
| \`REDIS_HOST\`, \`REDIS_PORT\` | \`infrastructure.redis.service.name\` and \`.port\` |
| \`REDIS_PASSWORD\` | a Secret, named in \`infrastructure.redis.auth.existingSecret\`, with \`infrastructure.redis.auth.enabled=true\` |
| \`VERSION\`, \`REGISTRY_PREFIX\` | \`global.version\`, \`global.registry\` |
| \`MCP_GATEWAY_SERVICE_PORT\` | \`services.gateway.containerPort\` |

Before production: look at \`helm template\` with your values, try the upgrade in staging, know the revision to go back to, and back up.
`;
