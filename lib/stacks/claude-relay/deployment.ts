import type { Expr } from '../../engine/template/expression';
import { appVersion, sum, text } from '../../engine/template/operators';
import { commented, when } from '../../engine/template/tree';
import type { Configuration } from '../../kubernetes/config-map';
import { type ContainerImage, httpPort } from '../../kubernetes/container';
import { recreateIf, type DeploymentOptions } from '../../kubernetes/deployment';
import { imageOf } from '../../kubernetes/image';
import type { Redis } from '../../kubernetes/redis/redis';
import { DEREGISTRATION_SECONDS, drainBeforeStop } from '../../kubernetes/termination';
import { waitForPort } from '../../kubernetes/wait';
import { claimedOrEmpty, emptyVolume } from '../../kubernetes/volume';
import { WRITE_ADMINISTRATOR } from './administrator';
import { RELAY_PORT } from './env';
import { probes } from './probes';
import { relaySecretEnv } from './secret';
import type { RelayStack } from './values';
import type { DataVolume } from './volume';

/** Name of the container. */
export const CONTAINER = 'relay';

const DATA = { name: 'data', mountPath: '/app/data' };

/** Inputs of the pods other than the values. */
export interface RelayPodProps {
  /** Name of the ServiceAccount. */
  readonly account: Expr<string>;
  /** Name of the PersistentVolumeClaim for /app/data. */
  readonly claim: Expr<string>;
  /** The ConfigMap with the environment variables. */
  readonly configMap: Configuration;
  readonly redis: Redis;
  /** The stack's own Secret with the keys of the application. */
  readonly secret: Configuration;
  /** Name of the Secret with the keys of the application, that or the user's. */
  readonly secretName: Expr<string>;
  readonly volume: DataVolume;
}

/** Pod template and update strategy of the relay. */
export function relayPod(stack: RelayStack, props: RelayPodProps): DeploymentOptions {
  const { values } = stack;
  const { account, claim, configMap, redis, secret, secretName, volume } = props;
  const image = {
    image: imageOf(stack, 'image', values.image, appVersion),
    imagePullPolicy: values.image.pullPolicy,
  };
  const configMapEnv = [{ configMapRef: { name: configMap.name } }];
  return {
    strategy: recreateIf(volume.recreate),
    restartOn: { config: configMap.data, secret: secret.data, redis: redis.passwords },
    serviceAccountName: account,
    securityContext: values.podSecurityContext,
    terminationGracePeriodSeconds: commented(
      'The streams and, after them, the ten seconds that the relay takes at most after SIGTERM (upstream, src/app.js).',
      sum(values.streaming.maxStreamSeconds, DEREGISTRATION_SECONDS + 15),
    ),
    initContainers: [
      commented('The relay exits if its first connection to Redis fails.', {
        name: 'wait-for-redis',
        ...image,
        command: waitForPort({ host: 'REDIS_HOST', port: 'REDIS_PORT' }),
        envFrom: configMapEnv,
        resources: values.initResources,
        securityContext: values.containerSecurityContext,
      }),
      administrator(stack, secretName, image),
    ],
    containers: [
      {
        name: CONTAINER,
        ...image,
        envFrom: configMapEnv,
        env: [
          ...relaySecretEnv(stack, secretName),
          when(redis.protected, redis.passwordVariable('REDIS_PASSWORD')),
        ],
        ports: [httpPort(RELAY_PORT)],
        ...probes,
        lifecycle: commented(
          'The relay drops its streams ten seconds after SIGTERM, so the signal comes when they have ended.',
          drainBeforeStop({
            port: String(RELAY_PORT),
            seconds: text`${values.streaming.maxStreamSeconds}`,
            ignoredPorts: [text`${redis.port}`],
          }),
        ),
        resources: values.resources,
        securityContext: values.containerSecurityContext,
        volumeMounts: [
          DATA,
          { name: 'logs', mountPath: '/app/logs' },
          { name: 'tmp', mountPath: '/tmp' },
          { name: 'temp', mountPath: '/app/temp' },
        ],
      },
    ],
    volumes: [
      claimedOrEmpty(DATA.name, volume.when, claim, values.persistence.size),
      commented(
        'Each log has at most five files of 10 MB (upstream, LOG_MAX_SIZE and LOG_MAX_FILES).',
        emptyVolume('logs', '1Gi'),
      ),
      emptyVolume('tmp', '256Mi'),
      emptyVolume('temp', '256Mi'),
    ],
    scheduling: values,
  };
}

/** Init container that writes the username and the password of the initial administrator. */
function administrator(stack: RelayStack, secretName: Expr<string>, image: ContainerImage) {
  const { values } = stack;
  return {
    name: 'administrator',
    ...image,
    command: ['node', '-e', WRITE_ADMINISTRATOR],
    env: relaySecretEnv(stack, secretName),
    resources: values.initResources,
    securityContext: values.containerSecurityContext,
    volumeMounts: [DATA],
  };
}
