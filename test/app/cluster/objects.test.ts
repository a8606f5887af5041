import { KubectlError } from '../../../lib/app/cluster/kubectl';
import { asked, listOf, objectNamed, objectsIn, objectsOf } from '../../../lib/app/cluster/objects';
import { UserError } from '../../../lib/app/explain';
import { object } from '../changes/objects';

const one = object('Service', 'a');

it('reads what kubectl prints: nothing, one object, or a list', () => {
  expect(objectsIn(' \n')).toEqual([]);
  expect(objectsIn(JSON.stringify(one))).toEqual([one]);
  expect(objectsIn(listOf([one, one]))).toEqual([one, one]);
  expect(objectsIn('[]')).toEqual([]);
});

it('asks for kinds and for names, in a namespace or in none', () => {
  const calls: string[] = [];
  const kubectl = (args: readonly string[]) => {
    calls.push(args.join(' '));
    return calls.length > 2 ? '' : listOf([one]);
  };
  expect(objectsOf(kubectl, 'pods,events', 'ai')).toEqual([one]);
  expect(objectNamed(kubectl, 'namespace', 'ai')).toEqual(one);
  expect(objectNamed(kubectl, 'service', 'b', 'ai')).toBeUndefined();
  expect(calls).toEqual([
    'get pods,events --namespace ai --output json',
    'get namespace ai --ignore-not-found --output json',
    'get service b --namespace ai --ignore-not-found --output json',
  ]);
});

it('says of a complaint that nothing was changed', () => {
  const complain = () => {
    throw new KubectlError('no');
  };
  expect(() => asked(complain)).toThrow(new UserError('The cluster was asked and nothing was changed: no.'));
});
