import type { ChartMetadata } from '../../engine/template/chart-metadata';
import { KUBE_VERSION } from '../../kubernetes/supported-versions';

/** Metadata in Chart.yaml. `version` is that of the chart; increase it with every change of the chart. */
export const mcpBoxChart: ChartMetadata = {
  name: 'mcp-box',
  version: '0.3.0',
  // The latest version with a gateway image in the project's own chart (upstream, helm/values.yaml).
  appVersion: 'v1.10.1',
  description:
    'MCP platform: the MCP gateway and further services, with MySQL, Redis, autoscaling and network policies.',
  keywords: ['mcp', 'model-context-protocol', 'ai-gateway', 'mysql', 'redis'],
  home: 'https://github.com/Kymo-MCP/mcpcan',
  sources: ['https://github.com/Kymo-MCP/mcpcan', 'https://github.com/Kymo-MCP/mcpcan-deploy'],
  maintainers: [{ name: 'ai-gateway-stacks' }],
  kubeVersion: KUBE_VERSION,
  annotations: {
    'artifacthub.io/category': 'ai-machine-learning',
    'artifacthub.io/license': 'MIT',
    'artifacthub.io/containsSecurityUpdates': 'false',
  },
};
