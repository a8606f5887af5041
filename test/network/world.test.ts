/** What a world is made of, and that nothing falls out of it unseen. */
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { environments } from '../support/environments';
import { valuesIn, type EnvironmentValues } from '../support/values-of';
import { compare, linesOf } from './compare';
import { declaredIn, portsIn } from './declared';
import { visitsOf } from './front-doors';
import { targetsOf } from './services';
import { objectsByStack, type StackObjects } from './stacks';
import { tables } from './tables';
import { worldOf } from './world';

let objects: StackObjects;
let values: EnvironmentValues;
const prod = environments.find(({ name }) => name === 'prod');

beforeAll(async () => {
  if (!prod) throw new Error('There is no environment prod, which these tests change; use another.');
  objects = await objectsByStack(prod);
  values = valuesIn(prod);
});

/** The world of prod with further objects of JAiRouter. */
function withObjects(...more: readonly KubernetesObject[]) {
  const changed = new Map(objects);
  changed.set('jairouter', [...(objects.get('jairouter') ?? []), ...more]);
  return worldOf({ name: 'prod', values }, changed, portsIn(tables));
}

const labels = { app: 'unguarded', 'app.kubernetes.io/instance': 'jairouter' };
const ports = [{ name: 'http', containerPort: 8081 }];

function deployment(template: object = {}, namespace = 'ai-gateway-prod', kind = 'Deployment') {
  const spec = { containers: [{ name: 'main', ports }], ...template };
  return {
    kind,
    metadata: { name: 'unguarded', namespace },
    spec: { template: { metadata: { labels }, spec } },
  } as unknown as KubernetesObject;
}

function service(selector: Record<string, string> | undefined, targetPort: number | string) {
  const metadata = { name: 'front', namespace: 'ai-gateway-prod' };
  return {
    kind: 'Service',
    metadata,
    spec: { selector, ports: [{ name: 'http', port: 80, targetPort }] },
  } as unknown as KubernetesObject;
}

it('notices a pod that no policy is about: strangers reach it, and it reaches everything', () => {
  const world = withObjects(deployment());
  const lines = linesOf(compare(world, declaredIn(world, tables, true), true).differences);
  for (const connection of [
    'stranger elsewhere -> unguarded',
    'stranger in ai-gateway-prod -> unguarded',
    'internet -> unguarded',
    'unguarded -> internet over IPv6',
    "unguarded -> cloud provider's metadata",
  ]) {
    expect(lines).toContainEqual(expect.stringMatching(`^beyond: ${connection}, any port: `));
  }
});

it('does not take a pod for guarded that is guarded one way', () => {
  const policy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'one-way', namespace: 'ai-gateway-prod' },
    spec: { podSelector: { matchLabels: { app: 'unguarded' } }, policyTypes: ['Ingress'] },
  };
  const world = withObjects(deployment(), policy);
  const lines = linesOf(compare(world, declaredIn(world, tables, true), true).differences);
  expect(lines.filter((line) => line.includes('-> unguarded,'))).toEqual([
    expect.stringContaining('unguarded -> unguarded'),
  ]);
  expect(lines).toContainEqual(expect.stringContaining('beyond: unguarded -> internet, any port'));
});

it.each([
  ['a namespace that is not rendered', () => deployment({}, 'nowhere'), 'no Namespace is rendered'],
  ["the node's network", () => deployment({ hostNetwork: true }), 'network of their node'],
  [
    'a kind that is not known',
    () => deployment({}, 'ai-gateway-prod', 'Rollout'),
    'Rollout has its pod template',
  ],
])('rejects pods in %s', (_, object, message) => {
  expect(() => withObjects(object())).toThrow(message);
});

it.each([
  ['no pods', { app: 'nobody' }, 'http', 'picks no pod'],
  [
    'a port name that no container has',
    { app: 'unguarded' },
    'web',
    'targetPort web (TCP), which no container',
  ],
  [
    'a port number that no container has',
    { app: 'unguarded' },
    8082,
    'targetPort 8082 (TCP), which no container',
  ],
  [
    'pods of two workloads',
    { 'app.kubernetes.io/instance': 'jairouter' },
    'http',
    'picks pods of jairouter and',
  ],
])('finds a Service in front of %s', (_, selector, targetPort, problem) => {
  const world = withObjects(deployment(), service(selector, targetPort));
  expect(targetsOf(world).problems).toEqual([expect.stringContaining(problem)]);
});

it('rejects a Service that picks nothing', () => {
  expect(() => targetsOf(withObjects(service(undefined, 'http')))).toThrow(
    'Service front cannot be read: spec.selector',
  );
});

it.each([
  [
    'Ingress',
    { rules: [{ http: { paths: [{ backend: { service: { name: 'gone', port: { number: 80 } } } }] } }] },
  ],
  [
    'HTTPRoute',
    {
      parentRefs: [{ name: 'public', namespace: 'gateways' }],
      hostnames: ['a.example.com'],
      rules: [{ backendRefs: [{ name: 'gone', port: 80 }] }],
    },
  ],
])('finds an %s in front of a Service that is not there', (kind, spec) => {
  const metadata = { name: 'door', namespace: 'ai-gateway-prod' };
  const world = withObjects({ kind, metadata, spec });
  expect(() => visitsOf(world, targetsOf(world).targets)).toThrow(
    `${kind} door names Service gone with port 80`,
  );
});
