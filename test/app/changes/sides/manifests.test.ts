import { isSame, sideOf, type Manifests } from '../../../../lib/app/changes/sides/manifests';

const place = (name: string, ...texts: readonly string[]): Manifests => ({
  name,
  environments: new Map([['dev', texts]]),
});

it('has the objects of all files, in their order', () => {
  const { objects, notes } = sideOf(place('HEAD', 'kind: A\n---\nkind: B\n', 'kind: C\n'), 'dev');
  expect(objects).toEqual([{ kind: 'A' }, { kind: 'B' }, { kind: 'C' }]);
  expect(notes).toEqual([]);
});

it('says that an environment is not there', () => {
  expect(sideOf(place('HEAD'), 'prod')).toEqual({
    name: 'HEAD',
    objects: [],
    notes: ['HEAD does not have the environment prod.'],
  });
});

it('is the same only with the same files', () => {
  expect(isSame('dev', place('a', 'x', 'y'), place('b', 'x', 'y'))).toBe(true);
  expect(isSame('dev', place('a', 'x', 'y'), place('b', 'x', 'z'))).toBe(false);
  expect(isSame('dev', place('a', 'x', 'y'), place('b', 'x'))).toBe(false);
  expect(isSame('prod', place('a'), place('b'))).toBe(false);
});
