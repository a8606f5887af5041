import { compare } from '../../../../../lib/app/changes/comparison';
import { changesSection } from '../../../../../lib/app/report/html/sections/changes';
import { deployment, object } from '../../../changes/objects';

const side = (...objects: Parameters<typeof compare>[1]['objects']) => ({ name: 'a', objects, notes: [] });

it('has what changes do, the objects with their fields, and what is to be deleted', () => {
  const before = side(deployment('web', { replicas: 1 }), object('ConfigMap', 'old'));
  const { text } = changesSection(compare('prod', before, side(deployment('web', { replicas: 2 }))));
  expect(text).toContain('objects: 1 changed, 1 removed');
  expect(text).toContain('<span class="badge neutral">scales pods</span>');
  expect(text).toContain('<del>- spec.replicas: 1</del>\n<ins>+ spec.replicas: 2</ins>');
  expect(text).toContain('kubectl delete -n ai configmap old');
});

it('shows what cannot be undone as such', () => {
  const claim = object('PersistentVolumeClaim', 'data');
  const { text } = changesSection(compare('prod', side(claim), side()));
  expect(text).toContain('<span class="badge bad">cannot go back</span>');
});

it('says that nothing differs', () => {
  const { text } = changesSection(compare('prod', side(), side()));
  expect(text).toContain('Nothing differs.');
  expect(text).not.toContain('<h3>');
});
