import type { Component } from '../../kubernetes/component';
import { HTTP } from '../../kubernetes/service';
import { imageOf } from '../../kubernetes/image';
import * as k8s from '../../kubernetes/k8s';
import { rolloutOf } from '../../kubernetes/deployment';
import { scheduling } from '../../kubernetes/scheduling';
import { emptyVolume } from '../../kubernetes/volume';
import type { Expr, Ref } from '../../engine/template/expression';
import { checksum, not, sum, text, type Condition } from '../../engine/template/operators';
import { choose, merged, neverEmpty, when, type Templated } from '../../engine/template/tree';
import { jairouterEnvironment, STORE } from './env';
import type { jairouterValues } from './values';

/** The name of the container. */
export const CONTAINER = 'jairouter';

/** What the Deployment has to know beside the values. */
export interface DeploymentProps {
  /** The ServiceAccount of the pods. */
  readonly account: Expr<string>;
  /** How long a pod that is stopped goes on with its streams. */
  readonly drainSeconds: Expr<number>;
  readonly logsClaim: Expr<string>;
  /** Whether the old pod must go before the new one comes. */
  readonly oneAtATime: Condition;
  readonly secretName: Expr<string>;
}

// Time for the Service and the Ingress to learn that a pod is about to go.
const UNKNOWN_SECONDS = 10;

/** The Deployment of JAiRouter. */
export function jairouterDeployment(
  values: Ref<typeof jairouterValues>,
  component: Component,
  props: DeploymentProps,
): Templated<k8s.KubeDeploymentProps> {
  const { account, drainSeconds, oneAtATime, secretName } = props;
  const { auth, autoscaling, config, image, podAnnotations, podLabels, podSecurityContext } = values;
  return {
    metadata: component.metadata(),
    spec: {
      replicas: when(not(autoscaling.enabled), values.replicaCount),
      strategy: rolloutOf(oneAtATime),
      selector: { matchLabels: component.selector },
      template: {
        metadata: {
          labels: merged(component.podLabels, podLabels),
          // Spring Boot reads its files once, so pods have to be replaced when they change.
          annotations: merged(
            { 'checksum/config': checksum(config), 'checksum/auth': checksum(auth) },
            podAnnotations,
          ),
        },
        spec: {
          serviceAccountName: account,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          imagePullSecrets: values.imagePullSecrets,
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
              env: jairouterEnvironment(values, secretName, drainSeconds),
              ports: [{ name: HTTP, containerPort: values.service.targetPort, protocol: 'TCP' }],
              ...probes(values.probes),
              lifecycle: { preStop: { exec: { command: ['sleep', String(UNKNOWN_SECONDS)] } } },
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
            { name: 'config', configMap: { name: text`${component.name}-config` } },
            choose(
              values.persistence.enabled,
              { name: 'logs', persistentVolumeClaim: { claimName: props.logsClaim } },
              emptyVolume('logs', values.persistence.size),
            ),
            choose(values.stateless, emptyVolume('store', values.configStore.size), {
              name: 'store',
              persistentVolumeClaim: { claimName: text`${component.name}-config-pvc` },
            }),
            // Files that clients send are kept there while a model has them.
            emptyVolume('tmp', '2Gi'),
          ],
          ...scheduling(values, component),
          affinity: neverEmpty(choose(values.affinity, values.affinity, apart(component))),
        },
      },
    },
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
