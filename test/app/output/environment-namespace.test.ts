import { App } from 'cdk8s';
import { EnvironmentNamespace } from '../../../lib/app/output/environment-namespace';
import type { PodSecurityStandard } from '../../../lib/app/objects/pod-security';

it.each<[PodSecurityStandard]>([['restricted'], ['baseline'], ['privileged']])(
  'enforces %s, and warns of and audits what is less than restricted',
  (standard) => {
    const chart = new EnvironmentNamespace(new App(), 'namespace', 'ai-gateway', standard);
    expect(chart.toJson()).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: {
          name: 'ai-gateway',
          labels: {
            'pod-security.kubernetes.io/enforce': standard,
            'pod-security.kubernetes.io/audit': 'restricted',
            'pod-security.kubernetes.io/warn': 'restricted',
          },
        },
      },
    ]);
  },
);
