import { namespacesQuestion } from '../../../../lib/app/deploy/preflight/namespaces';
import { object } from '../../changes/objects';
import { asked, named } from '../cluster';

it('finds a namespace that neither is there nor is made', () => {
  const elsewhere = { ...object('Service', 'a'), metadata: { name: 'a', namespace: 'other' } };
  const sentence =
    'Namespace other does not exist, for Service other/a; create it first (kubectl create namespace other).';
  expect(namespacesQuestion.ask(asked([object('Service', 'b'), elsewhere], {}))).toEqual([sentence]);
  expect(namespacesQuestion.ask(asked([named('Namespace', 'other'), elsewhere], {}))).toEqual([]);
});

it('finds one that is being deleted', () => {
  const namespaces = new Map([['ai', named('Namespace', 'ai', { status: { phase: 'Terminating' } })]]);
  expect(namespacesQuestion.ask(asked([], {}, { namespaces }))).toEqual([
    'Namespace ai is being deleted; wait until it is gone (kubectl wait --for=delete namespace/ai).',
  ]);
});
