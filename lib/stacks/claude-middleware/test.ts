import { testConnection } from '../../kubernetes/helm-test';
import type { AnyStack } from '../../kubernetes/stack';
import type { Expr, Ref } from '../../engine/template/expression';
import { TEST_LABELS } from './network';
import type { middlewareImage } from './env';
import { SMALL, USER } from './pods';
import type { middlewareValues } from './values';

/**
 * `helm test`: the Service answers, and so does the relay behind it. The middleware's own answer says nothing of the relay.
 *
 * @param urls what has to answer under /health
 */
export function addConnectionTest(
  stack: AnyStack,
  { imagePullSecrets }: Ref<typeof middlewareValues>,
  software: ReturnType<typeof middlewareImage>,
  [service, relay]: readonly [Expr<string>, Expr<string>],
): void {
  testConnection(stack, stack.main, {
    labels: TEST_LABELS,
    user: USER,
    imagePullSecrets,
    container: {
      name: 'wget',
      ...software,
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
      resources: SMALL,
    },
  });
}
