import type { Construct } from 'constructs';
import type { Component } from '../../kubernetes/component';
import { imageOf } from '../../kubernetes/image';
import * as k8s from '../../kubernetes/k8s';
import { restrictedContainer, restrictedPod } from '../../kubernetes/security';
import type { Expr, Ref } from '../../template/expression';
import { releaseName, text } from '../../template/operators';
import { Resource } from '../../template/resource';
import type { jairouterValues } from './values';

/** The labels of the pod of `helm test`: not those of JAiRouter, whose Service must not take it for one of its own. */
export const TEST_LABELS = {
  'app.kubernetes.io/name': 'jairouter-test',
  'app.kubernetes.io/instance': releaseName,
};

// `nobody` in the image.
const USER = 65534;

/** `helm test`: what the document has one do by hand in a test pod, ask the Service whether JAiRouter is well. */
export function testConnection(
  scope: Construct,
  component: Component,
  { service, testImage }: Ref<typeof jairouterValues>,
  host: Expr<string>,
): void {
  Resource.of(scope, 'connection', {
    of: k8s.KubePod,
    hook: 'test',
    manifest: {
      metadata: {
        ...component.metadata('-test-connection', {
          'helm.sh/hook': 'test',
          'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
        }),
        labels: TEST_LABELS,
      },
      spec: {
        restartPolicy: 'Never',
        automountServiceAccountToken: false,
        securityContext: restrictedPod(USER),
        containers: [
          {
            name: 'wget',
            image: imageOf(testImage),
            imagePullPolicy: testImage.pullPolicy,
            command: ['wget', '-qO-', '-T', '10', text`http://${host}:${service.port}/actuator/health`],
            resources: {
              limits: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('64Mi') },
              requests: { cpu: k8s.Quantity.fromString('10m'), memory: k8s.Quantity.fromString('16Mi') },
            },
            securityContext: restrictedContainer,
          },
        ],
      },
    },
  });
}
