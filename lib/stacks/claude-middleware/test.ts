import { SMALL_RESOURCES, type ContainerImage } from '../../kubernetes/container';
import { TEST_COMPONENT, type HelmTestOptions } from '../../kubernetes/helm-test';
import type { Expr } from '../../engine/template/expression';
import { releaseName } from '../../engine/template/operators';
import { middlewareChart } from './chart';
import { USER } from './deployment';

/** By these the middleware knows the pod of `helm test`. */
export const TEST_PODS = {
  'app.kubernetes.io/name': 'claude-middleware-test',
  'app.kubernetes.io/instance': releaseName,
};

/** The labels of the pod of `helm test`. The relay lets in whatever is part of the middleware, so also this pod; its Redis does not. */
const TEST_LABELS = {
  ...TEST_PODS,
  'app.kubernetes.io/component': TEST_COMPONENT,
  'app.kubernetes.io/part-of': middlewareChart.name,
};

/**
 * `helm test`: the Service answers, and so does the relay behind it. The middleware's own answer says nothing of the relay.
 *
 * @param urls what has to answer under /health
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
