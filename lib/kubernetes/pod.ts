import { isExpr, type Expr } from '../engine/template/expression';
import { checksum } from '../engine/template/operators';
import {
  commented,
  each,
  ifSet,
  merged,
  when,
  type Templated,
  type TemplatedItem,
  type Tree,
  type When,
} from '../engine/template/tree';
import { withCommon, type Component } from './component';
import type { Container } from './container';
import { pullSecrets } from './image';
import * as k8s from './k8s';
import { instead, withMore } from './overrides';
import type { PodExtras } from './pod-values';
import { scheduling, type Scheduling } from './scheduling';

/** The values of the labels of pods, and of what pulls their images. */
interface LabelValues {
  readonly imagePullSecrets?: Expr<readonly unknown[]> | undefined;
  readonly podLabels?: Expr<Readonly<Record<string, string>>> | undefined;
  readonly podAnnotations?: Expr<Readonly<Record<string, string>>> | undefined;
}

/** The values of the pods of a component and of its main container. All of them are optional. */
export interface PodValues extends LabelValues, Partial<PodExtras> {}

/** The spec of a pod, as a map: fields can be added to it. */
type Spec = { readonly [K in keyof k8s.PodSpec]: Templated<k8s.PodSpec[K]> | undefined };

/** What a pod is made of. */
export interface PodOptions extends Pick<
  Spec,
  | 'affinity'
  | 'automountServiceAccountToken'
  | 'restartPolicy'
  | 'securityContext'
  | 'serviceAccountName'
  | 'terminationGracePeriodSeconds'
> {
  /** The first one is the main container, which values change. */
  readonly containers: readonly [Container, ...TemplatedItem<k8s.Container>[]];
  readonly initContainers?: readonly TemplatedItem<k8s.Container>[];
  readonly volumes?: readonly TemplatedItem<k8s.Volume>[];
  /**
   * Node selector, tolerations, affinity, topology spread and priority class.
   *
   * @default - none
   */
  readonly scheduling?: Scheduling;
  /**
   * Labels besides the component's, such as those with which the network policy of a database allows its clients.
   *
   * @default - none
   */
  readonly labels?: readonly Tree[];
  /**
   * What the pods read only at their start from ConfigMaps and Secrets, by the key of its annotation `checksum/<key>`: a change of it
   * replaces the pods. It is what is rendered, see `Configuration.data`, and not a value that goes into it.
   *
   * @default - nothing
   */
  readonly restartOn?: Readonly<Record<string, Expr<unknown> | When<Expr<unknown>>>>;
}

/** The template of a component's pods. Every pod of every chart is made here or, where it has no component, by {@link podSpec}. */
export function podTemplate(
  component: Component,
  values: PodValues,
  options: PodOptions,
): Templated<k8s.PodTemplateSpec> {
  const { labels = [], restartOn } = options;
  const userAnnotations = values.podAnnotations === undefined ? [] : [values.podAnnotations];
  const checksums =
    restartOn === undefined
      ? []
      : [
          commented(
            'Pods read these only at their start, so a change of what is in them has to replace the pods.',
            Object.fromEntries(
              Object.entries(restartOn).map(([key, read]) => [
                `checksum/${key}`,
                isExpr(read) ? checksum(read) : when(read.condition, checksum(read.then as Expr<unknown>)),
              ]),
            ) as Tree,
          ),
        ];
  const annotations = [...checksums, ...userAnnotations];
  return {
    metadata: {
      labels: merged(component.podLabels, ...labels, withCommon(values.podLabels, component.common.labels)),
      ...(annotations.length === 0 ? {} : { annotations: merged(...annotations) }),
    },
    spec: podSpec(component, values, options),
  };
}

/**
 * The spec of a pod, the same for all: no token of the Kubernetes API by default, no environment variables for the Services of the
 * namespace, and whatever a user wishes of the pods of its component.
 */
export function podSpec(component: Component, values: PodValues, options: PodOptions): Spec {
  const [main, ...others] = options.containers;
  const grace = options.terminationGracePeriodSeconds;
  return {
    restartPolicy: options.restartPolicy,
    serviceAccountName: options.serviceAccountName,
    automountServiceAccountToken: options.automountServiceAccountToken ?? false,
    enableServiceLinks: false,
    imagePullSecrets: pullSecrets(values.imagePullSecrets, component.common.pullSecrets),
    schedulerName: setOrAbsent(values.schedulerName),
    runtimeClassName: setOrAbsent(values.runtimeClassName),
    securityContext: options.securityContext,
    hostAliases: values.hostAliases,
    dnsPolicy: setOrAbsent(values.dnsPolicy),
    dnsConfig: values.dnsConfig,
    terminationGracePeriodSeconds: instead(values.terminationGracePeriodSeconds, grace),
    initContainers: withMore<k8s.Container>(options.initContainers, values.extraInitContainers),
    containers: withMore<k8s.Container>([mainContainer(main, values), ...others], values.extraContainers),
    volumes: withMore<k8s.Volume>(options.volumes, values.extraVolumes),
    ...(options.scheduling === undefined
      ? {}
      : scheduling(options.scheduling, component, values.topologySpreadConstraints)),
    ...(options.affinity === undefined ? {} : { affinity: options.affinity }),
  };
}

/** A container as the values change it. */
function mainContainer(main: Container, values: PodValues): Templated<k8s.Container> {
  const variables = values.extraEnvVars;
  return {
    ...main,
    command: instead(values.command, main.command),
    args: instead(values.args, main.args),
    env: withMore<k8s.EnvVar>(
      main.env,
      variables && each(variables, 'variable', ({ name, value, valueFrom }) => ({ name, value, valueFrom })),
    ),
    envFrom: withMore<k8s.EnvFromSource>(main.envFrom, values.extraEnvFrom),
    startupProbe: instead(values.startupProbe, main.startupProbe),
    readinessProbe: instead(values.readinessProbe, main.readinessProbe),
    livenessProbe: instead(values.livenessProbe, main.livenessProbe),
    lifecycle: instead(values.lifecycle, main.lifecycle),
    volumeMounts: withMore<k8s.VolumeMount>(main.volumeMounts, values.extraVolumeMounts),
  };
}

function setOrAbsent(value: Expr<string> | undefined) {
  return value === undefined ? undefined : ifSet(value);
}
