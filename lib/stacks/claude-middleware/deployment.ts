import type { Expr } from '../../engine/template/expression';
import { asString, sum, type Condition } from '../../engine/template/operators';
import { choose, commented } from '../../engine/template/tree';
import { type ContainerImage, httpGet, httpPort } from '../../kubernetes/container';
import { rollingUpdate, type DeploymentOptions } from '../../kubernetes/deployment';
import * as k8s from '../../kubernetes/k8s';
import { DEREGISTRATION_SECONDS, drainBeforeStop } from '../../kubernetes/termination';
import { startWhenOpen, waitForPort } from '../../kubernetes/wait';
import { middlewareEnv, STATUS_PORT, TUNNEL_PORT } from './env';
import { copiedProgram } from './program';
import type { MiddlewareSecrets } from './secret';
import { tunnelContainer } from './tunnel';
import type { MiddlewareStack } from './values';

/** Name of the container. */
export const CONTAINER = 'middleware';

/** Inputs of the pods other than the values. */
export interface MiddlewarePodProps {
  /** Name of the ServiceAccount. */
  readonly account: Expr<string>;
  readonly image: ContainerImage;
  /** Whether the stack may run multiple replicas. */
  readonly multipleReplicas: Condition;
  /** The stack's own Secrets. */
  readonly secrets: MiddlewareSecrets;
  /** URL of the relay. */
  readonly targetUrl: Expr<string>;
}

/** Pod template and update strategy of the middleware. */
export function middlewarePod(stack: MiddlewareStack, props: MiddlewarePodProps): DeploymentOptions {
  const { values } = stack;
  const { account, image, multipleReplicas, secrets, targetUrl } = props;
  const { config, redis, streaming } = values;
  const program = copiedProgram(values, image);
  const [one, none] = [k8s.IntOrString.fromNumber(1), k8s.IntOrString.fromNumber(0)];
  return {
    strategy: commented(
      'A single replica terminates only when the new one is ready.',
      rollingUpdate(choose(multipleReplicas, one, none)),
    ),
    restartOn: secrets.data,
    serviceAccountName: account,
    securityContext: values.podSecurityContext,
    terminationGracePeriodSeconds: sum(streaming.maxStreamSeconds, DEREGISTRATION_SECONDS + 10),
    initContainers: [
      program.initContainer,
      commented('The middleware exits if its first connection to Redis fails.', {
        name: 'wait-for-redis',
        ...image,
        workingDir: '/',
        command: waitForPort(),
        env: [
          { name: 'HOST', value: redis.host },
          { name: 'PORT', value: asString(redis.port) },
        ],
        resources: values.initResources,
        securityContext: values.containerSecurityContext,
      }),
    ],
    containers: [
      {
        name: CONTAINER,
        ...image,
        command: choose(
          redis.tls,
          commented(
            'The middleware exits if its first connection to Redis fails, so it waits for the tunnel, a container that starts beside it.',
            startWhenOpen(TUNNEL_PORT, program.file),
          ),
          program.command,
        ),
        workingDir: commented('Only root can enter the working directory of the image.', '/'),
        env: middlewareEnv(stack, targetUrl, secrets.env),
        ports: [httpPort(config.port)],
        ...probes,
        lifecycle: commented(
          'The middleware drops all requests on SIGTERM (upstream has no handler for the signal), so the signal comes when they have ended.',
          drainBeforeStop({
            port: asString(config.port),
            seconds: asString(streaming.maxStreamSeconds),
            ignoredPorts: [asString(redis.port), String(TUNNEL_PORT), String(STATUS_PORT)],
          }),
        ),
        resources: values.resources,
        securityContext: values.containerSecurityContext,
        volumeMounts: [program.volumeMount],
      },
      tunnelContainer(stack),
    ],
    volumes: [program.volume],
    scheduling: values,
  };
}

const HEALTH = httpGet('/health');

const probes = {
  startupProbe: commented(
    'The response is a constant string: it confirms that the middleware runs, and says nothing of Redis or the relay. The middleware listens only after its first connection to Redis, so a pod with successful probes was connected once.',
    { ...HEALTH, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 },
  ),
  readinessProbe: { ...HEALTH, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
  livenessProbe: { ...HEALTH, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 3 },
};
