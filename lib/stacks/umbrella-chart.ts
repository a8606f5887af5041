import type { ChartMetadata } from '../engine/template/chart-metadata';
import { KUBE_VERSION } from '../kubernetes/supported-versions';

/** What Chart.yaml says of the chart that installs all stacks. */
export const umbrellaChart: ChartMetadata = {
  name: 'ai-gateway',
  version: '0.3.0',
  appVersion: '0.3.0',
  description: 'All AI-gateway stacks in one release, each of which can be switched off.',
  keywords: ['ai-gateway', 'claude', 'mcp', 'llm'],
  home: 'https://github.com/Wei-Shaw/claude-relay-service',
  sources: [],
  maintainers: [{ name: 'ai-gateway-stacks' }],
  kubeVersion: KUBE_VERSION,
  annotations: { 'artifacthub.io/category': 'ai-machine-learning', 'artifacthub.io/license': 'MIT' },
};
