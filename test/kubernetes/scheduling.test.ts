import type { JsonObject } from '../../lib/engine/values/declaration';
import { addDeployment } from '../../lib/kubernetes/deployment';
import { schedulingValues } from '../../lib/kubernetes/scheduling';
import { at, objectsFor, only, podOf, rejections, TinyStack } from './tiny-stack';

function stackWith() {
  const stack = new TinyStack(schedulingValues);
  addDeployment(
    stack,
    stack.main,
    { replicaCount: 1 },
    { containers: [{ name: 'main' }], scheduling: stack.values },
  );
  return stack;
}
const deployment = (values: JsonObject = {}) => only('Deployment', objectsFor(stackWith(), values));
const pod = (values: JsonObject = {}) => podOf(deployment(values));

it('pods are spread over zones and nodes, and run crowded rather than not at all', () => {
  const selector = at(deployment(), 'spec', 'selector');
  expect(at(pod(), 'topologySpreadConstraints')).toEqual(
    ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: selector,
      matchLabelKeys: ['pod-template-hash'],
    })),
  );
});

it('pods are not spread where the user does not want it', () => {
  expect(pod({ topologySpread: { enabled: false } })).not.toHaveProperty('topologySpreadConstraints');
});

it.each(['nodeSelector', 'tolerations', 'affinity', 'priorityClassName'])(
  '%s is absent where the user says nothing',
  (key) => {
    expect(pod()).not.toHaveProperty(key);
  },
);

it.each<JsonObject>([
  { nodeSelector: { 'kubernetes.io/arch': 'arm64' } },
  { tolerations: [{ key: 'gpu', operator: 'Exists', effect: 'NoSchedule' }] },
  { affinity: { nodeAffinity: {} } },
  { priorityClassName: 'high' },
])('%j is handed on', (values) => {
  expect(pod(values)).toMatchObject(values);
});

it.each(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])('a toleration may have the effect %s', (effect) => {
  const tolerations = [{ key: 'a', effect }];
  expect(pod({ tolerations })).toHaveProperty('tolerations', tolerations);
});

it.each<[JsonObject, string]>([
  [{ operator: 'In' }, 'tolerations[0].operator is "In"'],
  [{ effect: 'Never' }, 'tolerations[0].effect is "Never"'],
  [{ tolerationSeconds: -1 }, 'tolerations[0].tolerationSeconds is -1'],
  [{ tolerationSecond: 1 }, 'tolerations[0]'],
])('a toleration with %j is rejected', (toleration, sentence) => {
  expect(rejections(stackWith(), { tolerations: [{ key: 'a', ...toleration }] })).toEqual([
    expect.stringContaining(sentence),
  ]);
});
