/** What the chart's README says of JAiRouter beside the table of values. */
export const jairouterGuide = `
JAiRouter takes requests in the format of OpenAI and shares them among model servers such as Ollama, vLLM or OpenAI itself.
Which these are stands in \`config\`.

## Before

Kubernetes 1.27 or newer, Helm 3 or 4, an Ingress controller, the Prometheus Operator (or
\`monitoring.serviceMonitor.enabled=false\` and \`monitoring.prometheusRule.enabled=false\`), metrics-server for autoscaling, and for
the logs a storage class that can do ReadWriteMany (or \`persistence.enabled=false\`).

## Install

\`\`\`bash
kubectl create namespace jairouter
kubectl create secret generic jairouter-keys -n jairouter \\
  --from-literal=api-key="$(openssl rand -hex 24)" \\
  --from-literal=jwt-secret="$(openssl rand -base64 32)" \\
  --from-literal=admin-password="$(openssl rand -base64 18)"
helm install jairouter ./jairouter -n jairouter --set auth.existingSecret=jairouter-keys
\`\`\`

The model servers, in a values file:

\`\`\`yaml
config:
  application.yml: |
    model:
      services:
        chat:
          instances:
            - name: "llama3.2:3b"
              base-url: "http://ollama.models:11434"
              path: "/v1/chat/completions"
              weight: 1
networkPolicy:
  backendPorts: [443, 11434]
\`\`\`

It replaces the default file as a whole, so take over what you need of that. The settings of the profile \`prod\`, which are in the
image, win over the file; variables in \`extraEnv\` win over both.

## Several pods, or one that remembers

JAiRouter keeps users, keys and what is changed in its pages in a file that one process at a time can open.

- \`stateless: true\`, the default: any number of pods, alike by configuration. What is changed in the pages of one pod is unknown to
  the others and gone with the pod.
- \`stateless: false\`, with \`autoscaling.enabled: false\` and \`replicaCount: 1\`: one pod, which keeps it on a volume. It is replaced,
  not rolled, so it is away for a minute then.

## Autoscaling

To follow requests, \`autoscaling.targetRequestsPerSecond\` needs this rule in the Prometheus Adapter. Without it the autoscaler cannot
read the metric and never takes pods away.

\`\`\`yaml
rules:
  - seriesQuery: 'http_server_requests_seconds_count{namespace!="",pod!=""}'
    resources: { overrides: { namespace: { resource: namespace }, pod: { resource: pod } } }
    name: { as: http_requests_per_second }
    metricsQuery: 'sum(rate(<<.Series>>{<<.LabelMatchers>>}[2m])) by (<<.GroupBy>>)'
\`\`\`

To halt the autoscaler for a while, since it takes no 0 as a number of pods:

\`\`\`bash
kubectl patch hpa jairouter-hpa -n jairouter \\
  -p '{"spec":{"behavior":{"scaleUp":{"selectPolicy":"Disabled"},"scaleDown":{"selectPolicy":"Disabled"}}}}'
\`\`\`

The Vertical Pod Autoscaler only recommends (\`updateMode: "Off"\`) while the horizontal one follows processor time or memory.

## Monitoring

A Prometheus of kube-prometheus-stack takes only objects with its own label: set it in \`monitoring.serviceMonitor.labels\` and
\`monitoring.prometheusRule.labels\`, such as \`release: prometheus\`. Where Prometheus also follows the annotations \`prometheus.io/*\`,
set \`podAnnotations: null\`, or each pod is scraped twice. \`monitoring.dashboard.enabled\` makes a dashboard for Grafana's sidecar.

## Network

The policy lets in the Ingress controller and Prometheus, and lets out to the name service and to \`networkPolicy.backendPorts\`. A
test pod in another namespace is not let in: run \`helm test jairouter\`, or add a rule to \`networkPolicy.extraIngress\`. The network
has to enforce policies; Flannel alone does not.

## Upgrade and uninstall

Pods that are stopped finish their streams first, for up to \`streaming.longestSeconds\`. \`helm uninstall jairouter\` leaves the volume
of \`stateless: false\`, by \`configStore.retain\`; the logs go.
`;
