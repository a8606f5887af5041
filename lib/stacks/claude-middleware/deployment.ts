import {
  SMALL_RESOURCES,
  sleepBeforeStop,
  waitForPort,
  type ContainerImage,
} from '../../kubernetes/container';
import { rollingUpdate, type DeploymentOptions } from '../../kubernetes/deployment';
import * as k8s from '../../kubernetes/k8s';
import { restrictedContainer, restrictedPod } from '../../kubernetes/security';
import { HTTP } from '../../kubernetes/service';
import type { Expr } from '../../engine/template/expression';
import { asText, sum, type Condition } from '../../engine/template/operators';
import { choose, type When } from '../../engine/template/tree';
import { middlewareEnv } from './env';
import { copiedProgram } from './program';
import { tunnelOf } from './tunnel';
import type { MiddlewareStack } from './values';

/** Any user but root: the image has none of its own. It is that of the document's `docker run --user 1000:1000`. */
export const USER = 1000;

/** What the pods need beside the values. */
export interface MiddlewarePodProps {
  /** The ServiceAccount. */
  readonly account: Expr<string>;
  readonly image: ContainerImage;
  /** Whether more than one pod may run. */
  readonly multipleReplicas: Condition;
  /** The variables from Secrets. */
  readonly secretEnv: readonly When<unknown>[];
  /** Where the relay is. */
  readonly targetUrl: Expr<string>;
}

/** The pods of the middleware, and how they are replaced. */
export function middlewarePod({ values }: MiddlewareStack, props: MiddlewarePodProps): DeploymentOptions {
  const { account, image, multipleReplicas, secretEnv, targetUrl } = props;
  const { auth, config, redis, streaming } = values;
  const program = copiedProgram(values.program, image);
  const [one, none] = [k8s.IntOrString.fromNumber(1), k8s.IntOrString.fromNumber(0)];
  return {
    // The only pod goes when the new one is ready.
    strategy: rollingUpdate(choose(multipleReplicas, one, none)),
    // Pods read their environment once, so they have to be replaced when a Secret of the chart changes.
    restartOn: { auth, redis },
    serviceAccountName: account,
    securityContext: restrictedPod(USER),
    terminationGracePeriodSeconds: sum(streaming.longestSeconds, 10),
    initContainers: [
      program.initContainer,
      // The middleware exits when Redis is not there on its first try.
      {
        name: 'wait-for-redis',
        ...image,
        workingDir: '/',
        command: waitForPort(),
        env: [
          { name: 'HOST', value: redis.host },
          { name: 'PORT', value: asText(redis.port) },
        ],
        resources: SMALL_RESOURCES,
        securityContext: restrictedContainer,
      },
    ],
    containers: [
      {
        name: 'middleware',
        ...image,
        command: program.command,
        // That of the image is closed to all but root.
        workingDir: '/',
        env: middlewareEnv(values, targetUrl, secretEnv),
        ports: [{ name: HTTP, containerPort: config.port, protocol: 'TCP' }],
        ...probes,
        // The middleware drops all it does when it is told to stop (upstream has no handler for the signal), so it is told
        // when nothing can be left to do.
        lifecycle: sleepBeforeStop(asText(streaming.longestSeconds)),
        resources: values.resources,
        securityContext: restrictedContainer,
        volumeMounts: [program.volumeMount],
      },
      tunnelOf(values),
    ],
    volumes: [program.volume],
    scheduling: values,
  };
}

const HEALTH = { path: '/health', port: k8s.IntOrString.fromString(HTTP) };

// The answer is fixed text: it says that the middleware runs, and nothing of Redis or the relay. It listens once it has reached
// Redis, so a pod whose probes succeed was connected once.
const probes = {
  startupProbe: { httpGet: HEALTH, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 },
  readinessProbe: { httpGet: HEALTH, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
  livenessProbe: { httpGet: HEALTH, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 3 },
};
