import { pairedWorkloads } from '../../../../lib/app/changes/effects/paired-workloads';
import { deployment, object, statefulSet } from '../objects';

it('pairs workloads by what they are, and has those of one side too', () => {
  const [a, gone, added] = [deployment('a'), statefulSet('gone'), statefulSet('added')];
  expect(pairedWorkloads({ before: [a, gone, object('Service', 'a')], after: [added, a] })).toEqual([
    { before: a, after: a },
    { before: gone },
    { after: added },
  ]);
});
