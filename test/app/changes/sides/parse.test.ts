import { parseManifests } from '../../../../lib/app/changes/sides/parse';

it('has all objects, and no empty documents', () => {
  expect(parseManifests('kind: A\n---\n---\nkind: B\nlist: &x [1]\nother: *x\n')).toEqual([
    { kind: 'A' },
    { kind: 'B', list: [1], other: [1] },
  ]);
  expect(parseManifests('')).toEqual([]);
});

it('parses the same text once', () => {
  expect(parseManifests('kind: C\n')).toBe(parseManifests('kind: C\n'));
});
