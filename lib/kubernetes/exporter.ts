import { Construct } from 'constructs';
import type { Expr } from '../engine/template/expression';
import { text, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { merged, type Templated, type Tree } from '../engine/template/tree';
import { Component, type Labels } from './component';
import { HTTP } from './service';
import * as k8s from './k8s';
import { dns, restrictNetwork, type Connection, type Peer } from './network-policy';
import { restrictedContainer, restrictedPod } from './security';
import type { AnyStack } from './stack';

// `nobody`; the images are single programs that need no user of theirs.
const USER = 65_534;

/** What an exporter is made from. */
export interface ExporterProps {
  readonly stack: AnyStack;
  /** What it is called, such as `mysql-exporter`: its objects' names end in it. */
  readonly name: string;
  /** Whether it runs. */
  readonly enabled: Condition;
  readonly image: { readonly repository: Expr<string>; readonly tag: Expr<string> };
  readonly imagePullPolicy: Expr<string>;
  /** @default - the image can be pulled by anyone */
  readonly imagePullSecrets?: Expr<readonly unknown[]>;
  readonly port: number;
  /** @default - none */
  readonly args?: readonly (string | Expr<string>)[];
  readonly env: readonly Templated<k8s.EnvVar>[];
  /** Labels by which what it asks lets it in. */
  readonly clientLabels: Labels | Readonly<Record<string, string | Expr<string>>>;
  /** How it reaches what it asks. */
  readonly connections: readonly Connection[];
  /** Whether policies restrict the network, and where Prometheus is. */
  readonly networkPolicy: Condition;
  readonly prometheus: Peer;
}

/**
 * Runs a program that asks a database how it does and says so for Prometheus.
 *
 * It has a pod of its own: beside the database it would take that down with itself, and each change would restart it.
 *
 * @returns the component, for a ServiceMonitor
 */
export function exportMetrics(scope: Construct, props: ExporterProps): Component {
  const { stack, name, args, env, port } = props;
  const component = new Component(stack, {
    name: text`${stack.fullname}-${name}`,
    appName: name,
    component: name,
    version: props.image.tag,
    // `mysqlExporter` for `mysql-exporter`.
    helper: name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  });
  const own = new OnlyIf(new Construct(scope, 'exporter'), 'enabled', props.enabled);
  Resource.of(own, 'deployment', {
    of: k8s.KubeDeployment,
    manifest: {
      metadata: component.metadata(),
      spec: {
        replicas: 1,
        selector: { matchLabels: component.selector },
        template: {
          metadata: { labels: merged(component.podLabels, props.clientLabels as Tree) },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            imagePullSecrets: props.imagePullSecrets,
            securityContext: restrictedPod(USER),
            containers: [
              {
                name: 'exporter',
                image: text`${props.image.repository}:${props.image.tag}`,
                imagePullPolicy: props.imagePullPolicy,
                args,
                env,
                ports: [{ name: HTTP, containerPort: port, protocol: 'TCP' }],
                readinessProbe: { httpGet: { path: '/', port: k8s.IntOrString.fromString(HTTP) } },
                livenessProbe: { tcpSocket: { port: k8s.IntOrString.fromString(HTTP) }, periodSeconds: 20 },
                resources: {
                  limits: { cpu: k8s.Quantity.fromString('100m'), memory: k8s.Quantity.fromString('64Mi') },
                  requests: { cpu: k8s.Quantity.fromString('10m'), memory: k8s.Quantity.fromString('32Mi') },
                },
                securityContext: restrictedContainer,
              },
            ],
          },
        },
      },
    },
  });
  Resource.of(own, 'service', {
    of: k8s.KubeService,
    manifest: {
      metadata: component.metadata(),
      spec: {
        selector: component.selector,
        ports: [{ name: HTTP, port, targetPort: k8s.IntOrString.fromString(HTTP), protocol: 'TCP' }],
      },
    },
  });
  restrictNetwork(own, component, {
    enabled: props.networkPolicy,
    from: [{ peers: [props.prometheus], ports: [port] }],
    to: [dns, ...props.connections],
  });
  return component;
}
