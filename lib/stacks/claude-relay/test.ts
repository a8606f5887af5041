import type { HelmTestOptions } from '../../kubernetes/helm-test';
import { imageOf } from '../../kubernetes/image';
import { releaseName, text } from '../../engine/template/operators';
import { SHORT_RESOURCES, USER } from './deployment';
import { REDIS_HEALTHY } from './probes';
import type { RelayStack } from './values';

/** Labels of the `helm test` pod, different from the relay's so that the relay's Service does not select it. */
export const TEST_LABELS = {
  'app.kubernetes.io/name': 'claude-relay-test',
  'app.kubernetes.io/instance': releaseName,
};

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
