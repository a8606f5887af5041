import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import { and, not, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { commented, merged, when, type Templated } from '../engine/template/tree';
import type { Component } from './component';
import type { Configuration } from './config-map';
import type { Container } from './container';
import * as k8s from './k8s';
import { validateStatefulVolume } from './live';
import { podTemplate } from './pod';
import { placedBy, type ChartPods, type ComponentPods } from './pod-values';
import { addService } from './service';
import { claimSpec, emptyVolume, type ClaimProps } from './volume';
import type { StatefulSetWishes } from './workload-values';

/** The values of a database, as references. */
export interface DatabaseValues {
  /** The values of its pod. */
  readonly pods: ComponentPods & StatefulSetWishes;
  /** The values that hold for all pods of the chart. */
  readonly chart: ChartPods;
  /** The port of its Service. */
  readonly servicePort: Expr<number> | number;
  /** The data of the Secret with its passwords, which it reads once, when it starts. */
  readonly passwords: Configuration['data'];
  /** Its volume; without one, the size is the most that it may write. */
  readonly persistence: Omit<ClaimProps, 'accessMode'> & { readonly enabled: Condition };
}

/** Software and settings of a database. */
export interface DatabaseOptions {
  /** Name of its container and its port. */
  readonly name: string;
  readonly container: Pick<
    Container,
    | 'image'
    | 'imagePullPolicy'
    | 'args'
    | 'env'
    | 'startupProbe'
    | 'readinessProbe'
    | 'livenessProbe'
    | 'resources'
  >;
  /** The port that it listens on. */
  readonly port: number;
  /** Termination grace period, in seconds: time to write the memory to disk. */
  readonly stopSeconds: Templated<number>;
  /** Where its data is. */
  readonly dataPath: string;
  /**
   * Writable directories besides the data, by name: each with its path, its size limit and, unless obvious, the reason for the
   * limit. They are empty at each start of the pod.
   *
   * @default - none
   */
  readonly scratch?: Readonly<
    Record<string, readonly [path: string, limit: string | Expr<string | number>, reason?: string]>
  >;
}

/**
 * Adds a StatefulSet with one pod of a database and its Service. The data is on a PersistentVolumeClaim if
 * `persistence.enabled`, and otherwise on an emptyDir of the same size.
 */
export function addDatabase(
  scope: Construct,
  component: Component,
  values: DatabaseValues,
  options: DatabaseOptions,
): void {
  const { chart, persistence, pods } = values;
  const { scheduling, ...all } = placedBy(pods, chart);
  const { container, name, scratch = {} } = options;
  const data = { name: 'data' };
  const directories = Object.entries(scratch);
  const { existingClaim, labels } = persistence;
  const own =
    existingClaim === undefined ? persistence.enabled : and(persistence.enabled, not(existingClaim));
  validateStatefulVolume(scope, component, { ...persistence, enabled: own });
  Resource.of(scope, 'statefulset', {
    of: k8s.KubeStatefulSet,
    manifest: {
      metadata: component.metadata('', pods.statefulSetAnnotations, pods.statefulSetLabels),
      spec: {
        serviceName: component.name,
        replicas: 1,
        selector: { matchLabels: component.selector },
        template: podTemplate(
          component,
          { ...pods, ...all },
          {
            scheduling,
            restartOn: { passwords: values.passwords },
            securityContext: pods.podSecurityContext,
            terminationGracePeriodSeconds: options.stopSeconds,
            containers: [
              {
                name,
                image: container.image,
                imagePullPolicy: container.imagePullPolicy,
                args: container.args,
                env: container.env,
                ports: [{ name, containerPort: options.port, protocol: 'TCP' }],
                startupProbe: container.startupProbe,
                readinessProbe: container.readinessProbe,
                livenessProbe: container.livenessProbe,
                resources: container.resources,
                securityContext: pods.containerSecurityContext,
                volumeMounts: [
                  { ...data, mountPath: options.dataPath },
                  ...directories.map(([directory, [mountPath]]) => ({ name: directory, mountPath })),
                ],
              },
            ],
            volumes: [
              when(not(persistence.enabled), emptyVolume(data.name, persistence.size)),
              ...(existingClaim === undefined
                ? []
                : [
                    when(and(persistence.enabled, existingClaim), {
                      ...data,
                      persistentVolumeClaim: { claimName: existingClaim },
                    }),
                  ]),
              ...directories.map(([directory, [, limit, reason]]) => {
                const volume = emptyVolume(directory, limit);
                return reason === undefined ? volume : commented(reason, volume);
              }),
            ],
          },
        ),
        volumeClaimTemplates: [
          when(own, {
            metadata: {
              ...data,
              labels: labels === undefined ? component.selector : merged(component.selector, labels),
              annotations: persistence.annotations,
            },
            spec: claimSpec({
              accessMode: 'ReadWriteOnce',
              size: persistence.size,
              storageClass: persistence.storageClass,
            }),
          }),
        ],
      },
    },
  });
  addService(scope, component, { port: values.servicePort }, { portName: name });
}
