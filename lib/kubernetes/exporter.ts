import { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import { text, type Condition } from '../engine/template/operators';
import { OnlyIf } from '../engine/template/scopes';
import type { Templated } from '../engine/template/tree';
import { Component } from './component';
import { HTTP_PORT, httpGet, httpPort } from './container';
import { addDeployment } from './deployment';
import { imageOf, type ImageParts } from './image';
import * as k8s from './k8s';
import { addNetworkPolicy, toDns, type Connection, type NetworkPolicyValues } from './network-policy';
import type { PodOptions } from './pod';
import { placedBy, type ChartPods, type ComponentPods } from './pod-values';
import { addService } from './service';
import type { AnyStack } from './stack';
import type { DeploymentWishes } from './workload-values';

/** User ID of `nobody`: the images are single programs without a user of their own. */
export const EXPORTER_USER = 65_534;

/** The values of an exporter, as references. */
export interface ExporterValues {
  /** Whether it runs. */
  readonly enabled: Condition;
  readonly image: ImageParts;
  /** The values of the resources of its container. */
  readonly resources: Templated<k8s.ResourceRequirements>;
  /** The values of its pod. */
  readonly pods: ComponentPods & DeploymentWishes;
  /** The values that hold for all pods of the chart. */
  readonly chart: ChartPods;
  readonly imagePullPolicy: Expr<string>;
  /** Whether policies restrict the network, and the rules of the user. */
  readonly networkPolicy: NetworkPolicyValues & Parameters<typeof toDns>[0];
}

/** Target and settings of an exporter. */
export interface ExporterOptions {
  /** The path of the values of its image, such as `exporters.mysql`. */
  readonly path: string;
  /** Its name, such as `mysql-exporter`: the suffix of the names of its objects. */
  readonly name: string;
  readonly port: number;
  /** @default - none */
  readonly args?: Templated<string[]>;
  readonly env: readonly Templated<k8s.EnvVar>[];
  /**
   * What it reads only when it starts, such as a password.
   *
   * @default - nothing
   */
  readonly restartOn?: PodOptions['restartOn'];
  /** Labels with which the network policy of the target allows it. */
  readonly clientLabels: Templated<Record<string, string>>;
  /** Connections to the target, for its network policy. */
  readonly connections: readonly Connection[];
  /** Pods of Prometheus, for its network policy. */
  readonly prometheus: Connection['peers'][number];
}

/**
 * Adds an exporter: it reads the state of a database and exposes it as metrics for Prometheus.
 *
 * It has a pod of its own: in the pod of the database, its failures and its changes would restart the database.
 *
 * @returns the component, for a ServiceMonitor
 */
export function addExporter(
  scope: Construct,
  stack: AnyStack,
  values: ExporterValues,
  options: ExporterOptions,
): Component {
  const { name, args, env, port, restartOn } = options;
  const { chart, pods } = values;
  const { scheduling, ...all } = placedBy(pods, chart);
  const component = new Component(stack, {
    name: text`${stack.fullname}-${name}`,
    appName: name,
    component: name,
    version: values.image.tag,
    // `mysqlExporter` for `mysql-exporter`.
    helper: name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  });
  const own = new OnlyIf(new Construct(scope, 'exporter'), 'enabled', values.enabled);
  addDeployment(
    own,
    component,
    { ...pods, ...all, replicaCount: 1 },
    {
      labels: [options.clientLabels],
      ...(restartOn === undefined ? {} : { restartOn }),
      scheduling,
      securityContext: pods.podSecurityContext,
      containers: [
        {
          name: 'exporter',
          image: imageOf(stack, options.path, values.image),
          imagePullPolicy: values.imagePullPolicy,
          args,
          env,
          ports: [httpPort(port)],
          readinessProbe: httpGet('/'),
          livenessProbe: { tcpSocket: { port: HTTP_PORT }, periodSeconds: 20 },
          resources: values.resources,
          securityContext: pods.containerSecurityContext,
        },
      ],
    },
  );
  addService(own, component, { port });
  addNetworkPolicy(own, component, values.networkPolicy, {
    from: [{ peers: [options.prometheus], ports: [port] }],
    to: [toDns(values.networkPolicy), ...options.connections],
  });
  return component;
}
