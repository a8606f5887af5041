/** Clusters of other kinds than the most usual one: what every policy of every chart can be told, and what no chart may take for granted. */
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { at, items } from '../../lib/engine/release/objects';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { isMap, overlay, scalarString } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { placesOf, valuesWith } from '../inputs/places';
import { everythingOn } from '../support/everything-on';
import { plainRendering } from '../support/renderers';

type Step = string | number;

const names = Object.keys(stacks) as StackName[];

/** The objects of a stack with everything on, and some values over it. */
function objectsOf(name: StackName, ...values: readonly JsonObject[]): readonly KubernetesObject[] {
  const all = [everythingOn(name), ...values].reduce(overlay);
  const request = { release: 'app', namespace: 'ai', values: [all], set: [], setString: [] };
  const rendering = plainRendering(stacks[name].template(), request);
  if (!rendering.ok) throw new Error(rendering.message);
  return rendering.objects;
}

type Rules = ReadonlyMap<string, readonly Json[]>;

/** The rules of each policy, of one direction. */
function rulesOf(objects: readonly KubernetesObject[], direction: 'ingress' | 'egress'): Rules {
  const policies = objects.filter(({ kind }) => kind === 'NetworkPolicy');
  return new Map(
    policies.map((policy) => [
      scalarString(at(policy, 'metadata', 'name')),
      items(at(policy, 'spec', direction)),
    ]),
  );
}

/** The policies with a rule of some kind, and those rules. */
function withRule(rules: Rules, is: (rule: string) => boolean): Rules {
  const found = [...rules].map(
    ([name, all]) => [name, all.filter((rule) => is(JSON.stringify(rule)))] as const,
  );
  return new Map(found.filter(([, all]) => all.length > 0));
}

/** A place, or the same place in each of the entries of a map that are there. */
function entriesOf(name: StackName, path: readonly Step[], inEntry: boolean): readonly (readonly Step[])[] {
  if (!inEntry) return [path];
  const [map = '', , ...rest] = path;
  const { default: defaults } = stacks[name].template().declaration;
  const entries = at(overlay(defaults, everythingOn(name)), String(map)) as JsonObject;
  return Object.keys(entries).map((key) => [map, key, ...rest]);
}

describe.each(names)('every policy of %s', (name) => {
  const usual = objectsOf(name);

  it('has the DNS that is set in one place, and no other', () => {
    const isDns = (port: number) => (rule: string) =>
      rule.includes(`"port":${String(port)},"protocol":"UDP"`) ||
      rule.includes(`"protocol":"UDP","port":${String(port)}`);
    const before = withRule(rulesOf(usual, 'egress'), isDns(53));
    expect(before.size).toBeGreaterThan(0);
    const peers = [
      { ipBlock: { cidr: '169.254.20.10/32' } },
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } },
        podSelector: { matchLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' } },
      },
    ];
    const changed = rulesOf(objectsOf(name, { networkPolicy: { dns: { peers, ports: [5353] } } }), 'egress');
    expect([...withRule(changed, isDns(5353)).keys()]).toEqual([...before.keys()]);
    for (const [rule] of withRule(changed, isDns(5353)).values()) expect(at(rule, 'to')).toEqual(peers);
    expect([...withRule(changed, (rule) => /"port":53\b|kube-dns/.test(rule)).keys()]).toEqual([]);
  });

  it('can have further rules, each by values of its own', () => {
    const root = stacks[name].template().declaration;
    for (const direction of ['ingress', 'egress'] as const) {
      const key = direction === 'ingress' ? 'extraIngress' : 'extraEgress';
      const extra = { ports: [{ port: 60_001 }] };
      const places = [...placesOf(root)].filter(({ path }) => path.at(-1) === key);
      const reached = places.flatMap(({ path, inEntry }) =>
        entriesOf(name, path, inEntry).flatMap((place) => {
          const values = valuesWith(root, place, [extra]) as JsonObject;
          const rules = rulesOf(objectsOf(name, values), direction);
          return [...withRule(rules, (rule) => rule.includes('60001')).keys()];
        }),
      );
      expect(reached.sort()).toEqual([...rulesOf(usual, direction).keys()].sort());
    }
  });

  it('of pods with metrics lets Prometheus in, from any namespace if that is said', () => {
    const root = stacks[name].template().declaration;
    const metrics = [...placesOf(root)]
      .filter(({ path, inEntry }) => inEntry && path.slice(-2).join('.') === 'metrics.enabled')
      .flatMap(({ path, inEntry }) => entriesOf(name, path, inEntry))
      .map((place) => valuesWith(root, place, true) as JsonObject);
    const objects = (monitoringNamespace: string) =>
      objectsOf(name, ...metrics, { networkPolicy: { monitoringNamespace } });
    const monitors = objectsOf(name, ...metrics).filter(({ kind }) => kind === 'ServiceMonitor');
    if (monitors.length === 0) return;
    const before = withRule(rulesOf(objects('metrics-here'), 'ingress'), (rule) =>
      rule.includes('metrics-here'),
    );
    expect(before.size).toBe(monitors.length);
    const isAny = (rule: string) => rule.includes('"from":[{"namespaceSelector":{}}]');
    expect([...withRule(rulesOf(objects('*'), 'ingress'), isAny).keys()]).toEqual([...before.keys()]);
  });

  it('behind an Ingress can let in addresses instead of namespaces', () => {
    if (!usual.some(({ kind }) => kind === 'Ingress')) return;
    const namespaces = { networkPolicy: { ingressNamespaces: ['ways-in'], ingressCIDRs: [] } };
    const before = withRule(rulesOf(objectsOf(name, namespaces), 'ingress'), (rule) =>
      rule.includes('ways-in'),
    );
    expect(before.size).toBe(usual.filter(({ kind }) => kind === 'Ingress').length);
    const ranges = ['10.0.0.0/16', '2001:db8::/32'];
    const given = { networkPolicy: { ingressNamespaces: ['ways-in'], ingressCIDRs: ranges } };
    const after = withRule(rulesOf(objectsOf(name, given), 'ingress'), (rule) =>
      rule.includes('10.0.0.0/16'),
    );
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [policy, [rule]] of after) {
      expect(items(at(rule, 'from'))).toEqual(
        expect.arrayContaining(ranges.map((cidr) => ({ ipBlock: { cidr } }))),
      );
      expect(at(rule, 'ports')).toEqual(at(before.get(policy)?.[0], 'ports'));
    }
  });
});

/** All strings of an object, with where they stand. */
function* stringsOf(value: Json, path = ''): Generator<readonly [path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* stringsOf(item as Json, `${path}.${String(index)}`);
  else if (isMap(value))
    for (const [key, item] of Object.entries(value)) yield* stringsOf(item, `${path}.${key}`);
}

const everyAddress = (cidr: Json | undefined): boolean => ['0.0.0.0/0', '::/0'].includes(String(cidr));

/** What of an object only works where pods have IPv4 addresses. */
function ipv4Only(object: KubernetesObject): readonly string[] {
  const named = `${String(object['kind'])} ${scalarString(at(object, 'metadata', 'name'))}`;
  const texts = [...stringsOf(object)];
  const listens = texts.filter(([path, text]) => /\b0\.0\.0\.0\b/.test(text) && !path.endsWith('.cidr'));
  const rules = [...items(at(object, 'spec', 'ingress')), ...items(at(object, 'spec', 'egress'))];
  const halves =
    object['kind'] === 'NetworkPolicy'
      ? rules.filter((rule) => {
          const peers = [...items(at(rule, 'from')), ...items(at(rule, 'to'))];
          return peers.filter((peer) => everyAddress(at(peer, 'ipBlock', 'cidr'))).length % 2 === 1;
        })
      : [];
  const families = texts.filter(([path, text]) => path.includes('.ipFamil') && text.includes('IPv4'));
  return [...listens, ...families]
    .map(([path, text]) => `${named}${path}: ${text}`)
    .concat(halves.map((rule) => `${named}: ${JSON.stringify(rule)}`));
}

describe('a cluster with IPv6 only', () => {
  it.each(names)('takes all of %s', (name) => {
    expect(objectsOf(name).flatMap(ipv4Only)).toEqual([]);
  });

  it('and what would not work in it is noticed', () => {
    const metadata = { name: 'a' };
    const half = { ports: [], to: [{ ipBlock: { cidr: '0.0.0.0/0' } }] };
    const wrong: readonly JsonObject[] = [
      { kind: 'ConfigMap', metadata, data: { HOST: '0.0.0.0' } },
      { kind: 'NetworkPolicy', metadata, spec: { egress: [half] } },
      { kind: 'Service', metadata, spec: { ipFamilies: ['IPv4'] } },
    ];
    expect(wrong.flatMap(ipv4Only)).toEqual([
      'ConfigMap a.data.HOST: 0.0.0.0',
      `NetworkPolicy a: ${JSON.stringify(half)}`,
      'Service a.spec.ipFamilies.0: IPv4',
    ]);
  });
});
