import type { ChartMetadata } from '../../engine/template/chart-metadata';
import { KUBE_VERSION } from '../../kubernetes/supported-versions';

/** Chart.yaml of JAiRouter. `version` is the version of the chart; raise it with every change of the chart. */
export const jairouterChart: ChartMetadata = {
  name: 'jairouter',
  version: '1.2.0',
  // Newest release with an image inspected from the outside (upstream issue 46 has its digest).
  appVersion: '3.1.1',
  description: 'A Helm chart for JAiRouter AI model routing gateway',
  keywords: ['ai', 'router', 'gateway', 'load-balancer'],
  home: 'https://github.com/Lincoln-cn/JAiRouter',
  sources: ['https://github.com/Lincoln-cn/JAiRouter'],
  maintainers: [{ name: 'JAiRouter Team', email: 'team@jairouter.com' }],
  kubeVersion: KUBE_VERSION,
  annotations: {
    'artifacthub.io/category': 'ai-machine-learning',
    'artifacthub.io/license': 'MIT',
    'artifacthub.io/containsSecurityUpdates': 'false',
  },
};
