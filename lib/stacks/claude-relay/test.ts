import { appVersion, text } from '../../engine/template/operators';
import { answerWith, type HelmTestOptions } from '../../kubernetes/helm-test';
import { imageOf } from '../../kubernetes/image';
import { REDIS_HEALTHY } from './probes';
import type { RelayStack } from './values';

/** `helm test`: checks that the Service responds and that the relay is connected to Redis. */
export function relayTest(stack: RelayStack): HelmTestOptions {
  const { main, testLabels, values } = stack;
  const { image, service } = values;
  return {
    labels: testLabels,
    container: {
      name: 'curl',
      image: imageOf(stack, 'image', image, appVersion),
      imagePullPolicy: image.pullPolicy,
      command: answerWith(text`http://${main.name}:${service.port}/health`, REDIS_HEALTHY),
    },
  };
}
