/** What the chart's README says of the Helm Proxy beside the table of values. */
export const proxyGuide = `
The Helm Proxy installs Helm charts on request: a REST service with an API in Rancher's format, for Helm 3 charts of private and
public repositories, with deployments that go on in the background and whose state can be asked for. It remembers nothing itself;
what it has installed stands in Helm's releases in the cluster.

**Its API asks for no login**, and none of its settings changes that. So it is in a Service inside the cluster only, a network
policy lets nobody in who is not named, and it may only do what installing charts into the namespaces given to it needs.

## Build the image

None is published. Upstream's Dockerfile puts the program into \`/root\`, which only root may enter; the second image lets every user
start it, so that pods meet the Pod Security Standard \`restricted\`. Use upstream's commit \`4a56af4\`, which is v1.0.0.

\`\`\`bash
docker build -t helm-proxy:latest .
docker build -t helm-proxy:latest - <<'EOF'
FROM helm-proxy:latest
RUN install -m 0755 /root/helm-proxy /usr/local/bin/helm-proxy
USER 1000
WORKDIR /data
CMD ["helm-proxy"]
EOF
\`\`\`

Push it to a registry and pin it: \`image.repository=registry.example.com/helm-proxy\`, \`image.tag=v1.0.0\`, and \`imagePullSecrets\` where
the registry asks for a login. With \`runAsRoot=true\` the first image does alone, in a namespace that allows \`baseline\`.

## Install

\`\`\`bash
helm install helm-proxy ./helm-proxy --namespace helm-proxy --create-namespace \\
  --set 'config.helmRepos[0]=myrepo=https://charts.example.com/repository/helm' \\
  --set 'targets.namespaces[0]=podinfo-ns' --set targets.create=true
kubectl --namespace helm-proxy port-forward service/helm-proxy 8443:8443
curl http://localhost:8443/health   # {"status":"OK"}
\`\`\`

## Settings

| Variable | Required | What | Value |
|----------|----------|------|-------|
| \`KUBECONFIG\` | no | The cluster that it installs into: the one that it runs in, for which a kubeconfig is made, or another one | \`config.kubeconfigSecret\` |
| \`HELM_REPOS\` | yes | The repositories, as \`myrepo=https://one,other=https://two\` | \`config.helmRepos\`, a list |
| \`HELM_USERNAME\`, \`HELM_PASSWORD\` | no | Credentials for the repository | \`config.existingSecret\`, or \`config.helmUsername\` and \`config.helmPassword\` |
| \`HELM_DRIVER\` | no | What releases are kept in, \`secret\` or \`configmap\` | \`config.helmDriver\` |
| \`PORT\` | no | The port, 8443; it speaks HTTP without TLS | \`config.port\` |
| \`LOG_LEVEL\` | no | How much is logged | \`config.logLevel\` |

A private repository, with its credentials in a Secret:

\`\`\`bash
kubectl --namespace helm-proxy create secret generic helm-proxy-credentials \\
  --from-literal=HELM_USERNAME=admin --from-literal=HELM_PASSWORD="$PASSWORD"
helm upgrade helm-proxy ./helm-proxy --namespace helm-proxy --reuse-values \\
  --set config.existingSecret=helm-proxy-credentials
kubectl --namespace helm-proxy rollout restart deployment/helm-proxy   # whenever the Secret is changed
\`\`\`

- There is one user name and one password, and the software sends them to every repository. With several repositories the chart
  refuses credentials, unless \`config.sendCredentialsToAllRepos\` says that all of them may see them.
- It never reads a repository's index: a chart is fetched from \`URL/NAME-VERSION.tgz\` where the URL has \`repository/helm\` in it, as in
  Nexus, and from \`URL/charts/NAME-VERSION.tgz\` otherwise, as in ChartMuseum. \`https://charts.bitnami.com/bitnami\` has its charts
  elsewhere, \`https://charts.helm.sh/stable\` was archived in 2020, and OCI repositories are not supported. New versions in a
  repository can be installed at once; there is no index to refresh.

## API

Pass \`targetNamespace\` with every call: without it the software takes \`default\`, into which it may not install.

| Call | What it does |
|------|--------------|
| \`POST /v3/projects/{projectId}/app\` | installs |
| \`GET /v3/projects/{projectId}/app/{name}?targetNamespace={namespace}\` | tells the state |
| \`POST /v3/projects/{projectId}/app/{name}?action=upgrade&targetNamespace={namespace}\` | upgrades |
| \`DELETE /v3/projects/{projectId}/app/{name}?targetNamespace={namespace}\` | uninstalls |

A project id is \`clusterId:projectId\`, such as \`c-7k5bm:p-lkjnx\`, or only \`projectId\`, such as \`test-ns\`. An external id names a chart:
\`catalog://?catalog=myrepo&template=podinfo&version=6.5.4\`, where \`myrepo\` is a name in \`config.helmRepos\`. Upstream has more in its
[API manual](https://github.com/mensylisir/helm-proxy/blob/main/API_MANUAL.md).

\`\`\`bash
curl -X POST http://localhost:8443/v3/projects/test-ns/app \\
  -H "Content-Type: application/json" \\
  -d '{
    "prune": false,
    "timeout": 300,
    "wait": false,
    "type": "app",
    "name": "podinfo",
    "answers": {
      "service.nodePort": "31130",
      "path": "/podinfo",
      "image.pullPolicy": "Always"
    },
    "targetNamespace": "podinfo-ns",
    "externalId": "catalog://?catalog=myrepo&template=podinfo&version=6.5.4",
    "projectId": "test-ns",
    "valuesYaml": ""
  }'

curl "http://localhost:8443/v3/projects/test-ns/app/podinfo?targetNamespace=podinfo-ns"

curl -X POST "http://localhost:8443/v3/projects/test-ns/app/podinfo?action=upgrade&targetNamespace=podinfo-ns" \\
  -H "Content-Type: application/json" \\
  -d '{
    "answers": {
      "image.tag": "6.5.5"
    },
    "externalId": "catalog://?catalog=myrepo&template=podinfo&version=6.5.5"
  }'

curl -X DELETE "http://localhost:8443/v3/projects/test-ns/app/podinfo?targetNamespace=podinfo-ns"
\`\`\`

All answers are texts, a node port too, which has to be from 30000 to 32767. A time-out is from 30 to 3600 seconds. With
\`"wait": true\` the answer is lost after thirty seconds, while the installation goes on: use \`false\` and ask for the state.

| State | Meaning |
|-------|---------|
| \`installing\` | is being installed |
| \`active\` | Helm has installed it |
| \`upgrading\` | is being upgraded |
| \`failed\` | failed; the software says \`error\` |
| \`removing\` | is being deleted |
| \`removed\` | is deleted |

**The state is that of the Helm release; pods are not looked at.** An \`active\` application may have pods in \`ImagePullBackOff\` or
\`CrashLoopBackOff\`: watch them with \`kubectl get pods -n NAMESPACE\` and with the alerts of the cluster.

## Permissions

Each of \`targets.namespaces\` gets a Role with what charts are usually made of, and nothing else is open but the creation of
namespaces, which Helm attempts before each installation. \`rbac.extraRules\` adds other kinds, such as certificates. Charts that make
Roles, CustomResourceDefinitions or objects in several namespaces cannot be installed with this: that takes
\`rbac.allowClusterAdmin=true\`, the binding \`helm-proxy-admin-binding\` of upstream's documentation, on a cluster of one's own.

Who reaches the API can install any chart of the repositories, and so read every Secret of those namespaces. Keep them apart from
everything else; the namespace of the proxy itself is refused. Calls under \`/v1\` look through all namespaces, or fixed ones, and
find nothing.

\`\`\`bash
kubectl auth can-i --list --namespace podinfo-ns --as system:serviceaccount:helm-proxy:helm-proxy
\`\`\`

## Let others use it

- Pods: \`networkPolicy.clientNamespaces\` names the namespaces that they are in, such as that of the CI system.
- From outside, through an Ingress that asks for a login, such as with [oauth2-proxy](https://oauth2-proxy.github.io/oauth2-proxy/):

\`\`\`yaml
ingress:
  enabled: true
  className: nginx
  annotations:
    nginx.ingress.kubernetes.io/auth-url: https://login.example.com/oauth2/auth
    nginx.ingress.kubernetes.io/auth-signin: https://login.example.com/oauth2/start?rd=$scheme://$host$request_uri
  hosts: [{ host: helm-proxy.example.com }]
  tls: [{ secretName: helm-proxy-tls, hosts: [helm-proxy.example.com] }]
\`\`\`

An Ingress without such an annotation is refused, as is a Service that is not \`ClusterIP\`, unless \`allowUnauthenticated=true\`.

## Several pods, and stopping

A pod that is stopped goes on for \`config.timeout\` seconds, so that what it installs in the background comes to its end; deleting a
release of the chart takes as long. Several pods share nothing but Helm's releases: of two operations on one release at the same
time Helm refuses the second with "another operation is in progress".

## When something fails

| What | Why, and what to do |
|------|---------------------|
| The pod: \`exec: "helm-proxy": executable file not found\` | The image is upstream's: build the second one, or set \`runAsRoot=true\`. |
| \`ImagePullBackOff\` of an application | The image's address is wrong, its registry asks for a login (\`imagePullSecrets\` of that chart), or a policy forbids the connection. |
| \`401 Unauthorized\` from the repository | Set the credentials, see Settings. |
| \`404 Not Found\` from the repository | See where charts are fetched from, in Settings. |
| \`failed to get action config\` | With \`config.kubeconfigSecret\`: its key has to be \`config\`. |
| \`You must be logged in to the server\` | The ServiceAccount was replaced: restart the pods. |
| \`is forbidden\` | The namespace is not in \`targets.namespaces\`, or the chart has kinds that \`rbac.extraRules\` has to name. |
| A time-out | The port is in no policy: those of the repositories are taken from their URLs, \`networkPolicy.apiServerPorts\` are the cluster's. |

The logs: \`kubectl logs -l app=helm-proxy\`. Later commits of upstream than 4a56af4 stop unless they may read a Secret through the
API, or \`config.extraEnv.ENVIRONMENT\` is \`development\`; and they install objects whose chart names no namespace into \`default\`.
`;
