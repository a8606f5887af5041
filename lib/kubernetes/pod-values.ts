import type { Expr, Ref } from '../engine/template/expression';
import { orElse } from '../engine/template/operators';
import { entry, list } from '../engine/values/collections';
import {
  nullable,
  nullableFields,
  optional,
  required,
  underHeading,
  type Json,
  type JsonObject,
} from '../engine/values/declaration';
import { objectName } from '../engine/values/names';
import { integer } from '../engine/values/numbers';
import { oneOf, string } from '../engine/values/scalars';
import { annotations, labels, nodeSelector } from '../engine/values/string-maps';
import { apiObject } from './api-object';
import { environmentName } from './env';
import { affinity, toleration, type Scheduling } from './scheduling';
import { restrictedContainerValues, restrictedPodValues } from './security';

type References<F> = { readonly [K in keyof F]: Ref<F[K]> };

const ONCE = 'in the format of the Kubernetes API';

/** The values of pods and their main container, besides those that place and label them: all of them are empty by default. */
export const podExtraValues = {
  command: list(
    [],
    'Command of the main container; empty for that of the chart.',
    string('', 'A part of the command.'),
  ),
  args: list(
    [],
    'Arguments of the main container; empty for those of the chart.',
    string('', 'An argument.'),
  ),
  extraEnvVars: list(
    [],
    'Additional environment variables of the main container, with values from anywhere.',
    entry('An environment variable.', {
      name: required(environmentName('Name of the variable; none that the chart sets.')),
      value: optional(string('', 'Value of the variable.')),
      valueFrom: optional(
        apiObject('EnvVarSource', `Source of the value, ${ONCE}.`, [
          { secretKeyRef: { name: 'credentials', key: 'token' } },
          { fieldRef: { fieldPath: 'status.podIP' } },
        ]),
      ),
    }),
  ),
  extraEnvFrom: list(
    [],
    'ConfigMaps and Secrets whose keys are environment variables of the main container.',
    apiObject('EnvFromSource', `A source, ${ONCE}.`, [
      { secretRef: { name: 'credentials' } },
      { prefix: 'A_', configMapRef: { name: 'settings', optional: true } },
    ]),
  ),
  extraVolumes: list(
    [],
    'Additional volumes of the pods.',
    apiObject('Volume', `A volume, ${ONCE}.`, [
      { name: 'ca-bundle', configMap: { name: 'ca-bundle' } },
      { name: 'scratch', emptyDir: { sizeLimit: '1Gi' } },
    ]),
  ),
  extraVolumeMounts: list(
    [],
    'Additional volume mounts of the main container.',
    apiObject('VolumeMount', `A volume mount, ${ONCE}.`, [
      { name: 'ca-bundle', mountPath: '/etc/ssl/certs/extra', readOnly: true },
    ]),
  ),
  extraInitContainers: list(
    [],
    'Additional init containers, after those of the chart.',
    apiObject('Container', `A container, ${ONCE}.`, [
      { name: 'prepare', image: 'docker.io/library/busybox:1.37.0', command: ['sh', '-c', 'true\n'] },
    ]),
  ),
  extraContainers: list(
    [],
    'Additional containers.',
    apiObject('Container', `A container, ${ONCE}.`, [
      { name: 'sidecar', image: 'docker.io/library/busybox:1.37.0', args: ['sleep', '1d'] },
    ]),
  ),
  startupProbe: probe('startup'),
  readinessProbe: probe('readiness'),
  livenessProbe: probe('liveness'),
  lifecycle: apiObject(
    'Lifecycle',
    `Lifecycle hooks of the main container, ${ONCE}; empty for those of the chart.`,
    [{ preStop: { exec: { command: ['sleep', '5'] } } }, { postStart: { exec: { command: ['true'] } } }],
  ),
  terminationGracePeriodSeconds: optional(
    integer(30, 'Time that a terminating pod has, in seconds; absent for that of the chart.', {
      minimum: 1,
      maximum: 86_400,
    }),
  ),
  topologySpreadConstraints: list(
    [],
    'Topology spread constraints, in place of those of the chart.',
    apiObject('TopologySpreadConstraint', `A constraint, ${ONCE}.`, [
      {
        maxSkew: 1,
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { app: 'x' } },
      },
    ]),
  ),
  hostAliases: list(
    [],
    'Additional entries of /etc/hosts.',
    apiObject('HostAlias', `An address with its names, ${ONCE}.`, [
      { ip: '10.0.0.1', hostnames: ['api.example.com'] },
    ]),
  ),
  dnsPolicy: oneOf('', "DNS policy of the pods; empty for Kubernetes' own, ClusterFirst.", [
    '',
    'ClusterFirst',
    'ClusterFirstWithHostNet',
    'Default',
    'None',
  ]),
  dnsConfig: apiObject('PodDNSConfig', `DNS settings of the pods, ${ONCE}.`, [
    { options: [{ name: 'ndots', value: '2' }] },
    { nameservers: ['10.0.0.10'], searches: ['example.com'] },
  ]),
  runtimeClassName: objectName('', 'Runtime class of the pods.'),
  schedulerName: objectName('', "Scheduler of the pods; empty for the cluster's default."),
};

/** The values of pods and their main container, as references. */
export type PodExtras = References<typeof podExtraValues>;

function probe(name: string) {
  return apiObject(
    'Probe',
    `Whole ${name} probe of the main container, ${ONCE}; empty for that of the chart.`,
    [
      { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 15 },
      { tcpSocket: { port: 8080 } },
      { exec: { command: ['true'] } },
    ],
  );
}

/**
 * The values of the security contexts of pods and their containers. Who sets a field to `null` leaves it to the cluster, as OpenShift
 * requires for user and group.
 *
 * @param pod the security context of the pods
 * @param container that of each of their containers
 */
export function securityValues(pod: JsonObject, container = restrictedContainerValues) {
  return {
    podSecurityContext: nullable(podSecurity(pod)),
    containerSecurityContext: nullable(containerSecurity(container)),
  };
}

const LEFT = '; null leaves it, or one field such as runAsUser, to the cluster.';

/**
 * The value of the security context of containers.
 *
 * @param effect the end of its description
 */
export function containerSecurity(def: JsonObject, effect = LEFT) {
  return nullableFields(
    apiObject(
      'SecurityContext',
      `Security context of the containers, ${ONCE}${effect}`,
      [
        { runAsUser: 1_000_650_000 },
        { seLinuxOptions: { level: 's0:c1,c2' } },
        { runAsUser: null, allowPrivilegeEscalation: null, capabilities: { add: null, drop: ['ALL'] } },
      ],
      def,
    ),
  );
}

/**
 * The value of the security context of pods.
 *
 * @param effect the end of its description
 */
export function podSecurity(def: JsonObject, effect = LEFT) {
  return nullableFields(
    apiObject(
      'PodSecurityContext',
      `Security context of the pods, ${ONCE}${effect}`,
      [
        { fsGroup: 1_000_650_000 },
        { supplementalGroups: [2000], sysctls: [{ name: 'net.core.somaxconn', value: '1024' }] },
        { runAsUser: null, fsGroup: null, seccompProfile: null },
      ],
      def,
    ),
  );
}

/** The values that place and label the pods of a component beside the main one: of those that are empty, the chart's hold. */
export const ownPlacementValues = {
  podLabels: labels({}, "Labels of the pods; empty for the chart's podLabels, where it has them.", [
    'mcp-box',
  ]),
  podAnnotations: annotations(
    {},
    "Annotations of the pods; empty for the chart's podAnnotations, where it has them.",
  ),
  nodeSelector: nodeSelector("Node labels for pod assignment; empty for the chart's nodeSelector."),
  tolerations: list([], "Tolerations for pod assignment; empty for the chart's tolerations.", toleration),
  affinity: affinity("Affinity for pod assignment; empty for the chart's affinity."),
  priorityClassName: objectName('', "Priority class of the pods; empty for the chart's priorityClassName."),
};

type OwnPlacement = References<typeof ownPlacementValues>;

/** The values of a chart that hold for all its pods: what pulls, places and labels them. */
export interface ChartPods extends Omit<Scheduling, 'topologySpread'> {
  readonly imagePullSecrets: Expr<readonly unknown[]>;
  readonly podLabels?: OwnPlacement['podLabels'];
  readonly podAnnotations?: OwnPlacement['podAnnotations'];
}

/** The values of the pods of a component beside the main one, as references. */
export type ComponentPods = References<ReturnType<typeof componentPodValues>>;

/** What the pods of a component beside the main one have of what holds for all: its own values, and the chart's where those are empty. */
export function placedBy(own: OwnPlacement, chart: ChartPods) {
  const scheduling: Scheduling = {
    nodeSelector: either(own.nodeSelector, chart.nodeSelector),
    tolerations: either(own.tolerations, chart.tolerations),
    affinity: either(own.affinity, chart.affinity),
    priorityClassName: either(own.priorityClassName, chart.priorityClassName),
  };
  return {
    imagePullSecrets: chart.imagePullSecrets,
    podLabels: either(own.podLabels, chart.podLabels),
    podAnnotations: either(own.podAnnotations, chart.podAnnotations),
    scheduling,
  };
}

function either<E extends Expr<unknown>>(own: E, chart: E | undefined): E {
  // The items are declared alike, so the references into them are those of the one and of the other.
  return chart === undefined ? own : (orElse(own as Expr<Json>, chart as Expr<Json>) as Expr<unknown> as E);
}

/**
 * The values of the pods of a component beside the main one.
 *
 * @param user the number of the user that they run as
 * @param group that of the group, if it is another
 */
export function componentPodValues(user: number, group?: number) {
  return underHeading('Its pods', {
    ...ownPlacementValues,
    ...securityValues(restrictedPodValues(user, group)),
    ...podExtraValues,
  });
}
