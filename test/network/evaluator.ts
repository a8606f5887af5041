/**
 * Which connections NetworkPolicies let through, after the Kubernetes API reference (NetworkPolicy in networking.k8s.io/v1) and
 * the page on network policies. It knows nothing of this project: it is what the project's policies are measured with.
 *
 * Not decided here, as the reference leaves it open: pods on the host's network. And a node may always reach its own pods, for
 * probes, whatever the policies say.
 */
import { within } from './addresses';
import { picks, type Labels } from './labels';
import type { Direction, NetworkPolicy, PolicyPeer, PolicyPort, Protocol } from './policy';

/** A port that a container declares. */
export interface ContainerPort {
  readonly name?: string | undefined;
  readonly containerPort: number;
  readonly protocol: Protocol;
}

/** A pod, as policies see it. */
export interface Pod {
  readonly kind: 'pod';
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  /** Its own addresses, of one or both families. */
  readonly addresses: readonly string[];
}

/** Something that is no pod of the cluster and has an address. */
export interface Outside {
  readonly kind: 'outside';
  readonly name: string;
  readonly addresses: readonly string[];
}

export type End = Pod | Outside;

export interface Port {
  readonly protocol: Protocol;
  readonly number: number;
}

export interface Cluster {
  /** The labels of each namespace, by its name. `kubernetes.io/metadata.name` is there without being given. */
  readonly namespaces: ReadonlyMap<string, Labels>;
  readonly policies: readonly NetworkPolicy[];
  /**
   * Whether an `ipBlock` picks pods by their addresses, too. The reference says only that it should be used for addresses
   * outside; network plugins do either.
   */
  readonly rangesPickPods: boolean;
}

/** Whether a connection is let through: by the policies of who opens it and by those of who takes it. */
export function connects(cluster: Cluster, from: End, to: End, port: Port): boolean {
  return (
    (from.kind === 'outside' || lets(cluster, 'Egress', from, to, port)) &&
    (to.kind === 'outside' || lets(cluster, 'Ingress', to, from, port))
  );
}

/**
 * Whether a pod's own policies let a connection through: with `Ingress` one that comes in from the peer, with `Egress` one that
 * goes out to it. What one policy lets through, no other can stop.
 *
 * @param port the port of the destination: of the pod itself for what comes in
 */
export function lets(cluster: Cluster, direction: Direction, pod: Pod, peer: End, port: Port): boolean {
  if (isSame(pod, peer)) return true;
  const policies = cluster.policies.filter((policy) => isolates(policy, direction, pod));
  if (policies.length === 0) return true;
  const destination = direction === 'Ingress' ? pod : peer;
  return policies.some((policy) =>
    rulesOf(policy, direction).some(
      ({ ports, peers }) =>
        (ports.length === 0 || ports.some((entry) => isPort(entry, port, destination))) &&
        (peers.length === 0 || peers.some((entry) => isPeer(cluster, policy, entry, peer))),
    ),
  );
}

/** Whether a policy is about a pod: it then lets nothing through in this direction but what a rule names. */
export function isolates(policy: NetworkPolicy, direction: Direction, pod: Pod): boolean {
  return (
    policy.metadata.namespace === pod.namespace &&
    typesOf(policy).includes(direction) &&
    picks(policy.spec.podSelector, pod.labels)
  );
}

/** The directions that a policy is about: where it does not say, always what comes in, and what goes out if it has rules for it. */
function typesOf({ spec }: NetworkPolicy): readonly Direction[] {
  const { policyTypes = [], egress = [] } = spec;
  if (policyTypes.length > 0) return policyTypes;
  return egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** The rules for a direction. No peers are all peers and no ports are all ports, but no rules are none. */
function rulesOf({ spec }: NetworkPolicy, direction: Direction) {
  return direction === 'Ingress'
    ? (spec.ingress ?? []).map(({ ports = [], from = [] }) => ({ ports, peers: from }))
    : (spec.egress ?? []).map(({ ports = [], to = [] }) => ({ ports, peers: to }));
}

function isPort({ protocol, port, endPort }: PolicyPort, wanted: Port, destination: End): boolean {
  if (protocol !== wanted.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'number') return port <= wanted.number && wanted.number <= (endPort ?? port);
  // A name is that of a port of the destination, and only a pod has such.
  return (
    destination.kind === 'pod' &&
    destination.ports.some(
      (declared) =>
        declared.name === port && declared.protocol === protocol && declared.containerPort === wanted.number,
    )
  );
}

function isPeer(cluster: Cluster, policy: NetworkPolicy, peer: PolicyPeer, end: End): boolean {
  const { ipBlock, namespaceSelector, podSelector } = peer;
  if (ipBlock) {
    if (end.kind === 'pod' && !cluster.rangesPickPods) return false;
    return end.addresses.some((address) => within(ipBlock, address));
  }
  if (end.kind === 'outside') return false;
  const inNamespace = namespaceSelector
    ? picks(namespaceSelector, labelsOf(cluster, end.namespace))
    : end.namespace === policy.metadata.namespace;
  return inNamespace && picks(podSelector ?? {}, end.labels);
}

function labelsOf({ namespaces }: Cluster, name: string): Labels {
  const labels = namespaces.get(name);
  if (!labels) throw new Error(`Namespace ${name} is not in the cluster; add it with its labels.`);
  return { ...labels, 'kubernetes.io/metadata.name': name };
}

/** No policy can keep a pod from itself. */
function isSame(pod: Pod, end: End): boolean {
  return end.kind === 'pod' && end.namespace === pod.namespace && end.name === pod.name;
}
