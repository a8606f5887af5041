import type { Construct } from 'constructs';
import { isExpr, type Expr, type Ref } from '../engine/template/expression';
import {
  distinct,
  equal,
  greaterThan,
  lengthOf,
  not,
  or,
  type Condition,
} from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import { StackTemplate } from '../engine/template/stack-template';
import { ifSet, merged, type Templated } from '../engine/template/tree';
import { list, section } from '../engine/values/collections';
import { optional } from '../engine/values/declaration';
import { addressRange } from '../engine/values/names';
import { integer, port } from '../engine/values/numbers';
import { oneOf } from '../engine/values/scalars';
import { annotations, labelName, labels } from '../engine/values/string-maps';
import type { Component } from './component';
import * as k8s from './k8s';
import { below } from './validation';

/** The values of every Service that say how it is reached, whatever its type is. */
export const addressValues = {
  labels: labels({}, 'Labels of the Service.'),
  ipFamilyPolicy: oneOf('', "IP families of the Service; empty for the cluster's default.", [
    '',
    'SingleStack',
    'PreferDualStack',
    'RequireDualStack',
  ]),
  ipFamilies: list(
    [],
    "IP families in their order; empty for the cluster's default.",
    oneOf('IPv4', 'IP family.', ['IPv4', 'IPv6']),
  ),
  sessionAffinity: oneOf('', 'ClientIP sends all requests of an address to one pod; empty for None.', [
    '',
    'None',
    'ClientIP',
  ]),
};

/** The values of a Service that is reached from outside the cluster. */
export const exposureValues = {
  loadBalancerClass: optional(
    labelName('Class of the load balancer; absent for the default one. Kubernetes lets nobody change it.'),
  ),
  externalTrafficPolicy: oneOf(
    '',
    "Local keeps the clients' addresses and sends nothing to other nodes; empty for Cluster.",
    ['', 'Cluster', 'Local'],
  ),
};

/** The values of a Service. */
export function serviceValues(defaultPort: number) {
  return section('Service.', {
    type: oneOf('ClusterIP', 'Service type.', ['ClusterIP', 'NodePort', 'LoadBalancer']),
    port: port(defaultPort, 'Service port.'),
    annotations: annotations({}, 'Annotations of the Service.'),
    ...addressValues,
    ...exposureValues,
    loadBalancerSourceRanges: list(
      [],
      'Addresses that the load balancer lets in; empty for all.',
      addressRange('Address range in CIDR notation.'),
    ),
    nodePort: optional(
      // The default service-node-port-range of Kubernetes.
      integer(30080, 'Port of the nodes; absent for one that Kubernetes chooses.', {
        minimum: 30_000,
        maximum: 32_767,
      }),
    ),
  });
}

/** The name of the port that pods listen on and Services forward to. */
export const HTTP = 'http';

type Further = typeof addressValues & typeof exposureValues;

/** The values of a Service, as references. */
export interface ServiceValues extends Readonly<Partial<{ [K in keyof Further]: Ref<Further[K]> }>> {
  readonly port: Expr<number> | number;
  /** @default - ClusterIP, the default of Kubernetes */
  readonly type?: Ref<ReturnType<typeof serviceValues>>['type'] | 'LoadBalancer' | 'NodePort';
  /** @default - none */
  readonly annotations?: Templated<Record<string, string>>;
  /** @default - all addresses */
  readonly loadBalancerSourceRanges?: Expr<readonly string[]>;
  /** The port of the nodes. @default - a free one, if the type requires one */
  readonly nodePort?: Expr<number>;
}

/** Name, condition and port of a Service. */
export interface ServiceOptions {
  /** @default - it is named as the component is */
  readonly suffix?: string;
  /** What its template is called. @default 'service' */
  readonly id?: string;
  /** Whether it is created. @default - always */
  readonly when?: Condition;
  /** The name of the port, of the Service and of the pods. @default 'http' */
  readonly portName?: string;
  /** Labels besides the component's and the user's. @default - none */
  readonly labels?: Readonly<Record<string, string>>;
  /** The path of its values, for messages. @default 'service' */
  readonly path?: string | Expr<string>;
}

/** Adds a Service in front of the pods of a component, and returns its name. */
export function addService(
  scope: Construct,
  component: Component,
  values: ServiceValues,
  options: ServiceOptions = {},
): Expr<string> {
  const { suffix, id = 'service', when, portName = HTTP, labels: more, path = 'service' } = options;
  const metadata = component.metadata(suffix, values.annotations, values.labels);
  const within = when === undefined ? scope : new OnlyIf(scope, `${id}-if`, when);
  validateService(within, path, values);
  Resource.of(within, id, {
    of: k8s.KubeService,
    manifest: {
      metadata: more === undefined ? metadata : { ...metadata, labels: merged(metadata.labels, more) },
      spec: {
        type: values.type,
        loadBalancerClass: values.loadBalancerClass,
        loadBalancerSourceRanges: values.loadBalancerSourceRanges,
        externalTrafficPolicy: values.externalTrafficPolicy && ifSet(values.externalTrafficPolicy),
        ipFamilyPolicy: values.ipFamilyPolicy && ifSet(values.ipFamilyPolicy),
        ipFamilies: values.ipFamilies,
        sessionAffinity: values.sessionAffinity && ifSet(values.sessionAffinity),
        selector: component.selector,
        ports: [
          {
            name: portName,
            port: values.port,
            targetPort: k8s.IntOrString.fromString(portName),
            nodePort: values.nodePort,
            protocol: 'TCP',
          },
        ],
      },
    },
  });
  return metadata.name;
}

/** Rejects a Service that Kubernetes does not accept (Kubernetes, pkg/apis/core/validation, ValidateService). */
function validateService(scope: Construct, path: string | Expr<string>, values: ServiceValues): void {
  const { ipFamilies, ipFamilyPolicy, type } = values;
  const reject = (key: string, reason: string, ...conditions: Condition[]) =>
    StackTemplate.of(scope).addValidationWithin(scope, below(path, key), reason, ...conditions);
  if (isExpr(type)) {
    const [inside, balanced] = [equal(type, 'ClusterIP'), equal(type, 'LoadBalancer')];
    for (const key of ['nodePort', 'externalTrafficPolicy'] as const)
      if (values[key])
        reject(
          key,
          'is set although the type is ClusterIP; set the type to NodePort or LoadBalancer, or remove this.',
          inside,
          values[key],
        );
    for (const key of ['loadBalancerClass', 'loadBalancerSourceRanges'] as const)
      if (values[key])
        reject(
          key,
          'is set although the type is not LoadBalancer; set the type to LoadBalancer, or remove this.',
          not(balanced),
          values[key],
        );
  }
  if (!ipFamilies || !ipFamilyPolicy) return;
  reject(
    'ipFamilies',
    'has a family twice; name each once.',
    greaterThan(lengthOf(ipFamilies), lengthOf(distinct(ipFamilies))),
  );
  reject(
    'ipFamilyPolicy',
    'is SingleStack or empty although ipFamilies has two; name one, or set this to PreferDualStack or RequireDualStack.',
    greaterThan(lengthOf(distinct(ipFamilies)), 1),
    // Empty is SingleStack to Kubernetes.
    not(or(equal(ipFamilyPolicy, 'PreferDualStack'), equal(ipFamilyPolicy, 'RequireDualStack'))),
  );
}
