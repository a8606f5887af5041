import { compare } from '../../../lib/app/changes/comparison';
import { namesOf, planFacts, planLines, pruneLines } from '../../../lib/app/cli/plan';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { deployment, object } from '../changes/objects';

const comparison = (before: readonly JsonObject[], after: readonly JsonObject[]) => {
  const side = (objects: readonly JsonObject[]) => ({ name: 'x', objects, notes: [] });
  return compare('dev', side(before), side(after));
};
const scaled = comparison([deployment('relay', { replicas: 1 })], [deployment('relay', { replicas: 2 })]);

it('says what will change and what that does; of what is all new, that it is', () => {
  expect(planLines(scaled, true)).toEqual([
    'Changes:     objects: 1 changed',
    '  scales pods',
    '    Deployment ai/relay: 2 pods instead of 1 pod.',
  ]);
  expect(planLines(comparison([], [deployment('relay')]), false)).toEqual(['Changes:     objects: 1 added']);
});

it('says what is deleted, what would be, and what people have to delete', () => {
  const pruning = { deleted: [object('ConfigMap', 'a')], kept: [{ object: object('Secret', 'b'), reason: 'why' }] };
  const kept = ['Rendered no more, and left to you:', '  Secret ai/b: why (kubectl delete -n ai secret b)'];
  expect(pruneLines(pruning, true)).toEqual(['Rendered no more, and deleted:', '  ConfigMap ai/a', ...kept]);
  expect(pruneLines(pruning, false)[0]).toBe('Rendered no more, and not deleted without --prune:');
  expect(pruneLines({ deleted: [], kept: [] }, true)).toEqual([]);
}); // prettier-ignore

it('has the same for machines', () => {
  expect(planFacts(scaled)).toEqual({
    changes: [{ change: 'changed', object: 'Deployment ai/relay' }],
    effects: [{ kind: 'scales-pods', object: 'Deployment ai/relay', sentence: '2 pods instead of 1 pod.' }],
  });
  expect(namesOf([object('Secret', 'b')])).toEqual(['Secret ai/b']);
});
