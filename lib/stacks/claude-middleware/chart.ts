import { KUBE_VERSION } from '../../kubernetes/supported-versions';
import type { ChartMetadata } from '../../engine/template/chart-metadata';

/** What Chart.yaml says of the middleware. The version is the chart's; raise it with every change of the chart. */
export const middlewareChart = {
  name: 'claude-middleware',
  version: '0.2.0',
  // The newest release whose source was looked at; its image is tagged middleware-1.2.15 (upstream, release workflow).
  appVersion: '1.2.15',
  description:
    'Claude middleware: a Go proxy in front of the Claude relay that picks an account for each request and asks clients for keys.',
  keywords: ['claude', 'anthropic', 'ai-gateway', 'proxy', 'load-balancing'],
  home: 'https://github.com/x6nux/claude-relay-service',
  sources: ['https://github.com/x6nux/claude-relay-service'],
  maintainers: [{ name: 'ai-gateway-stacks' }],
  kubeVersion: KUBE_VERSION,
  annotations: {
    'artifacthub.io/category': 'ai-machine-learning',
    'artifacthub.io/license': 'MIT',
    'artifacthub.io/containsSecurityUpdates': 'false',
  },
} as const satisfies ChartMetadata;
