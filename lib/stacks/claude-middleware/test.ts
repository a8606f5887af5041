import type { Expr } from '../../engine/template/expression';
import { merged } from '../../engine/template/tree';
import type { ContainerImage } from '../../kubernetes/container';
import { TEST_COMPONENT, type HelmTestOptions } from '../../kubernetes/helm-test';
import { middlewareChart } from './chart';
import type { MiddlewareStack } from './values';

/** Labels of the `helm test` pod by which the relay allows it, as all pods that are part of the middleware, and the relay's Redis does not. */
const PART = {
  'app.kubernetes.io/component': TEST_COMPONENT,
  'app.kubernetes.io/part-of': middlewareChart.name,
};

/**
 * `helm test`: checks that the Service and the relay respond. The middleware's own response does not depend on the relay.
 *
 * @param urls base URLs of the two health checks at /health
 */
export function middlewareTest(
  { testLabels }: MiddlewareStack,
  image: ContainerImage,
  [service, relay]: readonly [Expr<string>, Expr<string>],
): HelmTestOptions {
  return {
    labels: merged(testLabels, PART),
    container: {
      name: 'wget',
      ...image,
      workingDir: '/',
      command: [
        'sh',
        '-c',
        'for url in "$0" "$1"; do wget -q -T 10 -O - "$url/health" || exit 1; done',
        service,
        relay,
      ],
    },
  };
}
