import { workingTree } from '../../../../lib/app/changes/sides/working-tree';
import { manifestsOf } from '../../../../lib/app/output/dist';

it('has what a synthesis would write of each environment', () => {
  const environment = { name: 'dev', namespace: 'ai', stacks: {} };
  const { name, environments } = workingTree([environment]);
  expect(name).toBe('working tree');
  expect([...environments]).toEqual([['dev', [...manifestsOf(environment).values()]]]);
});

it('rejects values that are invalid', () => {
  const wrong = { name: 'dev', namespace: 'ai', stacks: { 'claude-relay': { replicaCount: -1 } } };
  expect(() => workingTree([wrong])).toThrow(/^environments\/dev\.ts: claude-relay: replicaCount is -1/);
});
