import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { KubeNamespace } from '../../kubernetes/k8s';
import type { PodSecurityStandard } from '../objects/pod-security';

/** The namespace of an environment, in which only pods may run that meet a Pod Security Standard. */
export class EnvironmentNamespace extends Chart {
  /**
   * @param enforced what is rejected otherwise. What is less than `restricted` is warned of and written to the audit log.
   */
  constructor(scope: Construct, id: string, name: string, enforced: PodSecurityStandard) {
    super(scope, id);
    new KubeNamespace(this, 'namespace', {
      metadata: {
        name,
        labels: {
          'pod-security.kubernetes.io/enforce': enforced,
          'pod-security.kubernetes.io/audit': 'restricted',
          'pod-security.kubernetes.io/warn': 'restricted',
        },
      },
    });
  }
}
