import type { Expr, Ref } from '../../engine/template/expression';
import { appVersion, sum, text } from '../../engine/template/operators';
import { choose, commented, merged, neverEmpty } from '../../engine/template/tree';
import type { Component } from '../../kubernetes/component';
import type { Configuration } from '../../kubernetes/config-map';
import { HTTP_PORT, httpGet, httpPort } from '../../kubernetes/container';
import { recreateIf, type DeploymentOptions } from '../../kubernetes/deployment';
import { imageOf } from '../../kubernetes/image';
import { beside } from '../../kubernetes/overrides';
import { sleepBeforeStop } from '../../kubernetes/termination';
import { claimedOrEmpty, emptyVolume } from '../../kubernetes/volume';
import { jairouterEnv, STORE_PATH } from './env';
import type { JaiRouterStack, jairouterValues } from './values';
import type { JaiRouterVolumes } from './volume';

/** Name of the container. */
export const CONTAINER = 'jairouter';

/** Inputs of the pods other than the values. */
export interface JaiRouterPodProps {
  /** Name of the ServiceAccount. */
  readonly account: Expr<string>;
  /** The ConfigMap with the configuration files. */
  readonly configMap: Configuration;
  /** The stack's own Secret with the keys and passwords. */
  readonly secret: Configuration;
  /** Name of the Secret with the keys and passwords, that or the user's. */
  readonly secretName: Expr<string>;
  /** Name of the PersistentVolumeClaim for changes at run time. */
  readonly storeClaim: Expr<string>;
  readonly volumes: JaiRouterVolumes;
}

const DEREGISTRATION_SECONDS = 10;

/** Starts Java in the place of the shell, in the working directory of the image, /app. */
const START = `
if [ -e app.jar ]; then exec java $JAVA_OPTS -jar app.jar; fi
exec java $JAVA_OPTS org.springframework.boot.loader.launch.JarLauncher
`.trimStart();

/** Pod template and update strategy of JAiRouter. */
export function jairouterPod(stack: JaiRouterStack, props: JaiRouterPodProps): DeploymentOptions {
  const { account, configMap, secret, secretName, storeClaim, volumes } = props;
  const { values } = stack;
  const { image, persistence, podSecurityContext } = values;
  const drainSeconds = stack.namedInteger(
    'drainSeconds',
    'Time for a terminating pod to finish its streams, in seconds. With the strategy Recreate it is short, and streams are cut off.',
    choose(volumes.recreate, 5, values.streaming.maxStreamSeconds),
  );
  return {
    strategy: recreateIf(volumes.recreate),
    restartOn: { config: configMap.data, secret: secret.data },
    serviceAccountName: account,
    securityContext: beside(podSecurityContext, {
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    }),
    terminationGracePeriodSeconds: sum(drainSeconds, DEREGISTRATION_SECONDS + 10),
    containers: [
      {
        name: CONTAINER,
        image: imageOf(stack, 'image', image, appVersion),
        imagePullPolicy: image.pullPolicy,
        command: commented(
          "The shell of the image's entrypoint would not pass SIGTERM on to Java, so each stop would last the whole grace period. Images have the program in layers or in one file (upstream, Dockerfile and Dockerfile.china).",
          ['sh', '-c', START],
        ),
        env: jairouterEnv(stack, secretName, drainSeconds),
        ports: [httpPort(values.service.targetPort)],
        ...probes(values.probes),
        lifecycle: commented(
          'Time for the Service and the Ingress to remove a terminating pod from their endpoints.',
          sleepBeforeStop(String(DEREGISTRATION_SECONDS)),
        ),
        resources: values.resources,
        securityContext: beside(values.securityContext, { allowPrivilegeEscalation: false }),
        volumeMounts: [
          { name: 'config', mountPath: '/app/config', readOnly: true },
          commented('Multiple pods must not write to the same files: they would corrupt them.', {
            name: 'logs',
            mountPath: '/app/logs',
            subPathExpr: '$(POD_NAME)',
          }),
          { name: 'store', mountPath: STORE_PATH, subPath: 'config-store' },
          commented('The database (upstream, config/config-service/core.yml).', {
            name: 'store',
            mountPath: '/app/data',
            subPath: 'data',
          }),
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      { name: 'config', configMap: { name: configMap.name } },
      claimedOrEmpty('logs', persistence.enabled, volumes.logsClaim, persistence.size),
      choose(values.stateless, emptyVolume('store', values.configStore.size), {
        name: 'store',
        persistentVolumeClaim: { claimName: storeClaim },
      }),
      commented('Temporary storage of uploads during a request to a model.', emptyVolume('tmp', '2Gi')),
    ],
    scheduling: values,
    affinity: neverEmpty(choose(values.affinity, values.affinity, defaultAffinity(stack.main))),
  };
}

/** Preferred, not required, anti-affinity: pods on the same node are better than pending pods. */
function defaultAffinity(component: Component) {
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: {
            labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: [component.name] }] },
            topologyKey: 'kubernetes.io/hostname',
          },
        },
      ],
    },
  };
}

/**
 * Probes, with the timings of the document.
 *
 * In the published images only `/actuator/health` needs no authentication; the paths below it, used in the document, respond
 * with 401 (upstream, SecurityConfiguration; changed after issue 203).
 */
function probes({ livenessPath, readinessPath }: Ref<typeof jairouterValues>['probes']) {
  const portCheck = { tcpSocket: { port: HTTP_PORT } };
  return {
    startupProbe: commented('Time for the database, its tables and the configuration.', {
      ...portCheck,
      periodSeconds: 5,
      failureThreshold: 60,
    }),
    livenessProbe: merged(choose(livenessPath, httpGet(text`${livenessPath}`), portCheck), {
      initialDelaySeconds: 60,
      periodSeconds: 30,
      timeoutSeconds: 10,
      failureThreshold: 3,
    }),
    readinessProbe: {
      ...httpGet(readinessPath),
      initialDelaySeconds: 30,
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 3,
    },
  };
}
