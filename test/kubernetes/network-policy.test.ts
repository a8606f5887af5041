import { not } from '../../lib/engine/template/operators';
import { each, neverEmpty } from '../../lib/engine/template/tree';
import { list, section } from '../../lib/engine/values/collections';
import { kubernetesObject } from '../../lib/engine/values/kubernetes-object';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { port } from '../../lib/engine/values/numbers';
import { boolean } from '../../lib/engine/values/scalars';
import { addDeployment } from '../../lib/kubernetes/deployment';
import {
  addNetworkPolicy,
  anywhere,
  dnsValues,
  fromIngressControllers,
  fromOutside,
  fromPrometheus,
  ingressCidrsValue,
  ingressNamespacesValue,
  monitoringNamespaceValue,
  namespaceNamed,
  podsOf,
  toAnyDns,
  toDns,
  type NetworkPolicyOptions,
} from '../../lib/kubernetes/network-policy';
import { serviceMonitorValues } from '../../lib/kubernetes/service-monitor';
import { at, kindsOf, nameOf, objectsFor, only, rejections, templateOf, TinyStack } from './tiny-stack';

const rules = (description: string) =>
  list([], description, kubernetesObject({}, 'A rule, as in the Kubernetes API.', [{ ports: [] }]));
const fields = {
  networkPolicy: section('Network policy.', {
    enabled: boolean(true, 'On.'),
    extraIngress: rules('More that may come in.'),
    extraEgress: rules('More that may go out.'),
  }),
  dns: dnsValues('those of the test'),
  port: port(8080, 'A port.'),
  ports: list([1, 2], 'Ports.', port(1, 'A port.')),
  on: boolean(true, 'On.'),
};
type Values = TinyStack<typeof fields>['values'];
const from = { podSelector: { matchLabels: { app: 'client' } } };
const client = podsOf({ app: 'client' });

function stackWith(options: (values: Values) => Partial<NetworkPolicyOptions> = () => ({}), extra = true) {
  const stack = new TinyStack(fields);
  const { networkPolicy } = stack.values;
  const values = extra ? networkPolicy : { enabled: networkPolicy.enabled };
  addNetworkPolicy(stack, stack.main, values, { from: [], to: [], ...options(stack.values) });
  return stack;
}
const policy = (stack: TinyStack<typeof fields>, values: JsonObject = {}) =>
  only('NetworkPolicy', objectsFor(stack, values));
const ingress = (stack: TinyStack<typeof fields>, values: JsonObject = {}) =>
  at(policy(stack, values), 'spec', 'ingress');
const egress = (stack: TinyStack<typeof fields>, values: JsonObject = {}) =>
  at(policy(stack, values), 'spec', 'egress');

it('there is no policy where the user has them off', () => {
  expect(kindsOf(objectsFor(stackWith(), { networkPolicy: { enabled: false } }))).toEqual([]);
});

it('a policy restricts both ways the pods of its component, and lets nothing through that it does not name', () => {
  const stack = stackWith();
  addDeployment(stack, stack.main, { replicaCount: 1 }, { containers: [{ name: 'main' }] });
  const objects = objectsFor(stack);
  expect(at(only('NetworkPolicy', objects), 'spec')).toEqual({
    podSelector: at(only('Deployment', objects), 'spec', 'selector'),
    policyTypes: ['Ingress', 'Egress'],
  });
});

it('a policy has the suffix of its stack', () => {
  expect(nameOf(policy(stackWith()))).toBe('app-small');
  expect(nameOf(policy(stackWith(() => ({ suffix: '-netpol' }))))).toBe('app-small-netpol');
});

describe('a connection', () => {
  it('comes in, or goes out', () => {
    const stack = stackWith(() => ({
      from: [{ peers: [client], ports: [80] }],
      to: [{ peers: [client], ports: [90] }],
    }));
    expect(ingress(stack)).toEqual([{ ports: [{ protocol: 'TCP', port: 80 }], from: [from] }]);
    expect(egress(stack)).toEqual([{ ports: [{ protocol: 'TCP', port: 90 }], to: [from] }]);
  });

  it('has each port with each protocol', () => {
    const stack = stackWith(() => ({
      to: [{ peers: [client], ports: [53, 54], protocols: ['UDP', 'TCP'] }],
    }));
    expect(at(egress(stack), 0, 'ports')).toEqual([
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
      { protocol: 'UDP', port: 54 },
      { protocol: 'TCP', port: 54 },
    ]);
  });

  it('has the port of the values', () => {
    const stack = stackWith((values) => ({ to: [{ peers: [client], ports: [values.port] }] }));
    expect(at(egress(stack, { port: 9 }), 0, 'ports')).toEqual([{ protocol: 'TCP', port: 9 }]);
  });

  it('without ports has any port, and no empty list', () => {
    const stack = stackWith(() => ({ from: [{ peers: [client], ports: [] }] }));
    expect(ingress(stack)).toEqual([{ from: [from] }]);
  });

  it('without peers has any peer, and no empty list', () => {
    const stack = stackWith(() => ({ from: [{ peers: [], ports: [80] }], to: [{ peers: [], ports: [80] }] }));
    expect(ingress(stack)).toEqual([{ ports: [{ protocol: 'TCP', port: 80 }] }]);
    expect(egress(stack)).toEqual([{ ports: [{ protocol: 'TCP', port: 80 }] }]);
  });

  it('has a port for each iteration of a loop, beside others', () => {
    const stack = stackWith(({ ports }) => ({
      to: [{ peers: [client], ports: [each(ports, 'port', (item) => ({ protocol: 'TCP', port: item })), 9] }],
    }));
    expect(at(egress(stack), 0, 'ports')).toEqual([1, 2, 9].map((item) => ({ protocol: 'TCP', port: item })));
  });

  it('may have its ports from a list that is never empty', () => {
    const stack = stackWith(({ ports }) => ({
      to: [
        {
          peers: [client],
          ports: neverEmpty([each(ports, 'port', (item) => ({ protocol: 'UDP', port: item }))]),
        },
      ],
    }));
    expect(at(egress(stack, { ports: [7] }), 0, 'ports')).toEqual([{ protocol: 'UDP', port: 7 }]);
  });

  it('may be there on a condition, beside others', () => {
    const stack = stackWith(({ on }) => ({
      from: [{ peers: [client], ports: [80], when: on }],
      to: [
        { peers: [client], ports: [1], when: on },
        { peers: [client], ports: [2], when: not(on) },
      ],
    }));
    expect(ingress(stack)).toHaveLength(1);
    expect(at(egress(stack), 0, 'ports', 0, 'port')).toBe(1);
    expect(at(egress(stack, { on: false }), 0, 'ports', 0, 'port')).toBe(2);
    expect(egress(stack)).toHaveLength(1);
  });

  it('of which none is there leaves no empty list', () => {
    const stack = stackWith(({ on }) => ({ from: [{ peers: [client], ports: [80], when: on }] }));
    expect(at(policy(stack, { on: false }), 'spec')).not.toHaveProperty('ingress');
  });
});

describe('the other end', () => {
  it('is a namespace by the label that Kubernetes gives it', () => {
    expect(namespaceNamed('monitoring')).toEqual({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
    });
  });

  it('is any address, of both families', () => {
    expect(anywhere).toEqual([{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }]);
  });

  const udpAndTcp = (at: number) => [
    { protocol: 'UDP', port: at },
    { protocol: 'TCP', port: at },
  ];

  it('is the cluster’s DNS, by UDP and by TCP', () => {
    expect(egress(stackWith((values) => ({ to: [toDns(values)] })))).toEqual([
      {
        ports: udpAndTcp(53),
        to: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
            podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          },
        ],
      },
    ]);
  });

  it('is another DNS, at other ports, where the values say so', () => {
    const peers = [{ ipBlock: { cidr: '169.254.20.10/32' } }];
    const stack = stackWith((values) => ({ to: [toDns(values)] }));
    expect(egress(stack, { dns: { peers, ports: [53, 5353] } })).toEqual([
      { ports: [...udpAndTcp(53), ...udpAndTcp(5353)], to: peers },
    ]);
  });

  it('is any DNS server, unless the values name those of the cluster', () => {
    const peers = [{ ipBlock: { cidr: 'fd00::a/128' } }];
    const stack = stackWith((values) => ({ to: [toAnyDns(values, 'Of the test.')] }));
    const ports = udpAndTcp(5353).reverse();
    expect(egress(stack, { dns: { ports: [5353] } })).toEqual([{ ports }]);
    expect(egress(stack, { dns: { peers, ports: [5353] } })).toEqual([{ ports, to: peers }]);
  });

  it('is not DNS at any port, which a list of no ports would be', () => {
    const stack = stackWith((values) => ({ to: [toDns(values)] }));
    expect(rejections(stack, { dns: { ports: [] } })).toEqual([
      expect.stringMatching(/^dns\.ports .*must be a list of at least one item/),
    ]);
  });
});

describe('rules of the user', () => {
  const rule = { ports: [{ port: 1234 }] };

  it('come after those of the stack', () => {
    const stack = stackWith(() => ({
      from: [{ peers: [client], ports: [] }],
      to: [{ peers: [client], ports: [] }],
    }));
    expect(ingress(stack, { networkPolicy: { extraIngress: [rule] } })).toEqual([{ from: [from] }, rule]);
    expect(egress(stack, { networkPolicy: { extraEgress: [rule] } })).toEqual([{ to: [from] }, rule]);
  });

  it('may be the only ones', () => {
    expect(ingress(stackWith(), { networkPolicy: { extraIngress: [rule] } })).toEqual([rule]);
    expect(egress(stackWith(), { networkPolicy: { extraIngress: [rule] } })).toBeUndefined();
  });

  it('are not there where a stack takes none', () => {
    expect(templateOf(stackWith(undefined, false), 'networkpolicy.yaml')).not.toContain('extra');
  });
});

describe('clients that stacks share', () => {
  const clients = {
    ingress: section('Ingress.', { enabled: boolean(true, 'On.') }),
    serviceMonitor: serviceMonitorValues('/metrics', 'Monitor.'),
    exposed: boolean(true, 'On.'),
    networkPolicy: section('Network policy.', {
      enabled: boolean(true, 'On.'),
      ingressNamespaces: ingressNamespacesValue,
      ingressCIDRs: ingressCidrsValue,
      monitoringNamespace: monitoringNamespaceValue,
    }),
  };
  const all = { exposed: true, ingress: { enabled: true }, serviceMonitor: { enabled: true } };

  function peers(values: JsonObject) {
    const stack = new TinyStack(clients);
    const { networkPolicy, serviceMonitor, exposed } = stack.values;
    addNetworkPolicy(stack, stack.main, networkPolicy, {
      from: [
        fromIngressControllers(stack.values, [80]),
        fromPrometheus(serviceMonitor, networkPolicy, [80]),
        fromOutside(exposed, [80]),
      ],
      to: [],
    });
    const rules = at(only('NetworkPolicy', objectsFor(stack, { ...all, ...values })), 'spec', 'ingress');
    return JSON.stringify(rules ?? [])
      .match(/"(kubernetes.io.metadata.name":"[^"]*|cidr":"[^"]*)/g)
      ?.map((peer) => peer.replace(/^.*:"/, ''));
  }

  it('may connect', () => {
    expect(peers({})).toEqual(['ingress-nginx', 'monitoring', '0.0.0.0/0', '::/0']);
  });

  it('may connect only while there is what they connect for', () => {
    expect(peers({ exposed: false, serviceMonitor: { enabled: false } })).toEqual(['ingress-nginx']);
    expect(peers({ exposed: false, ingress: { enabled: false } })).toEqual(['monitoring']);
    expect(peers({ ingress: { enabled: false }, serviceMonitor: { enabled: false } })).toEqual([
      '0.0.0.0/0',
      '::/0',
    ]);
  });

  it('are load balancers outside the pods, beside ingress controllers or in their place', () => {
    const ingressCIDRs = ['10.0.0.0/16', '2001:db8::/32'];
    const none = { exposed: false, serviceMonitor: { enabled: false } };
    expect(peers({ ...none, networkPolicy: { ingressCIDRs } })).toEqual(['ingress-nginx', ...ingressCIDRs]);
    const alone = { ingressCIDRs, ingressNamespaces: [] };
    expect(peers({ ...none, networkPolicy: alone })).toEqual(ingressCIDRs);
    expect(peers({ ...none, networkPolicy: { ingressNamespaces: [] } })).toBeUndefined();
    expect(peers({ ...none, networkPolicy: alone, ingress: { enabled: false } })).toBeUndefined();
  });

  it('are Prometheus in any namespace, if that is said', () => {
    const stack = new TinyStack(clients);
    const { networkPolicy, serviceMonitor } = stack.values;
    const from = [fromPrometheus(serviceMonitor, networkPolicy, [80])];
    addNetworkPolicy(stack, stack.main, networkPolicy, { from, to: [] });
    const values = { ...all, networkPolicy: { monitoringNamespace: '*' } };
    expect(at(only('NetworkPolicy', objectsFor(stack, values)), 'spec', 'ingress', 0, 'from')).toEqual([
      { namespaceSelector: {} },
    ]);
  });

  it('are Prometheus in the namespace of the ServiceMonitor, and nobody without a namespace', () => {
    const none = { exposed: false, ingress: { enabled: false } };
    expect(peers({ ...none, serviceMonitor: { enabled: true, namespace: 'metrics' } })).toEqual(['metrics']);
    expect(peers({ ...none, networkPolicy: { monitoringNamespace: '' } })).toBeUndefined();
  });
});
