import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { conflictsAmong, countSelectors, podsAmong, type Owned } from './selections';

const labels = { app: 'one' };
const metadata = (name: string, own: Record<string, string> = labels) => ({
  name,
  namespace: 'ai',
  labels: own,
});
const workload = (name: string, pods: Record<string, string> = labels): KubernetesObject => ({
  kind: 'Deployment',
  metadata: metadata(name, pods),
  spec: { selector: { matchLabels: pods }, template: { metadata: { labels: pods } } },
});
const service: KubernetesObject = { kind: 'Service', metadata: metadata('one'), spec: { selector: labels } };
const of = (owner: string, ...objects: readonly KubernetesObject[]): Owned[] =>
  objects.map((object) => ({ owner, chart: 'chart', object }));
const other = { app: 'two' };

it('there is nothing to say of what selects its own', () => {
  const objects = [...of('a', workload('one'), service), ...of('b', workload('two', other))];
  expect(conflictsAmong(objects)).toEqual([]);
  expect(countSelectors(objects)).toBe(3);
  expect(podsAmong(objects)).toHaveLength(2);
});

it.each<[string, KubernetesObject]>([
  ['a Service', service],
  [
    'a budget',
    { kind: 'PodDisruptionBudget', metadata: metadata('one'), spec: { selector: { matchLabels: labels } } },
  ],
  [
    'a policy',
    { kind: 'NetworkPolicy', metadata: metadata('one'), spec: { podSelector: { matchLabels: labels } } },
  ],
  [
    'any other kind',
    {
      kind: 'PodMonitor',
      metadata: metadata('one'),
      spec: { deep: [{ podSelector: { matchLabels: labels } }] },
    },
  ],
  [
    'what collects logs',
    { kind: 'Flow', metadata: metadata('one'), spec: { match: [{ select: { labels } }] } },
  ],
])('%s that selects pods of another installation is seen', (_, object) => {
  const found = conflictsAmong([...of('a', workload('own'), object), ...of('b', workload('other', labels))]);
  expect(found).toContainEqual(expect.stringContaining('one of a'));
  expect(found).toContainEqual(expect.stringMatching(/selects Deployment ai\/other of b/));
});

it('a ServiceMonitor that selects a Service of another installation is seen', () => {
  const monitor = {
    kind: 'ServiceMonitor',
    metadata: metadata('m'),
    spec: { selector: { matchLabels: labels } },
  };
  expect(
    conflictsAmong([...of('a', workload('w', other), monitor), ...of('b', workload('one'), service)]),
  ).toEqual([
    'ServiceMonitor ai/m of a: spec.selector selects Service ai/one of b',
    'ServiceMonitor ai/m of a: spec.selector selects nothing of its own',
  ]);
});

it('a workload that selects two kinds of pods of its own, or none, is seen', () => {
  expect(conflictsAmong(of('a', workload('one'), workload('two')))).toContainEqual(
    expect.stringContaining('selects Deployment ai/one of a and Deployment ai/two of a'),
  );
  expect(conflictsAmong(of('a', service))).toEqual([
    'Service ai/one of a: spec.selector selects nothing of its own',
  ]);
});

it('connections from another installation of the same chart are seen, and those of other charts are meant', () => {
  const policy = {
    kind: 'NetworkPolicy',
    metadata: metadata('p'),
    spec: {
      podSelector: { matchLabels: labels },
      ingress: [{ from: [{ podSelector: { matchLabels: other } }] }],
    },
  };
  const objects = of('a', workload('one'), policy);
  expect(conflictsAmong([...objects, ...of('b', workload('client', other))])).toEqual([
    'NetworkPolicy ai/p of a: spec.ingress.0.from.0.podSelector selects Deployment ai/client of b',
  ]);
  const client = { owner: 'b', chart: 'client', object: workload('client', other) };
  expect(conflictsAmong([...objects, client])).toEqual([]);
});

it('an autoscaler of what is not there, or of another installation, is seen', () => {
  const scaler = {
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata('h'),
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'one' } },
  };
  expect(conflictsAmong([...of('a', scaler), ...of('b', workload('one'))])).toEqual([
    'HorizontalPodAutoscaler ai/h of a: scaleTargetRef is Deployment ai/one of b',
  ]);
  expect(conflictsAmong(of('a', scaler, workload('one')))).toEqual([]);
});

it('an object that two installations make is seen', () => {
  const config = { kind: 'ConfigMap', metadata: metadata('c') };
  expect(conflictsAmong([...of('a', config), ...of('b', config)])).toEqual([
    'ConfigMap ai/c of b is also of a',
  ]);
});
