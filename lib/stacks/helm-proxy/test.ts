import { testConnection } from '../../kubernetes/helm-test';
import { imageOf } from '../../kubernetes/image';
import * as k8s from '../../kubernetes/k8s';
import { releaseName, text } from '../../engine/template/operators';
import type { ProxyStack } from './values';

/** The labels of the pod of `helm test`. Not those of the proxy: its Service must not take this pod for one of its own. */
export const TEST_LABELS = {
  'app.kubernetes.io/name': 'helm-proxy-test',
  'app.kubernetes.io/instance': releaseName,
};

const SMALL = {
  limits: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('64Mi') },
  requests: { cpu: k8s.Quantity.fromString('10m'), memory: k8s.Quantity.fromString('32Mi') },
};

/**
 * `helm test`: the Service answers as the document says.
 *
 * @param user the number of the user that the pod runs as
 */
export function testProxy(stack: ProxyStack, user: number): void {
  const { image, imagePullSecrets, service } = stack.values;
  testConnection(stack, stack.main, {
    labels: TEST_LABELS,
    user,
    imagePullSecrets,
    container: {
      name: 'curl',
      image: imageOf(image),
      imagePullPolicy: image.pullPolicy,
      command: ['sh', '-c', `curl -fsS --retry 5 --retry-connrefused -m 10 "$URL" | grep -q '"OK"'`],
      env: [{ name: 'URL', value: text`http://${stack.fullname}:${service.port}/health` }],
      resources: SMALL,
    },
  });
}
