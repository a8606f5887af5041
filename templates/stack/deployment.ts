import type { Expr } from '../../lib/engine/template/expression';
import { appVersion, sum } from '../../lib/engine/template/operators';
import { commented } from '../../lib/engine/template/tree';
import { httpGet, httpPort } from '../../lib/kubernetes/container';
import { rollingUpdate, type DeploymentOptions } from '../../lib/kubernetes/deployment';
import { imageOf } from '../../lib/kubernetes/image';
import { DEREGISTRATION_SECONDS, sleepBeforeStop } from '../../lib/kubernetes/termination';
import { emptyVolume } from '../../lib/kubernetes/volume';
import type { WebAppStack } from './values';

/** Container port of Web app. */
export const PORT = 9898;

/** The path that answers while Web app can serve requests, without a login. */
export const HEALTH = '/healthz';

/** Pods of Web app and their update strategy. */
export function webAppPod(stack: WebAppStack, account: Expr<string>): DeploymentOptions {
  const { values } = stack;
  return {
    strategy: rollingUpdate(),
    serviceAccountName: account,
    securityContext: values.podSecurityContext,
    terminationGracePeriodSeconds: sum(values.timeoutSeconds, DEREGISTRATION_SECONDS + 5),
    containers: [
      {
        name: 'web-app',
        image: imageOf(stack, 'image', values.image, appVersion),
        imagePullPolicy: values.image.pullPolicy,
        ports: [httpPort(PORT)],
        startupProbe: { ...httpGet(HEALTH), periodSeconds: 2, failureThreshold: 30 },
        readinessProbe: { ...httpGet(HEALTH), periodSeconds: 10, timeoutSeconds: 3 },
        livenessProbe: { ...httpGet(HEALTH), periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 3 },
        lifecycle: commented(
          'Time for Services and Ingresses to remove a terminating pod from their endpoints; an image without sleep stops at once.',
          sleepBeforeStop(String(DEREGISTRATION_SECONDS)),
        ),
        resources: values.resources,
        securityContext: values.containerSecurityContext,
        volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
      },
    ],
    volumes: [commented('The root file system is read-only.', emptyVolume('tmp', '64Mi'))],
    scheduling: values,
  };
}
