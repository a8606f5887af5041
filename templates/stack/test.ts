import { text } from '../../lib/engine/template/operators';
import type { HelmTestOptions } from '../../lib/kubernetes/helm-test';
import { imageOf } from '../../lib/kubernetes/image';
import { HEALTH } from './deployment';
import type { WebAppStack } from './values';

/** `helm test`: requests the health of Web app from the Service. */
export function webAppTest(stack: WebAppStack): HelmTestOptions {
  const { fullname, testLabels, values } = stack;
  const { service, testImage } = values;
  return {
    labels: testLabels,
    container: {
      name: 'wget',
      image: imageOf(stack, 'testImage', testImage),
      imagePullPolicy: testImage.pullPolicy,
      command: ['wget', '-qO-', '-T', '10', text`http://${fullname}:${service.port}${HEALTH}`],
    },
  };
}
