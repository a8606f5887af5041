import { FACTS, ranged, type Deployed, type Piece } from '../../../lib/app/docs/facts';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import type { JsonObject } from '../../../lib/engine/values/declaration';

/** The pieces of a fact on a stack named `claude-relay` with some objects and values. */
function pieces(fact: string, objects: readonly KubernetesObject[], values: JsonObject = {}): readonly Piece[] {
  const stack: Deployed = {
    name: 'claude-relay',
    values,
    objects,
    neighbours: objects,
  };
  const found = FACTS.find(({ name }) => name === fact);
  if (found === undefined) throw new Error(`${fact} is not among ${FACTS.map(({ name }) => name).join(', ')}`);
  return found.of(stack);
} // prettier-ignore

function object(kind: string, spec: JsonObject, name = 'claude-relay'): KubernetesObject {
  return { kind, metadata: { name, namespace: 'ai' }, spec };
}

function workload(spec: JsonObject, name?: string, kind = 'Deployment'): KubernetesObject {
  return object(kind, spec, name);
}

describe('ranged', () => {
  it.each([
    [1, 1, '1'],
    [3, 10, '3–10'],
    [0, 1, '0–1'],
  ])('has from %d to %d as %s', (least, most, words) => {
    expect(ranged({ least, most })).toBe(words);
  });

  it('is one word where both ends read alike', () => {
    expect(ranged({ least: 1.1, most: 1.2 }, (value) => value.toFixed(0))).toBe('1');
  });
});

it('pods × requests are those of each workload, under its name where that is not the stack’s', () => {
  const resources = { requests: { cpu: '250m', memory: '1Gi' } };
  const pod = { template: { spec: { containers: [{ resources }] } } };
  expect(
    pieces('pods × requests', [
      workload({ replicas: 2, ...pod }),
      workload(pod, 'claude-relay-redis', 'StatefulSet'),
    ]),
  ).toEqual([
    { key: 'claude-relay', text: '2 × 250m/1Gi' },
    { key: 'claude-relay-redis', text: 'claude-relay-redis 1 × 250m/1Gi' },
  ]);
});

it.each([
  ['redis:7.4', 'redis', 'redis:7.4'],
  ['docker.io/library/redis:7.4', 'redis', 'redis:7.4'],
  ['registry:5000/a/redis', 'redis', 'redis'],
  ['a/redis@sha256:abc', 'redis', 'redis@sha256:abc'],
])('images are without registry and path, and are compared without version: %s', (image, key, text) => {
  const pod = { template: { spec: { containers: [{ image }] } } };
  expect(pieces('images', [workload(pod)])).toEqual([{ key, text }]);
});

it('the log level is each value of that name', () => {
  const values = { config: { logLevel: 'info', level: 'x' }, services: { a: { logLevel: 'debug' } } };
  expect(pieces('log level', [], values).map(({ text }) => text)).toEqual(['info', 'debug']);
  expect(pieces('log level', [], { logLevel: 1 })).toEqual([]);
});

it('storage is each claimed volume with its size, and its class where one is named', () => {
  const size = { resources: { requests: { storage: '1Gi' } } };
  expect(
    pieces('storage', [
      object('PersistentVolumeClaim', { ...size, storageClassName: 'fast' }, 'data'),
      workload({ volumeClaimTemplates: [{ spec: size }] }, 'redis', 'StatefulSet'),
      object('Service', {}),
    ]).map(({ text }) => text),
  ).toEqual(['data 1Gi of fast', 'redis 1Gi']);
});

it('databases are those that the stack is told of', () => {
  const env = [{ name: 'REDIS_HOST', value: 'redis.example.com' }];
  const pod = { template: { spec: { containers: [{ env }] } } };
  expect(pieces('databases', [workload(pod)]).map(({ text }) => text)).toEqual([
    'external Redis at redis.example.com',
  ]);
});

describe('hosts', () => {
  function ingress(host: string, ...certified: readonly string[]): KubernetesObject {
    return object('Ingress', { rules: [{ host, http: { paths: [{}] } }], tls: [{ hosts: certified }] });
  }

  it.each<[string, KubernetesObject]>([
    ['a.example.com', ingress('a.example.com')],
    ['a.example.com with TLS', ingress('a.example.com', 'b.example.com', 'a.example.com')],
    ['a.example.com with TLS', ingress('a.example.com', '*.example.com')],
    // A star stands for one label.
    ['a.b.example.com', ingress('a.b.example.com', '*.example.com')],
    ['example.com', ingress('example.com', '*.example.com')],
    ['a.example.com by a Route', object('Route', { host: 'a.example.com' })],
    ['a.example.com by a Gateway', object('HTTPRoute', { hostnames: ['a.example.com'], rules: [{}] })],
  ])('are %s', (text, route) => {
    expect(pieces('hosts', [route])).toEqual([{ key: text, text }]);
  });
});

it('Secrets are those that pods read and that are not made with them; certificates are none', () => {
  const template = { spec: { imagePullSecrets: [{ name: 'made' }, { name: 'needed' }] } };
  expect(
    pieces('Secrets', [
      workload({ template }),
      object('Secret', {}, 'made'),
      object('Ingress', { tls: [{ secretName: 'certificate' }] }),
      object('Route', { tls: { externalCertificate: { name: 'certificate' } } }),
    ]).map(({ text }) => text),
  ).toEqual(['needed']);
});

it.each(FACTS)('$name is nothing for a stack without objects', ({ name }) => {
  expect(pieces(name, [])).toEqual([]);
});
