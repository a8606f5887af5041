import {
  fixedResources,
  sleepBeforeStop,
  waitForPort,
  type ContainerImage,
} from '../../kubernetes/container';
import { recreateIf, type DeploymentOptions } from '../../kubernetes/deployment';
import { imageOf } from '../../kubernetes/image';
import type { Redis } from '../../kubernetes/redis/redis';
import { restrictedContainer, restrictedPod } from '../../kubernetes/security';
import { HTTP } from '../../kubernetes/service';
import { claimedOrEmpty, emptyVolume } from '../../kubernetes/volume';
import type { Expr } from '../../engine/template/expression';
import { sum, text } from '../../engine/template/operators';
import { choose, when } from '../../engine/template/tree';
import { WRITE_ADMINISTRATOR } from './administrator';
import { RELAY_PORT, relaySecretEnv } from './env';
import { probes } from './probes';
import type { RelayStack } from './values';
import type { DataVolume } from './volume';

/** The number of `node` in the image (node:18-alpine and later). */
export const USER = 1000;

const DATA = { name: 'data', mountPath: '/app/data' };

/** For what is done in a moment by Node.js or curl. */
export const SHORT_RESOURCES = fixedResources({
  limits: { cpu: '250m', memory: '128Mi' },
  requests: { cpu: '10m', memory: '64Mi' },
});

/** What the pods need beside the values. */
export interface RelayPodProps {
  /** The ServiceAccount. */
  readonly account: Expr<string>;
  readonly redis: Redis;
  /** The Secret with the keys of the application. */
  readonly secretName: Expr<string>;
  readonly volume: DataVolume;
}

/** The pods of the relay, and how they are replaced. */
export function relayPod(stack: RelayStack, props: RelayPodProps): DeploymentOptions {
  const { main, values } = stack;
  const { account, redis, secretName, volume } = props;
  const image = { image: imageOf(values.image), imagePullPolicy: values.image.pullPolicy };
  const configuration = [{ configMapRef: { name: text`${main.name}-config` } }];
  // Where the new pod comes only after the old one has gone, the relay is away all that time.
  const drainSeconds = stack.namedNumber(
    'drainSeconds',
    'How long a pod that is stopped goes on with its streams, in seconds.',
    choose(volume.exclusive, 5, values.streaming.longestSeconds),
  );
  return {
    strategy: recreateIf(volume.exclusive),
    // Pods read their environment once, so they have to be replaced when it changes.
    restartOn: {
      config: values.config,
      redis: values.redis.auth,
      'external-redis': values.externalRedis,
    },
    serviceAccountName: account,
    securityContext: restrictedPod(USER),
    // The relay gives itself ten seconds to stop and then exits (upstream, src/app.js).
    terminationGracePeriodSeconds: sum(drainSeconds, 15),
    initContainers: [
      // The relay exits when Redis is not there on its first try.
      {
        name: 'wait-for-redis',
        ...image,
        command: waitForPort({ host: 'REDIS_HOST', port: 'REDIS_PORT' }),
        envFrom: configuration,
        resources: SHORT_RESOURCES,
        securityContext: restrictedContainer,
      },
      administrator(secretName, image),
    ],
    containers: [
      {
        name: 'relay',
        ...image,
        envFrom: configuration,
        env: [...relaySecretEnv(secretName), when(redis.protected, redis.passwordVariable('REDIS_PASSWORD'))],
        ports: [{ name: HTTP, containerPort: RELAY_PORT, protocol: 'TCP' }],
        ...probes,
        lifecycle: sleepBeforeStop(text`${drainSeconds}`),
        resources: values.resources,
        securityContext: restrictedContainer,
        volumeMounts: [
          DATA,
          { name: 'logs', mountPath: '/app/logs' },
          { name: 'tmp', mountPath: '/tmp' },
          { name: 'temp', mountPath: '/app/temp' },
        ],
      },
    ],
    volumes: [
      claimedOrEmpty(DATA.name, volume.when, text`${main.name}-data`, values.persistence.size),
      // Of each log there are five files of 10 MB at the most (upstream, LOG_MAX_SIZE and LOG_MAX_FILES).
      emptyVolume('logs', '1Gi'),
      emptyVolume('tmp', '256Mi'),
      emptyVolume('temp', '256Mi'),
    ],
    scheduling: values,
  };
}

/** Writes down the name and the password of the first administrator. */
function administrator(secretName: Expr<string>, image: ContainerImage) {
  return {
    name: 'administrator',
    ...image,
    command: ['node', '-e', WRITE_ADMINISTRATOR],
    env: relaySecretEnv(secretName),
    resources: SHORT_RESOURCES,
    securityContext: restrictedContainer,
    volumeMounts: [DATA],
  };
}
