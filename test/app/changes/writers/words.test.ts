import { compare } from '../../../../lib/app/changes/comparison';
import { effectsByKind, marksOf, pruneCommands, summaryOf } from '../../../../lib/app/changes/writers/words';
import { object } from '../objects';
import { COMPARISON, SAME } from './setup';

it('counts what is changed, added and removed', () => {
  expect(summaryOf(COMPARISON)).toBe('objects: 2 changed, 1 added, 1 removed');
  expect(summaryOf(SAME)).toBe('no difference');
});

it('marks an object with what its change does', () => {
  expect(COMPARISON.objects.map((change) => marksOf(change, COMPARISON))).toEqual([['replaces pods'], [], [], []]);
}); // prettier-ignore

it('has effects of one kind together', () => {
  expect(effectsByKind(COMPARISON)).toEqual([['replaces-pods', COMPARISON.effects]]);
});

it('marks also what does it to another object', () => {
  const [deployment, map] = COMPARISON.objects;
  const effects = [{ kind: 'opens-connection' as const, of: 'Deployment ai/relay', by: ['ConfigMap ai/files'], sentence: '', facts: {} }];
  for (const change of [deployment, map])
    expect(change && marksOf(change, { ...COMPARISON, effects })).toEqual(['opens a connection']);
}); // prettier-ignore

it('makes a comment of a command that cannot be undone', () => {
  const claim = object('PersistentVolumeClaim', 'data');
  const both = compare('dev', { name: 'a', objects: [claim, object('Service', 'old')], notes: [] }, { name: 'b', objects: [], notes: [] });
  expect(pruneCommands(both)).toEqual([
    '# kubectl delete -n ai persistentvolumeclaim data  # cannot go back',
    'kubectl delete -n ai service old',
  ]);
  expect(pruneCommands({ ...both, prune: [] })).toEqual([]);
}); // prettier-ignore
