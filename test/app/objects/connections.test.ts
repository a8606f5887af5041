import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import { connectionsOf } from '../../../lib/app/objects/connections';

/** A Deployment in the namespace `ai`, whose pods have the label `app` with its name. */
function deployment(name: string, pod: KubernetesObject = {}, kind = 'Deployment'): KubernetesObject {
  return {
    kind,
    metadata: { name, namespace: 'ai' },
    spec: { template: { metadata: { labels: { app: name } }, spec: pod } },
  };
}

function service(name: string, app: string, type = 'ClusterIP'): KubernetesObject {
  // The API server takes none without a port.
  const spec = { type, selector: { app }, ports: [{ port: 80 }] };
  return { kind: 'Service', metadata: { name, namespace: 'ai' }, spec };
}

function policy(app: string, spec: KubernetesObject): KubernetesObject {
  const podSelector = { matchLabels: { app } };
  return { kind: 'NetworkPolicy', metadata: { name: app, namespace: 'ai' }, spec: { podSelector, ...spec } };
}

/** A policy that lets nothing in or out. */
function closed(app: string): KubernetesObject {
  return policy(app, { policyTypes: ['Ingress', 'Egress'] });
}

/** The connections, each in a line such as `host a.example.com -> workload relay`. */
function lines(...objects: readonly KubernetesObject[]): readonly string[] {
  return connectionsOf(objects).map(({ from, to, ports, allowed }) => {
    const port = ports.length === 0 ? '' : ` ${ports.join(',')}`;
    return `${from.kind} ${from.name} ${allowed ? '..>' : '->'} ${to.kind} ${to.name}${port}`;
  });
}

const relay = deployment('relay');

it('finds the workload behind each host of an Ingress, HTTPRoute or Route, and behind a port outside the cluster', () => {
  const backend = { service: { name: 'relay-service' } };
  const ingress = {
    kind: 'Ingress',
    metadata: { name: 'relay', namespace: 'ai' },
    spec: {
      rules: [
        { host: 'a.example.com', http: { paths: [{ backend }, { backend }] } },
        { http: { paths: [{ backend }] } },
      ],
    },
  };
  const route = {
    kind: 'HTTPRoute',
    metadata: { name: 'relay', namespace: 'ai' },
    spec: { hostnames: ['b.example.com'], rules: [{ backendRefs: [{ name: 'relay-service' }] }] },
  };
  const routes = [{ host: 'c.example.com' }, {}].map((host) => ({
    kind: 'Route',
    metadata: { name: 'relay', namespace: 'ai' },
    spec: { ...host, to: { kind: 'Service', name: 'relay-service' } },
  }));
  const otherwise = {
    kind: 'Ingress',
    metadata: { name: 'otherwise', namespace: 'ai' },
    spec: { defaultBackend: backend },
  };
  const elsewhere = { ...ingress, metadata: { name: 'other', namespace: 'elsewhere' } };
  expect(
    lines(
      relay,
      closed('relay'),
      service('relay-service', 'relay', 'NodePort'),
      ingress,
      route,
      ...routes,
      elsewhere,
    ),
  ).toEqual([
    'host NodePort relay-service -> workload relay',
    'host a.example.com -> workload relay',
    'host any host -> workload relay',
    'host b.example.com -> workload relay',
    'host c.example.com -> workload relay',
    'host a host of OpenShift -> workload relay',
  ]);
  expect(lines(relay, closed('relay'), service('relay-service', 'relay'), otherwise)).toEqual([
    'host any host -> workload relay',
  ]);
});

it('finds the pods, namespaces and addresses that a policy lets in', () => {
  const ports = [{ port: 3000 }];
  const byName = { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } };
  const ingress = [
    { from: [{ podSelector: { matchLabels: { app: 'middleware' } } }, { namespaceSelector: byName }], ports },
    { from: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports },
    { from: [{ podSelector: { matchLabels: { app: 'middleware' } } }], ports: [{ port: 443 }] },
  ];
  expect(
    lines(
      deployment('redis', {}, 'StatefulSet'),
      closed('redis'),
      deployment('middleware'),
      closed('middleware'),
      relay,
      policy('relay', { ingress, policyTypes: ['Ingress', 'Egress'] }),
    ),
  ).toEqual([
    'workload middleware -> workload relay 443,3000',
    'namespace monitoring -> workload relay 3000',
    'outside 10.0.0.0/8 -> workload relay 3000',
  ]);
});

it('does not draw what lets in itself, and takes a selector of unnamed namespaces for any pod', () => {
  const ingress = [{ from: [{ podSelector: { matchLabels: { app: 'relay' } } }, { namespaceSelector: {} }] }];
  expect(lines(relay, policy('relay', { ingress, policyTypes: ['Ingress', 'Egress'] }))).toEqual([
    'namespace  ..> workload relay',
  ]);
});

it('finds what is open to any pod, and to any address: a rule without peers, or no policy', () => {
  const open = policy('relay', {
    ingress: [{ ports: [{ port: 3000 }] }],
    egress: [{}],
    policyTypes: ['Ingress', 'Egress'],
  });
  expect(lines(relay, open)).toEqual(['namespace  ..> workload relay 3000', 'workload relay ..> outside ']);
  expect(lines(relay)).toEqual(['namespace  ..> workload relay', 'workload relay ..> outside ']);
});

it('finds the addresses that a policy allows, and leaves DNS out', () => {
  const egress = [
    { ports: [{ port: 53 }] },
    { ports: [{ port: 443 }], to: [{ ipBlock: { cidr: '0.0.0.0/0' } }, { ipBlock: { cidr: '::/0' } }] },
    { ports: [{ port: 5432 }], to: [{ ipBlock: { cidr: '192.0.2.0/24' } }, { podSelector: {} }] },
    { to: [{ podSelector: {} }] },
  ];
  expect(lines(relay, policy('relay', { egress, policyTypes: ['Ingress', 'Egress'] }))).toEqual([
    'workload relay ..> outside  443',
    'workload relay ..> outside 192.0.2.0/24 5432',
  ]);
});

it('finds the hosts that a workload is configured with, in variables, arguments and its ConfigMaps', () => {
  const pod = {
    initContainers: [{ args: ['--target', 'tunnel.example.com:6380', '--listen', '127.0.0.1:6379'] }],
    containers: [
      {
        env: [
          { name: 'API', value: 'see https://api.example.com/v1 and http://127.0.0.1:8080' },
          { name: 'DB_HOST', value: 'db.example.com' },
          { name: 'DB_PORT', value: '5432' },
          { name: 'LISTEN_HOST', value: '0.0.0.0' },
          { name: 'LOCAL_URL', value: 'http://redis-service:6379 http://redis-service.ai.svc:6379' },
          { name: 'NAME', value: 'not-a-host.example.com' },
        ],
        envFrom: [{ configMapRef: { name: 'read' } }],
      },
    ],
  };
  const map = (name: string, url: string) => ({
    kind: 'ConfigMap',
    metadata: { name, namespace: 'ai' },
    data: { 'app.yml': `url: ${url}` },
  });
  expect(
    lines(
      deployment('relay', pod),
      closed('relay'),
      service('redis-service', 'redis'),
      map('read', 'http://models:11434'),
      map('not-read', 'http://other.example.com'),
    ),
  ).toEqual([
    'workload relay -> outside api.example.com 443',
    'workload relay -> outside db.example.com 5432',
    'workload relay -> outside tunnel.example.com 6380',
    'workload relay -> outside models 11434',
  ]);
});
