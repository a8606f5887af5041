import { replacedPods } from '../../../../lib/app/changes/effects/replaced-pods';
import { deployment, effects, object, sentences, statefulSet } from '../objects';

const probes = {
  startupProbe: { failureThreshold: 30, periodSeconds: 2 },
  readinessProbe: { initialDelaySeconds: 5, periodSeconds: 10 },
};

it('says which pods are replaced, how, and in what time at most', () => {
  const spec = { replicas: 3, strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } };
  const pod = { terminationGracePeriodSeconds: 60 };
  const [before, after] = ['a:1', 'a:2'].map((image) => deployment('relay', spec, { image, ...probes }, pod));
  // 3 × (60 + 15) + 60 seconds
  expect(sentences(replacedPods, [before ?? {}], [after ?? {}])).toEqual([
    'Deployment ai/relay: 3 pods, one at a time (maxSurge 1, maxUnavailable 0), none unavailable meanwhile, in at most 5 min: ' +
      '3 × (startupProbe 30 × 2 s + readinessProbe 5 + 1 × 10 s), then terminationGracePeriodSeconds 60 s; ' +
      'image pulls and init containers not counted.',
  ]);
  expect(effects(replacedPods, [before ?? {}], [after ?? {}])[0]?.facts).toMatchObject({
    pods: 3,
    unavailable: 0,
    atMostSeconds: 285,
    causes: ['spec.containers[main].image'],
  });
});

it('says nothing of what replaces no pods: other fields, workloads that come, go or are the same', () => {
  const one = deployment('relay');
  expect(sentences(replacedPods, [one], [deployment('relay', { replicas: 5 })])).toEqual([]);
  expect(sentences(replacedPods, [], [one])).toEqual([]);
  expect(sentences(replacedPods, [one], [])).toEqual([]);
  expect(sentences(replacedPods, [object('Service', 'a')], [object('Service', 'a', { spec: { template: 1 } })])).toEqual([]);
}); // prettier-ignore

it.each([
  ['all at once, with Recreate', deployment, { replicas: 2, strategy: { type: 'Recreate' } }, 'all at once (Recreate), unavailable meanwhile, in at most 40 s'],
  ['by shares: surge rounds up, unavailable down', deployment, { replicas: 10 }, '5 at a time (maxSurge 3, maxUnavailable 2), up to 2 unavailable meanwhile, in at most 50 s'],
  ['one of a StatefulSet at a time, each after the one before has ended', statefulSet, { replicas: 3 }, 'one at a time, up to 1 unavailable meanwhile, in at most 2 min'],
  ['those of a StatefulSet above its partition', statefulSet, { replicas: 3, updateStrategy: { rollingUpdate: { partition: 2 } } }, 'one at a time, from number 2 on (partition), up to 1 unavailable meanwhile, in at most 40 s'],
  ['by hand', statefulSet, { updateStrategy: { type: 'OnDelete' } }, 'each when somebody deletes it (OnDelete)'],
])('replaces %s', (_, workload, spec, expected) => {
  const container = { readinessProbe: {} };
  const [sentence] = sentences(replacedPods, [workload('w', spec, { image: 'a:1', ...container })], [workload('w', spec, { image: 'a:2', ...container })]);
  expect(sentence).toContain(expected);
}); // prettier-ignore

it('counts the pods that an autoscaler may have made', () => {
  const autoscaler = object('HorizontalPodAutoscaler', 'relay', {
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'relay' }, minReplicas: 2, maxReplicas: 8 },
  });
  const all = (image: string) => [deployment('relay', {}, { image }), autoscaler];
  expect(effects(replacedPods, all('a:1'), all('a:2'))).toMatchObject([{ facts: { pods: 8 } }]);
  expect(sentences(replacedPods, all('a:1'), all('a:2'))[0]).toMatch(
    /: 2 to 8 pods, .* in at most 30 s for 8: /,
  );
});
