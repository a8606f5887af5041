import { nameOf, objectChanges } from '../../../lib/app/changes/object-changes';
import { object } from './objects';

const words = (before: Parameters<typeof objectChanges>[0], after: Parameters<typeof objectChanges>[0]) =>
  objectChanges(before, after).map((change) => `${change.change} ${nameOf(change)}`);

it('pairs objects by group, kind, namespace and name', () => {
  const one = object('ConfigMap', 'a', { data: { x: '1' } });
  expect(words([one, object('Service', 'gone')], [{ ...one, data: { x: '2' } }, object('Service', 'new')])).toEqual([
    'changed ConfigMap ai/a',
    'added Service ai/new',
    'removed Service ai/gone',
  ]);
  expect(words([one], [one])).toEqual([]);
}); // prettier-ignore

it('takes another version of the API for a field, and another group or namespace for another object', () => {
  const route = object('Route', 'a', { apiVersion: 'x.io/v1beta1' });
  expect(words([route], [{ ...route, apiVersion: 'x.io/v1' }])).toEqual(['changed Route ai/a']);
  expect(words([route], [{ ...route, apiVersion: 'y.io/v1' }])).toEqual(['added Route ai/a', 'removed Route ai/a']);
  expect(words([route], [{ ...route, metadata: { name: 'a', namespace: 'b' } }])).toHaveLength(2);
}); // prettier-ignore
