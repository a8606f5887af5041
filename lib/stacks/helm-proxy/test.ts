import { text } from '../../engine/template/operators';
import { SMALL_RESOURCES } from '../../kubernetes/container';
import { testLabels, type HelmTestOptions } from '../../kubernetes/helm-test';
import { imageOf } from '../../kubernetes/image';
import { USER } from './deployment';
import type { ProxyStack } from './values';

/** Labels of the pods of `helm test`, allowed by the network policy. */
export const TEST_LABELS = testLabels('helm-proxy');

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
