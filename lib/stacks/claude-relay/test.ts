import { text } from '../../engine/template/operators';
import { testLabels, type HelmTestOptions } from '../../kubernetes/helm-test';
import { imageOf } from '../../kubernetes/image';
import { SHORT_RESOURCES, USER } from './deployment';
import { REDIS_HEALTHY } from './probes';
import type { RelayStack } from './values';

/** Labels of the pods of `helm test`, allowed by the network policy. */
export const TEST_LABELS = testLabels('claude-relay');

/** `helm test`: checks that the Service responds and that the relay is connected to Redis. */
export function relayTest({ main, values }: RelayStack): HelmTestOptions {
  const { image, service } = values;
  return {
    labels: TEST_LABELS,
    user: USER,
    container: {
      name: 'curl',
      image: imageOf(image),
      imagePullPolicy: image.pullPolicy,
      command: ['sh', '-c', 'curl -fsS --retry 5 --retry-connrefused -m 10 "$URL" | grep -q "$HEALTHY"'],
      env: [
        { name: 'URL', value: text`http://${main.name}:${service.port}/health` },
        { name: 'HEALTHY', value: REDIS_HEALTHY },
      ],
      resources: SHORT_RESOURCES,
    },
  };
}
