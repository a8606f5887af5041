import type { Component } from '../../kubernetes/component';
import { HTTP } from '../../kubernetes/service';
import { imageOf } from '../../kubernetes/image';
import * as k8s from '../../kubernetes/k8s';
import type { Redis } from '../../kubernetes/redis/redis';
import { rolloutOf } from '../../kubernetes/deployment';
import { scheduling } from '../../kubernetes/scheduling';
import { restrictedContainer, restrictedPod } from '../../kubernetes/security';
import { emptyVolume } from '../../kubernetes/volume';
import type { Expr, Ref } from '../../engine/template/expression';
import { checksum, not, sum, text, type Condition } from '../../engine/template/operators';
import { choose, merged, when, type Templated } from '../../engine/template/tree';
import { probes } from './probes';
import { DATA_MOUNT, keysFrom, waitForRedis, writeAdministrator } from './init-containers';
import { RELAY_PORT } from './env';
import { USER } from './user';
import type { relayValues } from './values';

/** What the Deployment has to know beside the values. */
export interface DeploymentProps {
  /** The ServiceAccount of the pods. */
  readonly account: Expr<string>;
  /** Whether the data is on a volume. */
  readonly claimed: Condition;
  /** How long a pod that is stopped goes on with its streams. */
  readonly drainSeconds: Expr<number>;
  /** Whether the old pod must go before the new one comes. */
  readonly oneAtATime: Condition;
  readonly redis: Redis;
  /** The Secret with the keys of the application. */
  readonly secretName: Expr<string>;
}

/** The Deployment of the relay. */
export function relayDeployment(
  values: Ref<typeof relayValues>,
  component: Component,
  { account, claimed, drainSeconds, oneAtATime, redis, secretName }: DeploymentProps,
): Templated<k8s.KubeDeploymentProps> {
  const { autoscaling, config, image, podAnnotations, podLabels, replicaCount, resources } = values;
  const software = { image: imageOf(image), imagePullPolicy: image.pullPolicy };
  return {
    metadata: component.metadata(),
    spec: {
      replicas: when(not(autoscaling.enabled), replicaCount),
      strategy: rolloutOf(oneAtATime),
      selector: { matchLabels: component.selector },
      template: {
        metadata: {
          labels: merged(component.podLabels, podLabels),
          // Pods read their environment once, so they have to be replaced when it changes.
          annotations: merged(
            {
              'checksum/config': checksum(config),
              'checksum/redis': checksum(values.redis.auth),
              'checksum/external-redis': checksum(values.externalRedis),
            },
            podAnnotations,
          ),
        },
        spec: {
          serviceAccountName: account,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          imagePullSecrets: values.imagePullSecrets,
          securityContext: restrictedPod(USER),
          // The relay gives itself ten seconds to stop and then exits (upstream, src/app.js).
          terminationGracePeriodSeconds: sum(drainSeconds, 15),
          initContainers: [waitForRedis(component, software), writeAdministrator(secretName, software)],
          containers: [
            {
              name: 'relay',
              ...software,
              envFrom: [{ configMapRef: { name: text`${component.name}-config` } }],
              env: [...keysFrom(secretName), when(redis.protected, redis.passwordVariable('REDIS_PASSWORD'))],
              ports: [{ name: HTTP, containerPort: RELAY_PORT, protocol: 'TCP' }],
              ...probes,
              // While this sleeps, new requests go elsewhere and the streams that are open go on.
              lifecycle: { preStop: { exec: { command: ['sleep', text`${drainSeconds}`] } } },
              resources,
              securityContext: restrictedContainer,
              volumeMounts: [
                DATA_MOUNT,
                { name: 'logs', mountPath: '/app/logs' },
                { name: 'tmp', mountPath: '/tmp' },
                { name: 'temp', mountPath: '/app/temp' },
              ],
            },
          ],
          volumes: [
            choose(
              claimed,
              {
                name: DATA_MOUNT.name,
                persistentVolumeClaim: { claimName: text`${component.name}-data` },
              },
              emptyVolume(DATA_MOUNT.name, values.persistence.size),
            ),
            // Of each log there are five files of 10 MB at the most (upstream, LOG_MAX_SIZE and LOG_MAX_FILES).
            emptyVolume('logs', '1Gi'),
            emptyVolume('tmp', '256Mi'),
            emptyVolume('temp', '256Mi'),
          ],
          ...scheduling(values, component),
        },
      },
    },
  };
}
