import type { ChartMetadata } from '../../engine/template/chart-metadata';
import { KUBE_VERSION } from '../../kubernetes/supported-versions';

/** Metadata in Chart.yaml. `version` is that of the chart; increase it with every change of the chart. */
export const proxyChart: ChartMetadata = {
  name: 'helm-proxy',
  version: '0.3.0',
  // The version in the document, upstream's commit 4a56af4 (upstream, main.go).
  appVersion: 'v1.0.0',
  description:
    'Helm Proxy: a REST service with a Rancher-compatible API that installs Helm charts into selected namespaces.',
  keywords: ['helm', 'rancher', 'deployment', 'rest-api', 'proxy'],
  home: 'https://github.com/mensylisir/helm-proxy',
  sources: ['https://github.com/mensylisir/helm-proxy'],
  maintainers: [{ name: 'ai-gateway-stacks' }],
  kubeVersion: KUBE_VERSION,
  annotations: {
    'artifacthub.io/category': 'integration-delivery',
    'artifacthub.io/containsSecurityUpdates': 'false',
  },
};
