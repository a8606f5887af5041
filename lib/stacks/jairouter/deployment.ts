import type { Component } from '../../kubernetes/component';
import { sleepBeforeStop } from '../../kubernetes/container';
import { recreateIf, type DeploymentOptions } from '../../kubernetes/deployment';
import { imageOf } from '../../kubernetes/image';
import * as k8s from '../../kubernetes/k8s';
import { HTTP } from '../../kubernetes/service';
import { claimedOrEmpty, emptyVolume } from '../../kubernetes/volume';
import type { Expr, Ref } from '../../engine/template/expression';
import { sum, text } from '../../engine/template/operators';
import { choose, merged, neverEmpty } from '../../engine/template/tree';
import { jairouterEnv, STORE } from './env';
import type { JaiRouterStack, jairouterValues } from './values';
import type { JaiRouterVolumes } from './volume';

/** The name of the container. */
export const CONTAINER = 'jairouter';

/** What the pods need beside the values. */
export interface JaiRouterPodProps {
  /** The ServiceAccount. */
  readonly account: Expr<string>;
  /** The Secret with the keys and passwords. */
  readonly secretName: Expr<string>;
  readonly volumes: JaiRouterVolumes;
}

// Time for the Service and the Ingress to learn that a pod is about to go.
const UNKNOWN_SECONDS = 10;

/** The pods of JAiRouter, and how they are replaced. */
export function jairouterPod(stack: JaiRouterStack, props: JaiRouterPodProps): DeploymentOptions {
  const { account, secretName, volumes } = props;
  const { main, values } = stack;
  const { auth, config, image, persistence, podSecurityContext } = values;
  const drainSeconds = stack.namedNumber(
    'drainSeconds',
    'How long a pod that is stopped goes on with its streams, in seconds. Where it must go first, they are cut short.',
    choose(volumes.exclusive, 5, values.streaming.longestSeconds),
  );
  return {
    strategy: recreateIf(volumes.exclusive),
    // Spring Boot reads its files once, so pods have to be replaced when they change.
    restartOn: { config, auth },
    serviceAccountName: account,
    securityContext: {
      fsGroup: podSecurityContext.fsGroup,
      // A volume of many files is not gone through again at each start.
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    terminationGracePeriodSeconds: sum(drainSeconds, UNKNOWN_SECONDS + 10),
    containers: [
      {
        name: CONTAINER,
        image: imageOf(image),
        imagePullPolicy: image.pullPolicy,
        env: jairouterEnv(values, secretName, drainSeconds),
        ports: [{ name: HTTP, containerPort: values.service.targetPort, protocol: 'TCP' }],
        ...probes(values.probes),
        lifecycle: sleepBeforeStop(String(UNKNOWN_SECONDS)),
        resources: values.resources,
        securityContext: { ...securityOf(values), allowPrivilegeEscalation: false },
        volumeMounts: [
          { name: 'config', mountPath: '/app/config', readOnly: true },
          // Pods that wrote into the same files would spoil them.
          { name: 'logs', mountPath: '/app/logs', subPathExpr: '$(POD_NAME)' },
          { name: 'store', mountPath: STORE, subPath: 'config-store' },
          // The database (upstream, config/config-service/core.yml).
          { name: 'store', mountPath: '/app/data', subPath: 'data' },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      { name: 'config', configMap: { name: text`${main.name}-config` } },
      claimedOrEmpty('logs', persistence.enabled, volumes.logsClaim, persistence.size),
      choose(values.stateless, emptyVolume('store', values.configStore.size), {
        name: 'store',
        persistentVolumeClaim: { claimName: text`${main.name}-config-pvc` },
      }),
      // Files that clients send are kept there while a model has them.
      emptyVolume('tmp', '2Gi'),
    ],
    scheduling: values,
    affinity: neverEmpty(choose(values.affinity, values.affinity, apart(main))),
  };
}

function securityOf({ securityContext }: Ref<typeof jairouterValues>) {
  const { capabilities, readOnlyRootFilesystem, runAsNonRoot, runAsUser } = securityContext;
  return { capabilities: { drop: capabilities.drop }, readOnlyRootFilesystem, runAsNonRoot, runAsUser };
}

/** Better on different nodes, but better crowded than not running. */
function apart(component: Component) {
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
 * The probes, with the document's times.
 *
 * The published images let only `/actuator/health` be asked without logging in; the paths below it, which the document asks,
 * answer 401 (upstream, SecurityConfiguration; changed after issue 203).
 */
function probes({ livenessPath, readinessPath }: Ref<typeof jairouterValues>['probes']) {
  const port = k8s.IntOrString.fromString(HTTP);
  const open = { tcpSocket: { port } };
  return {
    // The database, its tables and the configuration come first.
    startupProbe: { ...open, periodSeconds: 5, failureThreshold: 60 },
    livenessProbe: merged(choose(livenessPath, { httpGet: { path: text`${livenessPath}`, port } }, open), {
      initialDelaySeconds: 60,
      periodSeconds: 30,
      timeoutSeconds: 10,
      failureThreshold: 3,
    }),
    readinessProbe: {
      httpGet: { path: readinessPath, port },
      initialDelaySeconds: 30,
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 3,
    },
  };
}
