import type { Construct } from 'constructs';
import type { Expr, Ref } from '../engine/template/expression';
import type { Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { merged, type Templated } from '../engine/template/tree';
import { section } from '../engine/values/collections';
import { port } from '../engine/values/numbers';
import { oneOf } from '../engine/values/scalars';
import { annotations } from '../engine/values/string-maps';
import type { Component } from './component';
import * as k8s from './k8s';

/** The values of a Service. */
export function serviceValues(defaultPort: number) {
  return section('Service.', {
    type: oneOf('ClusterIP', 'Service type.', ['ClusterIP', 'NodePort', 'LoadBalancer']),
    port: port(defaultPort, 'Service port.'),
    annotations: annotations({}, 'Annotations of the Service.'),
  });
}

/** The name of the port that pods listen on and Services forward to. */
export const HTTP = 'http';

/** The values of a Service, as references. */
export interface ServiceValues {
  readonly port: Expr<number> | number;
  /** @default - ClusterIP, the default of Kubernetes */
  readonly type?: Ref<ReturnType<typeof serviceValues>>['type'] | 'LoadBalancer' | 'NodePort';
  /** @default - none */
  readonly annotations?: Templated<Record<string, string>>;
  /** @default - all addresses */
  readonly sourceRanges?: Templated<string[]>;
}

/** Name, condition and port of a Service. */
export interface ServiceOptions {
  /** @default - it is named as the component is */
  readonly suffix?: string;
  /** What its template is called. @default 'service' */
  readonly id?: string;
  /** The port of the nodes. @default - a free one, if the type requires one */
  readonly nodePort?: Expr<number>;
  /** Whether it is created. @default - always */
  readonly when?: Condition;
  /** The name of the port, of the Service and of the pods. @default 'http' */
  readonly portName?: string;
  /** Labels besides the component's. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Adds a Service in front of the pods of a component, and returns its name. */
export function addService(
  scope: Construct,
  component: Component,
  values: ServiceValues,
  options: ServiceOptions = {},
): Expr<string> {
  const { suffix, id = 'service', when, portName = HTTP, labels, nodePort } = options;
  const metadata = component.metadata(suffix, values.annotations);
  Resource.of(when === undefined ? scope : new OnlyIf(scope, `${id}-if`, when), id, {
    of: k8s.KubeService,
    manifest: {
      metadata: labels === undefined ? metadata : { ...metadata, labels: merged(metadata.labels, labels) },
      spec: {
        type: values.type,
        loadBalancerSourceRanges: values.sourceRanges,
        selector: component.selector,
        ports: [
          {
            name: portName,
            port: values.port,
            targetPort: k8s.IntOrString.fromString(portName),
            nodePort,
            protocol: 'TCP',
          },
        ],
      },
    },
  });
  return metadata.name;
}
