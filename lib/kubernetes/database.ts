import type { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import { checksum, not, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { when, type Templated } from '../engine/template/tree';
import type { Component } from './component';
import * as k8s from './k8s';
import { restrictedContainer, restrictedPod } from './security';
import { claimSpec, emptyVolume, type ClaimProps } from './volume';

type ContainerPart<K extends keyof k8s.Container> = { readonly [P in K]: Templated<k8s.Container[P]> };

/** What is a database's own. */
export interface DatabaseProps {
  /** What its container and its port are called. */
  readonly name: string;
  readonly container: ContainerPart<
    | 'image'
    | 'imagePullPolicy'
    | 'args'
    | 'env'
    | 'startupProbe'
    | 'readinessProbe'
    | 'livenessProbe'
    | 'resources'
  >;
  /** The numbers of the user and, if it is another, of the group that it runs as. */
  readonly runsAs: readonly [user: number, group?: number];
  /** @default - the image can be pulled by anyone */
  readonly imagePullSecrets?: Expr<readonly unknown[]>;
  /** The port that it listens on. */
  readonly port: number;
  /** The port of its Service. */
  readonly servicePort: Expr<number> | number;
  /** The values of its passwords, which it reads once, when it starts. */
  readonly auth: Expr<unknown>;
  /** Time to write down what is in memory, in seconds. */
  readonly stopSeconds: number;
  /** Where its data is. */
  readonly dataPath: string;
  /** Its volume; without one, the size is the most that it may write. */
  readonly persistence: Pick<ClaimProps, 'size' | 'storageClass'> & { readonly enabled: Condition };
  /**
   * Directories that it writes to beside its data, by name: each with its path and the most that may be in it. They are empty
   * at each start.
   *
   * @default - none
   */
  readonly scratch?: Readonly<Record<string, readonly [path: string, limit: string | Expr<string | number>]>>;
}

/** Runs one pod of a database, with its data on a volume if that is wished, and makes the Service in front of it. */
export function runDatabase(scope: Construct, component: Component, props: DatabaseProps): void {
  const { container, persistence, scratch = {} } = props;
  const data = { name: 'data' };
  const directories = Object.entries(scratch);
  Resource.of(scope, 'statefulset', {
    of: k8s.KubeStatefulSet,
    manifest: {
      metadata: component.metadata(),
      spec: {
        serviceName: component.name,
        replicas: 1,
        selector: { matchLabels: component.selector },
        template: {
          metadata: {
            labels: component.podLabels,
            annotations: { 'checksum/auth': checksum(props.auth) },
          },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            imagePullSecrets: props.imagePullSecrets,
            securityContext: restrictedPod(...props.runsAs),
            terminationGracePeriodSeconds: props.stopSeconds,
            containers: [
              {
                name: props.name,
                image: container.image,
                imagePullPolicy: container.imagePullPolicy,
                args: container.args,
                env: container.env,
                ports: [{ name: props.name, containerPort: props.port, protocol: 'TCP' }],
                startupProbe: container.startupProbe,
                readinessProbe: container.readinessProbe,
                livenessProbe: container.livenessProbe,
                resources: container.resources,
                securityContext: restrictedContainer,
                volumeMounts: [
                  { ...data, mountPath: props.dataPath },
                  ...directories.map(([name, [mountPath]]) => ({ name, mountPath })),
                ],
              },
            ],
            volumes: [
              when(not(persistence.enabled), emptyVolume(data.name, persistence.size)),
              ...directories.map(([name, [, limit]]) => emptyVolume(name, limit)),
            ],
          },
        },
        volumeClaimTemplates: [
          when(persistence.enabled, {
            metadata: { ...data, labels: component.selector },
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
  Resource.of(scope, 'service', {
    of: k8s.KubeService,
    manifest: {
      metadata: component.metadata(),
      spec: {
        selector: component.selector,
        ports: [
          {
            name: props.name,
            port: props.servicePort,
            targetPort: k8s.IntOrString.fromString(props.name),
            protocol: 'TCP',
          },
        ],
      },
    },
  });
}
