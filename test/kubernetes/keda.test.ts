import type { JsonObject } from '../../lib/engine/values/declaration';
import { addAutoscaler, autoscalingValues, multipleReplicas } from '../../lib/kubernetes/autoscaler';
import { addConfigMap } from '../../lib/kubernetes/config-map';
import { addDeployment } from '../../lib/kubernetes/deployment';
import { addScaledObject, kedaScalesByResources, kedaValues } from '../../lib/kubernetes/keda';
import { choose } from '../../lib/engine/template/tree';
import { integer } from '../../lib/engine/values/numbers';
import { at, kindsOf, nameOf, objectsFor, only, rejections, TinyStack } from './tiny-stack';

function stackWith() {
  const stack = new TinyStack({
    replicaCount: integer(1, 'Replicas.', { minimum: 0, maximum: 9 }),
    autoscaling: autoscalingValues({ minReplicas: 2, maxReplicas: 5 }),
    keda: kedaValues,
  });
  const { main, values } = stack;
  addDeployment(stack, main, values, { containers: [{ name: 'main' }] });
  addAutoscaler(stack, main, values.autoscaling);
  addScaledObject(stack, main, values.keda, { autoscaling: values.autoscaling.enabled });
  addConfigMap(stack, main, {
    multiple: choose(multipleReplicas(stack, values), 'true', 'false'),
    byResources: choose(kedaScalesByResources(values.keda), 'true', 'false'),
  });
  return stack;
}
const TRIGGER = { type: 'prometheus', metadata: { query: 'up', threshold: '5' } };
const on = (keda: JsonObject = {}) => ({ keda: { enabled: true, triggers: [TRIGGER], ...keda } });
const objects = (values: JsonObject = {}) => objectsFor(stackWith(), values);
const settings = (values: JsonObject) => at(only('ConfigMap', objects(values)), 'data');

it('there is none unless it is enabled', () => {
  expect(kindsOf(objects())).not.toContain('ScaledObject');
  expect(at(only('Deployment', objects()), 'spec', 'replicas')).toBe(1);
});

it('scales the Deployment, whose number of replicas is left to it', () => {
  const all = objects(on({ minReplicaCount: 0, maxReplicaCount: 7, cooldownPeriod: 60 }));
  const deployment = only('Deployment', all);
  expect(at(deployment, 'spec')).not.toHaveProperty('replicas');
  const scaled = only('ScaledObject', all);
  expect(scaled).toMatchObject({ apiVersion: 'keda.sh/v1alpha1' });
  expect(at(scaled, 'spec')).toEqual({
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: nameOf(deployment) },
    minReplicaCount: 0,
    maxReplicaCount: 7,
    pollingInterval: 30,
    cooldownPeriod: 60,
    triggers: [TRIGGER],
  });
});

it('takes labels, annotations, scaling policies, a fallback and the return to the first number of replicas', () => {
  const behavior = { scaleDown: { stabilizationWindowSeconds: 600 } };
  const fallback = { failureThreshold: 3, replicas: 6 };
  const annotations = { 'autoscaling.keda.sh/paused': 'true' };
  const labels = { team: 'a' };
  const keda = { labels, annotations, behavior, fallback, restoreToOriginalReplicaCount: true };
  const scaled = only('ScaledObject', objects(on(keda)));
  expect(at(scaled, 'metadata')).toMatchObject({ labels, annotations });
  expect(at(scaled, 'spec')).toMatchObject({
    fallback,
    advanced: { restoreToOriginalReplicaCount: true, horizontalPodAutoscalerConfig: { behavior } },
  });
});

it('counts as several replicas, and as scaling by resources with such a trigger', () => {
  expect(settings({})).toEqual({ multiple: 'false', byResources: 'false' });
  expect(settings(on())).toEqual({ multiple: 'true', byResources: 'false' });
  const cpu = { type: 'cpu', metricType: 'Utilization', metadata: { value: '60' } };
  expect(settings(on({ triggers: [TRIGGER, cpu] }))).toEqual({ multiple: 'true', byResources: 'true' });
  expect(settings({ keda: { triggers: [cpu] } })).toEqual({ multiple: 'false', byResources: 'false' });
});

it.each<[string, JsonObject, string]>([
  [
    'an autoscaler besides',
    { ...on(), autoscaling: { enabled: true } },
    'keda.enabled is true and so is autoscaling.enabled',
  ],
  ['no trigger', on({ triggers: [] }), 'keda.triggers is empty'],
  [
    'a fallback without replicas',
    on({ fallback: { failureThreshold: 3 } }),
    'keda.fallback.replicas is missing',
  ],
  ['a minimum above the maximum', on({ minReplicaCount: 11 }), 'keda.minReplicaCount is above'],
  ['a trigger without type', on({ triggers: [{ metadata: {} }] }), 'keda.triggers[0].type is missing'],
  [
    'a field that a trigger has not',
    on({ triggers: [{ ...TRIGGER, metdata: {} }] }),
    'Did you mean metadata?',
  ],
  [
    'a number in its metadata',
    on({ triggers: [{ type: 'cpu', metadata: { value: 60 } }] }),
    'keda.triggers[0].metadata.value is 60',
  ],
])('%s is rejected', (_, values, sentence) => {
  expect(rejections(stackWith(), values)).toEqual([expect.stringContaining(sentence)]);
});
