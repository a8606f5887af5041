import type { Expr } from '../../engine/template/expression';
import { text } from '../../engine/template/operators';
import type { HelmTestOptions } from '../../kubernetes/helm-test';
import { imageOf } from '../../kubernetes/image';
import type { JaiRouterStack } from './values';

/** `helm test`: requests JAiRouter's health from the Service, a manual step with a test pod in the document. */
export function jairouterTest(stack: JaiRouterStack, host: Expr<string>): HelmTestOptions {
  const { testLabels, values } = stack;
  const { service, testImage } = values;
  return {
    labels: testLabels,
    container: {
      name: 'wget',
      image: imageOf(stack, 'testImage', testImage),
      imagePullPolicy: testImage.pullPolicy,
      command: ['wget', '-qO-', '-T', '10', text`http://${host}:${service.port}/actuator/health`],
    },
  };
}
