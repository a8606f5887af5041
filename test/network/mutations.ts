import type { Labels } from './labels';
import type { Direction, NetworkPolicy, PolicyPeer, PolicyPort, Requirement, Selector } from './policy';

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
    ...(policy.spec.policyTypes ?? []).map((type) => ({
      what: `not about ${type}`,
      policy: withSpec(policy, { policyTypes: policy.spec.policyTypes?.filter((one) => one !== type) }),
    })),
    ...mutatedSelector(policy.spec.podSelector).map(([what, podSelector]) => ({
      what: `for pods ${what}`,
      policy: withSpec(policy, { podSelector }),
    })),
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
    for (const [what, selector] of mutatedSelector(peer[key] ?? {}))
      mutated.push([what, { ...peer, [key]: selector }]);
  }
  return mutated;
}

function mutatedSelector(selector: Selector): Mutated<Selector>[] {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const labels = Object.keys(matchLabels).flatMap((label): Mutated<Selector>[] => [
    [`without the label ${label}`, { ...selector, matchLabels: omit(matchLabels, label) }],
    [`with another ${label}`, { ...selector, matchLabels: { ...matchLabels, [label]: 'misspelt' } }],
  ]);
  const expressions = matchExpressions.map((one, index): Mutated<Selector> => [
    `without ${one.key} ${one.operator}`,
    { ...selector, matchExpressions: without(matchExpressions, index) },
  ]);
  const others = eachOf(matchExpressions, mutatedRequirement).map(
    ([index, what, changed]): Mutated<Selector> => [
      `expression ${String(index)} ${what}`,
      { ...selector, matchExpressions: changed },
    ],
  );
  return [...labels, ...expressions, ...others];
}

const OPPOSITE = { In: 'NotIn', NotIn: 'In', Exists: 'DoesNotExist', DoesNotExist: 'Exists' } as const;

function mutatedRequirement(requirement: Requirement): Mutated<Requirement>[] {
  const { key, operator, values = [] } = requirement;
  const mutated: Mutated<Requirement>[] = [
    [`${OPPOSITE[operator]} ${key}`, { ...requirement, operator: OPPOSITE[operator] }],
  ];
  if (values.length > 0) mutated.push([`with another ${key}`, { ...requirement, values: ['misspelt'] }]);
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
  return withSpec(policy, changed);
}

function withSpec(policy: NetworkPolicy, changed: Partial<NetworkPolicy['spec']>): NetworkPolicy {
  return { ...policy, spec: { ...policy.spec, ...changed } };
}
