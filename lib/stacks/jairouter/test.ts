import type { Construct } from 'constructs';
import type { Component } from '../../kubernetes/component';
import { testConnection } from '../../kubernetes/helm-test';
import { imageOf } from '../../kubernetes/image';
import * as k8s from '../../kubernetes/k8s';
import type { Expr, Ref } from '../../engine/template/expression';
import { releaseName, text } from '../../engine/template/operators';
import type { jairouterValues } from './values';

/** The labels of the pod of `helm test`: not those of JAiRouter, whose Service must not take it for one of its own. */
export const TEST_LABELS = {
  'app.kubernetes.io/name': 'jairouter-test',
  'app.kubernetes.io/instance': releaseName,
};

// `nobody` in the image.
const USER = 65534;

/** `helm test`: what the document has one do by hand in a test pod, ask the Service whether JAiRouter is well. */
export function testRouter(
  scope: Construct,
  component: Component,
  { service, testImage }: Ref<typeof jairouterValues>,
  host: Expr<string>,
): void {
  testConnection(scope, component, {
    labels: TEST_LABELS,
    user: USER,
    container: {
      name: 'wget',
      image: imageOf(testImage),
      imagePullPolicy: testImage.pullPolicy,
      command: ['wget', '-qO-', '-T', '10', text`http://${host}:${service.port}/actuator/health`],
      resources: {
        limits: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('64Mi') },
        requests: { cpu: k8s.Quantity.fromString('10m'), memory: k8s.Quantity.fromString('16Mi') },
      },
    },
  });
}
