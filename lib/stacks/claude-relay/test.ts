import type { HelmTestOptions } from '../../kubernetes/helm-test';
import { imageOf } from '../../kubernetes/image';
import { releaseName, text } from '../../engine/template/operators';
import { SHORT_RESOURCES, USER } from './deployment';
import { REDIS_HEALTHY } from './probes';
import type { RelayStack } from './values';

/** The labels of the pod of `helm test`: not those of the relay, whose Service must not take it for one of its own. */
export const TEST_LABELS = {
  'app.kubernetes.io/name': 'claude-relay-test',
  'app.kubernetes.io/instance': releaseName,
};

/** `helm test`: the Service answers, and behind it Redis does. */
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
