import * as k8s from '../../kubernetes/k8s';
import { restrictedContainer, restrictedPod } from '../../kubernetes/security';
import type { AnyStack } from '../../kubernetes/stack';
import type { Expr, Ref } from '../../template/expression';
import { Resource } from '../../template/resource';
import { TEST_LABELS } from './connections';
import type { middlewareImage } from './settings';
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
  Resource.of(stack, 'connection', {
    of: k8s.KubePod,
    hook: 'test',
    manifest: {
      metadata: {
        ...stack.main.metadata('-test-connection', {
          'helm.sh/hook': 'test',
          'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
        }),
        // Not the labels of the middleware: its Service must not take this pod for one of its own.
        labels: TEST_LABELS,
      },
      spec: {
        restartPolicy: 'Never',
        automountServiceAccountToken: false,
        imagePullSecrets,
        securityContext: restrictedPod(USER),
        containers: [
          {
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
            securityContext: restrictedContainer,
          },
        ],
      },
    },
  });
}
