import type { ChartMetadata } from '../../engine/template/chart-metadata';
import { KUBE_VERSION } from '../../kubernetes/supported-versions';

/** Chart.yaml of the relay. `version` is the version of the chart; raise it with every change of the chart. */
export const relayChart: ChartMetadata = {
  name: 'claude-relay',
  version: '0.3.0',
  // Newest release with an inspected image (upstream, VERSION and release workflow).
  appVersion: '1.1.314',
  description:
    'Claude relay service: one API in front of several Claude accounts, with Redis, autoscaling and network policies.',
  keywords: ['claude', 'anthropic', 'ai-gateway', 'relay', 'redis'],
  home: 'https://github.com/Wei-Shaw/claude-relay-service',
  sources: ['https://github.com/Wei-Shaw/claude-relay-service'],
  maintainers: [{ name: 'ai-gateway-stacks' }],
  kubeVersion: KUBE_VERSION,
  annotations: {
    'artifacthub.io/category': 'ai-machine-learning',
    'artifacthub.io/license': 'MIT',
    'artifacthub.io/containsSecurityUpdates': 'false',
  },
};
