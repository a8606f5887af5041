import { SMALL_RESOURCES } from '../../kubernetes/container';
import type { HelmTestOptions } from '../../kubernetes/helm-test';
import { imageOf } from '../../kubernetes/image';
import { releaseName, text } from '../../engine/template/operators';
import { USER } from './deployment';
import type { ProxyStack } from './values';

/** Labels of the pod of `helm test`. They differ from those of the proxy, whose Service must not select this pod. */
export const TEST_LABELS = {
  'app.kubernetes.io/name': 'helm-proxy-test',
  'app.kubernetes.io/instance': releaseName,
};

/** `helm test`: the health check of the Service returns the response in the document. */
export function proxyTest({ fullname, values }: ProxyStack): HelmTestOptions {
  const { image, service } = values;
  return {
    labels: TEST_LABELS,
    user: USER,
    container: {
      name: 'curl',
      image: imageOf(image),
      imagePullPolicy: image.pullPolicy,
      command: ['sh', '-c', `curl -fsS --retry 5 --retry-connrefused -m 10 "$URL" | grep -q '"OK"'`],
      env: [{ name: 'URL', value: text`http://${fullname}:${service.port}/health` }],
      resources: SMALL_RESOURCES,
    },
  };
}
