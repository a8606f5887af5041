import type { Construct } from 'constructs';
import type { Expr, Ref } from '../engine/template/expression';
import { and, equal, or, orElse, type Condition } from '../engine/template/operators';
import { Resource } from '../engine/template/resource';
import { OnlyIf } from '../engine/template/scopes';
import {
  choose,
  commented,
  each,
  Each,
  NeverEmpty,
  neverEmpty,
  type Commented,
  when,
  type Templated,
  type TemplatedItem,
  type Tree,
  type When,
} from '../engine/template/tree';
import { atLeastOne, list, section, type Fields } from '../engine/values/collections';
import { addressRange, namespaceName, namespaceOrAny } from '../engine/values/names';
import { port } from '../engine/values/numbers';
import { boolean } from '../engine/values/scalars';
import { apiObject } from './api-object';
import type { Component, Labels } from './component';
import * as k8s from './k8s';

/** The other end of a connection, in the words of a NetworkPolicy. */
export type Peer = Templated<k8s.NetworkPolicyPeer>;

/** Pods of the same namespace. */
export function podsOf(labels: Labels | Record<string, Expr<string> | string>): Peer {
  return { podSelector: { matchLabels: labels } };
}

/** All pods of a namespace, known by the label that Kubernetes itself gives every namespace. */
export function namespaceNamed(name: string | Expr<string>): Peer {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

/** Any address, inside and outside the cluster. */
export const anywhere: readonly Peer[] = [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }];

/** A connection that a policy lets through. */
export interface Connection {
  /** The other end; each of multiple peers may connect. */
  readonly peers: readonly TemplatedItem<k8s.NetworkPolicyPeer>[];
  /**
   * The ports: of the container for incoming connections, of the other end for outgoing ones. An empty list allows any port. Each
   * iteration of a loop is a whole entry, with its protocol. If all ports come from loops, at least one iteration must remain, as
   * no port would allow any port: either `when` ensures that, or a list that is never empty, whose items are whole entries.
   */
  readonly ports: readonly (number | Expr<number> | Each<unknown>)[] | NeverEmpty<unknown>;
  /** @default ['TCP'] */
  readonly protocols?: readonly ('TCP' | 'UDP')[];
  /**
   * The reason for it, unless its peers and ports show it.
   *
   * @default - none
   */
  readonly reason?: string;
  /**
   * The connection is there only while this holds.
   *
   * @default - always
   */
  readonly when?: Condition;
}

/** The values of the cluster's DNS, the same for all policies of a chart. */
export function dnsValues(byDefault: string) {
  return section("The cluster's DNS: where all pods of the chart may ask for names.", {
    peers: list(
      [],
      `Peers, in the format of the Kubernetes API; empty for ${byDefault}.`,
      apiObject('NetworkPolicyPeer', 'NetworkPolicy peer.', [
        { ipBlock: { cidr: '169.254.20.10/32' } },
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } },
          podSelector: { matchLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
        },
      ]),
    ),
    ports: atLeastOne(
      [53],
      'Ports of the DNS servers, UDP and TCP: those of their pods, such as 5353 with OpenShift.',
      port(53, 'Port.'),
    ),
  });
}

/** The values of the cluster's DNS, as references. */
type Dns = Ref<ReturnType<typeof dnsValues>>;

/** The DNS of most clusters: CoreDNS, which has kept the label of its predecessor. */
const KUBE_DNS: Peer = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};

/** Connections to the cluster's DNS, which every pod that connects to a name needs. */
export function toDns({ dns }: { readonly dns: Dns }): Connection {
  return { peers: [choose(dns.peers, dns.peers, KUBE_DNS)], ports: portsOfDns(dns, ['UDP', 'TCP']) };
}

/** Connections to any DNS server, unless the user names those of the cluster. */
export function toAnyDns({ dns }: { readonly dns: Dns }, reason: string): Connection {
  return { reason, peers: [dns.peers], ports: portsOfDns(dns, ['TCP', 'UDP']) };
}

function portsOfDns(dns: Dns, protocols: readonly ('TCP' | 'UDP')[]): Connection['ports'] {
  return neverEmpty([each(dns.ports, 'port', (at) => protocols.map((protocol) => ({ protocol, port: at })))]);
}

/** Rules of the user, in the words of the Kubernetes API. */
type UserRules = Expr<readonly unknown[]>;

const SAMPLE_RULES = [
  { ports: [{ port: 1080, protocol: 'TCP' }] },
  { ports: [{ port: 389 }, { port: 636 }] },
];

/** The values by which a user allows further connections. */
export const extraRuleValues = {
  extraIngress: list(
    [],
    'Additional ingress rules, in the format of the Kubernetes API.',
    apiObject('NetworkPolicyIngressRule', 'Ingress rule.', SAMPLE_RULES),
  ),
  extraEgress: list(
    [],
    'Additional egress rules, in the format of the Kubernetes API.',
    apiObject('NetworkPolicyEgressRule', 'Egress rule.', SAMPLE_RULES),
  ),
};

/**
 * The values of the NetworkPolicy of a part of a stack, which is there while the stack's are.
 *
 * @param part whose it is, such as `Redis`
 */
export function extraRulesOf(part: string) {
  return section(`NetworkPolicy of ${part}.`, extraRuleValues);
}

/** Whose answers are allowed unless the user says so. */
export const KUBE_DNS_BY_DEFAULT = 'the pods k8s-app: kube-dns of kube-system';

/**
 * The values of a NetworkPolicy.
 *
 * @param fields who else may connect, as far as values say it
 * @param dns which DNS servers are meant where the values name none
 */
export function networkPolicyValues<const F extends Fields>(fields: F, dns: string = KUBE_DNS_BY_DEFAULT) {
  return section('NetworkPolicy: allowed connections.', {
    enabled: boolean(true, 'Create a NetworkPolicy that allows only required connections.'),
    ...fields,
    dns: dnsValues(dns),
    ...extraRuleValues,
  });
}

/** The namespaces of the Ingress controllers, whose pods may connect while there is an Ingress. */
export const ingressNamespacesValue = list(
  ['ingress-nginx'],
  'Namespaces of the ingress controllers, allowed while ingress is enabled.',
  namespaceName('Name of the namespace.'),
);

/** The addresses of load balancers that are no pods, which may connect while there is an Ingress or an HTTPRoute. */
export const ingressCidrsValue = list(
  [],
  'Addresses of load balancers outside the pods of the cluster (ALB, GKE, controllers on the network of the nodes), allowed while ingress or httpRoute is enabled.',
  addressRange('Range of addresses, IPv4 or IPv6.'),
);

/** The namespace of Prometheus, whose pods may connect while there is a ServiceMonitor. */
export const monitoringNamespaceValue = namespaceOrAny(
  'monitoring',
  'Namespace of Prometheus, allowed while a ServiceMonitor is enabled; "*" for all namespaces.',
);

/** The peer that a value of {@link monitoringNamespaceValue} stands for. */
export function monitoringPeer(
  monitoringNamespace: Expr<string>,
  namespace: Expr<string> = monitoringNamespace,
): TemplatedItem<k8s.NetworkPolicyPeer> {
  return choose(equal(monitoringNamespace, '*'), { namespaceSelector: {} }, namespaceNamed(namespace));
}

/** The values of a NetworkPolicy, as references. */
export interface NetworkPolicyValues {
  readonly enabled: Condition;
  /** @default - no rules of the user */
  readonly extraIngress?: UserRules;
  /** @default - no rules of the user */
  readonly extraEgress?: UserRules;
}

/** Connections from the ingress controllers, and from load balancers that are no pods, while there is an Ingress. */
export function fromIngressControllers(
  values: {
    readonly ingress: { readonly enabled: Condition };
    readonly networkPolicy: {
      readonly ingressNamespaces: Ref<typeof ingressNamespacesValue>;
      readonly ingressCIDRs: Ref<typeof ingressCidrsValue>;
    };
  },
  ports: Connection['ports'],
): Connection {
  const { ingressCIDRs, ingressNamespaces } = values.networkPolicy;
  return {
    peers: [each(ingressNamespaces, 'namespace', namespaceNamed), rangesOf(ingressCIDRs)],
    ports,
    when: and(values.ingress.enabled, or(ingressNamespaces, ingressCIDRs)),
  };
}

/** The addresses of ranges. */
export function rangesOf(ranges: Ref<typeof ingressCidrsValue>): TemplatedItem<k8s.NetworkPolicyPeer> {
  return each(ranges, 'range', (cidr) => ({ ipBlock: { cidr } }));
}

/** Connections from Prometheus, while there is a ServiceMonitor: from the namespace of that, or from `monitoringNamespace`. */
export function fromPrometheus(
  serviceMonitor: { readonly enabled: Condition; readonly namespace: Expr<string> },
  { monitoringNamespace }: { readonly monitoringNamespace: Expr<string> },
  ports: Connection['ports'],
): Connection {
  const { enabled, namespace } = serviceMonitor;
  return {
    peers: [monitoringPeer(monitoringNamespace, orElse(namespace, monitoringNamespace))],
    ports,
    when: and(enabled, or(namespace, monitoringNamespace)),
  };
}

/**
 * Connections from any address, for a Service that is reachable from outside the cluster.
 *
 * @param exposed whether it is
 */
export function fromOutside(exposed: Condition, ports: Connection['ports']): Connection {
  return {
    reason:
      'Connections through a Service of type NodePort or LoadBalancer may come from addresses outside the cluster.',
    peers: anywhere,
    ports,
    when: exposed,
  };
}

/** Which connections a component has. */
export interface NetworkPolicyOptions {
  /** Who may connect to its pods. */
  readonly from: readonly Connection[];
  /** Whom its pods may connect to. */
  readonly to: readonly Connection[];
  /** The suffix of its name, such as `-netpol`. @default - it is named as the component is */
  readonly suffix?: string;
}

/** Adds a NetworkPolicy that lets a component's connections through and no others. */
export function addNetworkPolicy(
  scope: Construct,
  component: Component,
  values: NetworkPolicyValues,
  options: NetworkPolicyOptions,
): void {
  const { enabled, extraIngress, extraEgress } = values;
  const { from, to, suffix } = options;
  Resource.of(new OnlyIf(scope, 'network', enabled), 'networkpolicy', {
    of: k8s.KubeNetworkPolicy,
    manifest: {
      metadata: component.metadata(suffix),
      spec: {
        podSelector: { matchLabels: component.selector },
        policyTypes: ['Ingress', 'Egress'],
        ingress: anyOf([
          ...from.map((connection) =>
            during(connection, { ports: portsOf(connection), from: anyOf(connection.peers) }),
          ),
          ...(extraIngress ? [extraIngress] : []),
        ]),
        egress: anyOf([
          ...to.map((connection) =>
            during(connection, { ports: portsOf(connection), to: anyOf(connection.peers) }),
          ),
          ...(extraEgress ? [extraEgress] : []),
        ]),
      },
    },
  });
}

/** Kubernetes stores no empty list, and would consider it a change at each apply. */
function anyOf<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function during<T extends Tree>(
  { when: condition, reason }: Connection,
  rule: T,
): T | Commented<T> | When<T> {
  const explained = reason === undefined ? rule : commented(reason, rule);
  return condition === undefined ? explained : when(condition, explained as T);
}

function portsOf({
  ports,
  protocols = ['TCP'],
}: Connection): PortEntry[] | NeverEmpty<PortEntry[]> | undefined {
  if (ports instanceof NeverEmpty) return ports as NeverEmpty<PortEntry[]>;
  if (ports.length === 0) return undefined;
  return ports.flatMap<PortEntry>((port) =>
    port instanceof Each ? [port] : protocols.map((protocol) => ({ protocol, port: portOf(port) })),
  );
}

type PortEntry = Each<unknown> | { protocol: 'TCP' | 'UDP'; port: k8s.IntOrString | Expr<number> };

function portOf(port: number | Expr<number>): k8s.IntOrString | Expr<number> {
  return typeof port === 'number' ? k8s.IntOrString.fromNumber(port) : port;
}
