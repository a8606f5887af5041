import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubeNamespace } from '../kubernetes/k8s';

/** The namespace of an environment, in which only pods may run that meet the Pod Security Standard `restricted`. */
export class EnvironmentNamespace extends Chart {
  constructor(scope: Construct, id: string, name: string) {
    super(scope, id);
    new KubeNamespace(this, 'namespace', {
      metadata: {
        name,
        labels: {
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/audit': 'restricted',
          'pod-security.kubernetes.io/warn': 'restricted',
        },
      },
    });
  }
}
