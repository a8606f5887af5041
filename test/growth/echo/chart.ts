import type { ChartMetadata } from '../../../lib/engine/template/chart-metadata';
import { KUBE_VERSION } from '../../../lib/kubernetes/supported-versions';

/** What Chart.yaml says of the echo. */
export const echoChart: ChartMetadata = {
  name: 'echo',
  version: '0.1.0',
  appVersion: '1.0.0',
  description: 'Echo: answers every request with one text.',
  keywords: ['echo'],
  home: 'https://github.com/hashicorp/http-echo',
  sources: ['https://github.com/hashicorp/http-echo'],
  maintainers: [{ name: 'ai-gateway-stacks' }],
  kubeVersion: KUBE_VERSION,
  annotations: { 'artifacthub.io/category': 'networking' },
};
