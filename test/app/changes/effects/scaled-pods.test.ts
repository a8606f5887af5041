import { scaledPods } from '../../../../lib/app/changes/effects/scaled-pods';
import { deployment, effects, object, sentences } from '../objects';

it('says how many pods there are, also of what comes and goes', () => {
  const [two, three] = [2, 3].map((replicas) => deployment('a', { replicas }));
  expect(sentences(scaledPods, [two ?? {}], [three ?? {}])).toEqual(['Deployment ai/a: 3 pods instead of 2 pods.']);
  expect(sentences(scaledPods, [two ?? {}], [])).toEqual(['Deployment ai/a: no pod instead of 2 pods.']);
  expect(sentences(scaledPods, [], [deployment('b')])).toEqual(['Deployment ai/b: 1 pod instead of no pod.']);
  expect(sentences(scaledPods, [two ?? {}], [two ?? {}])).toEqual([]);
}); // prettier-ignore

it('knows what an autoscaler may choose, where the workload is the same', () => {
  const autoscaler = object('HorizontalPodAutoscaler', 'a', {
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'a' }, minReplicas: 2, maxReplicas: 4 },
  });
  expect(sentences(scaledPods, [deployment('a')], [deployment('a'), autoscaler])).toEqual([
    'Deployment ai/a: 2 to 4 pods instead of 1 pod.',
  ]);
  expect(effects(scaledPods, [deployment('a')], [deployment('a'), autoscaler])).toMatchObject([
    { by: ['HorizontalPodAutoscaler ai/a'] },
  ]);
});
