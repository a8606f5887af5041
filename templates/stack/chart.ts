import type { ChartMetadata } from '../../lib/engine/template/chart-metadata';
import { KUBE_VERSION } from '../../lib/kubernetes/supported-versions';

/** Chart.yaml of Web app. `version` is the version of the chart; raise it with every change of the chart. */
export const webAppChart: ChartMetadata = {
  name: 'web-app',
  version: '0.1.0',
  // The tag of the image.
  appVersion: '6.14.1',
  description: 'Web app on Kubernetes.',
  keywords: ['web-app'],
  home: 'https://github.com/stefanprodan/podinfo',
  sources: ['https://github.com/stefanprodan/podinfo'],
  maintainers: [{ name: 'web-app' }],
  kubeVersion: KUBE_VERSION,
};
