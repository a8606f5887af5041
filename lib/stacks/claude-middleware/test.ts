import type { Expr } from '../../engine/template/expression';
import { SMALL_RESOURCES, type ContainerImage } from '../../kubernetes/container';
import { TEST_COMPONENT, testLabels, type HelmTestOptions } from '../../kubernetes/helm-test';
import { middlewareChart } from './chart';
import { USER } from './deployment';

/** Selector of the `helm test` pod in the middleware's network policy. */
export const TEST_SELECTOR = testLabels(middlewareChart.name);

/**
 * Labels of the `helm test` pod. The relay allows all pods that are part of the middleware, including this one; the relay's
 * Redis excludes it.
 */
const TEST_LABELS = {
  ...TEST_SELECTOR,
  'app.kubernetes.io/component': TEST_COMPONENT,
  'app.kubernetes.io/part-of': middlewareChart.name,
};

/**
 * `helm test`: checks that the Service and the relay respond. The middleware's own response does not depend on the relay.
 *
 * @param urls base URLs of the two health checks at /health
 */
export function middlewareTest(
  image: ContainerImage,
  [service, relay]: readonly [Expr<string>, Expr<string>],
): HelmTestOptions {
  return {
    labels: TEST_LABELS,
    user: USER,
    container: {
      name: 'wget',
      ...image,
      workingDir: '/',
      command: [
        'sh',
        '-c',
        'for url in "$SERVICE" "$RELAY"; do wget -q -T 10 -O - "$url/health" || exit 1; done',
      ],
      env: [
        { name: 'SERVICE', value: service },
        { name: 'RELAY', value: relay },
      ],
      resources: SMALL_RESOURCES,
    },
  };
}
