import { changedRequests } from '../../../../lib/app/changes/effects/requests';
import { deployment, effects, sentences } from '../objects';

const asking = (cpu: string, memory: string, replicas = 2) =>
  deployment('a', { replicas }, { resources: { requests: { cpu, memory } } });

it('adds up what all pods request', () => {
  expect(sentences(changedRequests, [asking('250m', '1Gi')], [asking('250m', '1536Mi', 3), deployment('b')])).toEqual([
    'CPU of all pods: 500m before, 750m after.',
    'memory of all pods: 2Gi before, 4608Mi after.',
  ]);
}); // prettier-ignore

it('says nothing when the sum is the same', () => {
  expect(sentences(changedRequests, [asking('500m', '1Gi', 1)], [asking('250m', '512Mi', 2)])).toEqual([]);
});

it('marks the workloads that request more or less, and no others', () => {
  const same = deployment('b', {}, { resources: { requests: { cpu: '1' } } });
  const found = effects(changedRequests, [asking('250m', '1Gi'), same], [asking('500m', '1Gi'), same]);
  expect(found.map(({ by }) => by)).toEqual([['Deployment ai/a']]);
});
