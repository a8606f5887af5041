import type { ChartMetadata } from '../../engine/template/chart-metadata';
import { KUBE_VERSION } from '../../kubernetes/supported-versions';

/** Chart.yaml of the middleware. `version` is the version of the chart; raise it with every change of the chart. */
export const middlewareChart = {
  name: 'claude-middleware',
  version: '0.3.0',
  // Newest release with inspected source; the tag of its image is middleware-1.2.15 (upstream, release workflow).
  appVersion: '1.2.15',
  description:
    'Claude middleware: a Go proxy in front of the Claude relay, with account selection per request and client authentication by API key.',
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
