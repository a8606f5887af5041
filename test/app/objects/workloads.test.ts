import { workloadsOf } from '../../../lib/app/objects/workloads';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import type { Json, JsonObject } from '../../../lib/engine/values/declaration';

function workload(spec: JsonObject, pod: JsonObject = {}, kind = 'Deployment'): KubernetesObject {
  return { kind, metadata: { name: 'a', namespace: 'ai' }, spec: { ...spec, template: { spec: pod } } };
}

function autoscaler(spec: JsonObject, target: JsonObject = {}, namespace = 'ai'): KubernetesObject {
  const scaleTargetRef = { kind: 'Deployment', name: 'a', ...target };
  return {
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'a', namespace },
    spec: { scaleTargetRef, ...spec },
  };
}

function container(requests: JsonObject, limits: JsonObject = {}): Json {
  return { image: 'a:1', resources: { requests, limits } };
}

it('are Deployments and StatefulSets, with the spec and the images of their pods', () => {
  const pod = { containers: [{ image: 'a:1' }, { image: 'b:2' }], initContainers: [{ image: 'c:3' }] };
  expect(workloadsOf([workload({}, pod)])).toEqual([
    { name: 'a', pods: { least: 1, most: 1 }, cpu: 0, memory: 0, images: ['a:1', 'b:2'], pod },
  ]);
  expect(workloadsOf([workload({}, {}, 'StatefulSet')])).toHaveLength(1);
});

it.each(['DaemonSet', 'Job', 'Service'])('are no %s', (kind) => {
  expect(workloadsOf([workload({}, {}, kind)])).toEqual([]);
});

describe('pods', () => {
  const FROM_2_TO_5 = { minReplicas: 2, maxReplicas: 5 };

  it.each<[string, readonly KubernetesObject[], number, number]>([
    ['one where nothing is said', [workload({})], 1, 1],
    ['as many as are said', [workload({ replicas: 3 })], 3, 3],
    ['none where none are wanted', [workload({ replicas: 0 })], 0, 0],
    ['as an autoscaler may choose', [workload({ replicas: 9 }), autoscaler(FROM_2_TO_5)], 2, 5],
    ['at least one, of an autoscaler that says nothing', [workload({}), autoscaler({ maxReplicas: 5 })], 1, 5],
    ['not of an autoscaler of another name', [workload({}), autoscaler(FROM_2_TO_5, { name: 'b' })], 1, 1],
    ['not of an autoscaler of another kind', [workload({}), autoscaler(FROM_2_TO_5, { kind: 'StatefulSet' })], 1, 1],
    ['not of an autoscaler elsewhere', [workload({}), autoscaler(FROM_2_TO_5, {}, 'other')], 1, 1],
  ])('are %s', (_, objects, least, most) => {
    expect(workloadsOf(objects)[0]?.pods).toEqual({ least, most });
  }); // prettier-ignore
});

describe('requests of a pod', () => {
  it.each<[string, JsonObject, number, number]>([
    [
      'are those of its containers together',
      { containers: [container({ cpu: '250m', memory: '1Gi' }), container({ cpu: 1, memory: '1Gi' })] },
      1.25,
      2 ** 31,
    ],
    [
      'are limits where there is no request',
      { containers: [container({ cpu: '1' }, { cpu: '2', memory: '1Ki' })] },
      1,
      1024,
    ],
    [
      'are those of an init container that alone asks for more',
      {
        initContainers: [container({ cpu: '3' }), container({ cpu: '2', memory: '1' })],
        containers: [container({ cpu: '1', memory: '2' })],
      },
      3,
      2,
    ],
    ['are nothing where nothing is said', { containers: [{}] }, 0, 0],
  ])('%s', (_, pod, cpu, memory) => {
    expect(workloadsOf([workload({}, pod)])).toMatchObject([{ cpu, memory }]);
  });
});
