import type { Construct } from 'constructs';
import type { Component } from '../../kubernetes/component';
import { testConnection } from '../../kubernetes/helm-test';
import { imageOf } from '../../kubernetes/image';
import type { Ref } from '../../engine/template/expression';
import { releaseName, text } from '../../engine/template/operators';
import { REDIS_HEALTHY } from './probes';
import { SMALL } from './init-containers';
import { USER } from './user';
import type { relayValues } from './values';

/** The labels of the pod of `helm test`: not those of the relay, whose Service must not take it for one of its own. */
export const TEST_LABELS = {
  'app.kubernetes.io/name': 'claude-relay-test',
  'app.kubernetes.io/instance': releaseName,
};

/** `helm test`: the Service answers, and behind it Redis does. */
export function testRelay(
  scope: Construct,
  component: Component,
  { image, service }: Ref<typeof relayValues>,
): void {
  testConnection(scope, component, {
    labels: TEST_LABELS,
    user: USER,
    container: {
      name: 'curl',
      image: imageOf(image),
      imagePullPolicy: image.pullPolicy,
      command: ['sh', '-c', 'curl -fsS --retry 5 --retry-connrefused -m 10 "$URL" | grep -q "$HEALTHY"'],
      env: [
        { name: 'URL', value: text`http://${component.name}:${service.port}/health` },
        { name: 'HEALTHY', value: REDIS_HEALTHY },
      ],
      resources: SMALL,
    },
  });
}
