import { appVersion, text } from '../../engine/template/operators';
import { answerWith, type HelmTestOptions } from '../../kubernetes/helm-test';
import { imageOf } from '../../kubernetes/image';
import type { ProxyStack } from './values';

/** `helm test`: the health check of the Service returns the response in the document. */
export function proxyTest(stack: ProxyStack): HelmTestOptions {
  const { fullname, testLabels, values } = stack;
  const { image, service } = values;
  return {
    labels: testLabels,
    container: {
      name: 'curl',
      image: imageOf(stack, 'image', image, appVersion),
      imagePullPolicy: image.pullPolicy,
      command: answerWith(text`http://${fullname}:${service.port}/health`, '"OK"'),
    },
  };
}
