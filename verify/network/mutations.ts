import type { Labels } from './labels';
import type { Direction, NetworkPolicy, PolicyPeer, PolicyPort } from './policy';

/** A policy that was changed on purpose. */
export interface Mutation {
  /** Such as `Ingress rule 0: without ports`. */
  readonly what: string;
  /** `undefined`: it is not there any more. */
  readonly policy: NetworkPolicy | undefined;
}

/** A rule of either direction. */
interface Rule {
  readonly ports: readonly PolicyPort[];
  readonly peers: readonly PolicyPeer[];
}

/** Each way in which a policy can lose something that it says: each widens it or narrows it by one step. */
export function mutationsOf(policy: NetworkPolicy): Mutation[] {
  return [
    { what: 'dropped', policy: undefined },
    ...(['Ingress', 'Egress'] as const).flatMap((direction) =>
      mutatedRules(rulesOf(policy, direction)).map(([what, rules]) => ({
        what: `${direction}${what}`,
        policy: withRules(policy, direction, rules),
      })),
    ),
  ];
}

type Mutated<T> = readonly [what: string, mutated: T];

function mutatedRules(rules: readonly Rule[]): Mutated<readonly Rule[]>[] {
  return [
    [': one more rule, which is empty', [...rules, { ports: [], peers: [] }]],
    ...rules.map((_, index): Mutated<readonly Rule[]> => [
      ` rule ${String(index)}: dropped`,
      without(rules, index),
    ]),
    ...eachOf(rules, mutatedRule).map(([index, what, changed]): Mutated<readonly Rule[]> => [
      ` rule ${String(index)}: ${what}`,
      changed,
    ]),
  ];
}

function mutatedRule(rule: Rule): Mutated<Rule>[] {
  const { ports, peers } = rule;
  const mutated: Mutated<Rule>[] = [];
  if (ports.length > 0) mutated.push(['without ports', { ...rule, ports: [] }]);
  if (peers.length > 0) mutated.push(['without peers', { ...rule, peers: [] }]);
  // The only one is not dropped: a rule without would say the opposite, and that is above.
  if (ports.length > 1) {
    ports.forEach(({ protocol, port }, index) =>
      mutated.push([`without ${protocol} ${String(port)}`, { ...rule, ports: without(ports, index) }]),
    );
  }
  if (peers.length > 1) {
    peers.forEach((peer, index) =>
      mutated.push([`without ${JSON.stringify(peer)}`, { ...rule, peers: without(peers, index) }]),
    );
  }
  for (const [index, what, changed] of eachOf(ports, mutatedPort)) {
    mutated.push([`port ${String(index)} ${what}`, { ...rule, ports: changed }]);
  }
  for (const [index, what, changed] of eachOf(peers, mutatedPeer)) {
    mutated.push([`peer ${String(index)} ${what}`, { ...rule, peers: changed }]);
  }
  return mutated;
}

function mutatedPort(port: PolicyPort): Mutated<PolicyPort>[] {
  return [
    ['with another number', { ...port, port: 4_711, endPort: undefined }],
    ['with another protocol', { ...port, protocol: port.protocol === 'TCP' ? 'UDP' : 'TCP' }],
    ['without a number', { ...port, port: undefined, endPort: undefined }],
  ];
}

function mutatedPeer(peer: PolicyPeer): Mutated<PolicyPeer>[] {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  if (ipBlock) return [['with another range', { ipBlock: { cidr: '192.0.2.128/25' } }]];
  const mutated: Mutated<PolicyPeer>[] = [];
  if (podSelector && namespaceSelector) {
    mutated.push(['without its pods', { namespaceSelector }], ['without its namespaces', { podSelector }]);
  } else if (podSelector) {
    mutated.push(['of all namespaces', { podSelector, namespaceSelector: {} }]);
  } else if (namespaceSelector) {
    mutated.push(['of its own namespace', { podSelector: {} }]);
  }
  for (const key of ['podSelector', 'namespaceSelector'] as const) {
    const labels = peer[key]?.matchLabels ?? {};
    for (const label of Object.keys(labels)) {
      mutated.push(
        [`without the label ${label}`, { ...peer, [key]: { matchLabels: omit(labels, label) } }],
        [`with another ${label}`, { ...peer, [key]: { matchLabels: { ...labels, [label]: 'misspelt' } } }],
      );
    }
  }
  return mutated;
}

/** Each item of a list changed in each way, with the whole list as it is then. */
function eachOf<T>(
  items: readonly T[],
  change: (item: T) => Mutated<T>[],
): (readonly [number, string, T[]])[] {
  return items.flatMap((item, index) =>
    change(item).map(([what, changed]) => [index, what, items.with(index, changed)] as const),
  );
}

function without<T>(items: readonly T[], index: number): T[] {
  return items.toSpliced(index, 1);
}

function omit(labels: Labels, label: string): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => key !== label));
}

function rulesOf({ spec }: NetworkPolicy, direction: Direction): Rule[] {
  return direction === 'Ingress'
    ? (spec.ingress ?? []).map(({ ports = [], from = [] }) => ({ ports, peers: from }))
    : (spec.egress ?? []).map(({ ports = [], to = [] }) => ({ ports, peers: to }));
}

function withRules(policy: NetworkPolicy, direction: Direction, rules: readonly Rule[]): NetworkPolicy {
  const changed =
    direction === 'Ingress'
      ? { ingress: rules.map(({ ports, peers }) => ({ ports: [...ports], from: [...peers] })) }
      : { egress: rules.map(({ ports, peers }) => ({ ports: [...ports], to: [...peers] })) };
  return { ...policy, spec: { ...policy.spec, ...changed } };
}
