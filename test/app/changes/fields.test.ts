import { fieldChanges, formatFieldPath } from '../../../lib/app/changes/fields';
import type { Json } from '../../../lib/engine/values/declaration';

const inWords = (value?: Json) => (value === undefined ? 'none' : JSON.stringify(value));

/** Changes as `path: before -> after`. */
function changes(before: Json, after: Json, path: readonly string[] = []): readonly string[] {
  return fieldChanges(before, after, path).map(
    (change) => `${formatFieldPath(change.path)}: ${inWords(change.before)} -> ${inWords(change.after)}`,
  );
}

it('finds fields that are changed, added and removed, and no others', () => {
  const before = { a: 1, same: { x: [1] }, gone: null, nested: { b: 'x' } };
  const after = { a: 2, same: { x: [1] }, nested: { b: 'x', c: true } };
  expect(changes(before, after)).toEqual(['a: 1 -> 2', 'gone: null -> none', 'nested.c: none -> true']);
  expect(changes(before, { ...before })).toEqual([]);
});

it('tells an empty map from none, and a member of Object.prototype from a key', () => {
  expect(changes({ a: {} }, {})).toEqual(['a: {} -> none']);
  expect(changes({}, { constructor: 1 })).toEqual(['constructor: none -> 1']);
});

it.each<[string, Json[], Json[], string[]]>([
  ['containers', [{ name: 'a', image: '1' }, { name: 'b' }], [{ name: 'new' }, { name: 'a', image: '2' }, { name: 'b' }],
    ['containers[a].image: "1" -> "2"', 'containers[new]: none -> {"name":"new"}']],
  ['env', [{ name: 'A', value: 'x' }, { name: 'B' }], [{ name: 'B' }, { name: 'A', value: 'y' }], ['env[A].value: "x" -> "y"']],
  ['ports', [{ port: 80, protocol: 'TCP' }], [{ port: 80, protocol: 'UDP' }, { port: 80, protocol: 'TCP' }],
    ['ports[80/UDP]: none -> {"port":80,"protocol":"UDP"}']],
  ['ports', [{ containerPort: 1, name: 'a' }], [{ containerPort: 1, name: 'b' }], ['ports[1].name: "a" -> "b"']],
  ['volumeMounts', [{ mountPath: '/a', name: 'x' }], [{ mountPath: '/a', name: 'y' }], ['volumeMounts[/a].name: "x" -> "y"']],
  ['volumeClaimTemplates', [{ metadata: { name: 'd' }, spec: 1 }], [{ metadata: { name: 'd' }, spec: 2 }],
    ['volumeClaimTemplates[d].spec: 1 -> 2']],
])('compares the items of %s that Kubernetes takes for the same', (list, before, after, expected) => {
  expect(changes(before, after, [list])).toEqual(expected);
}); // prettier-ignore

it('says when only the order is another, which replaces pods', () => {
  expect(changes([{ name: 'a' }, { name: 'b' }], [{ name: 'b' }, { name: 'a' }], ['env'])).toEqual([
    'env.(order): ["a","b"] -> ["b","a"]',
  ]);
});

it('compares lists without keys as wholes, or by what is in them', () => {
  expect(changes(['a'], ['a', 'b'], ['args'])).toEqual(['args: ["a"] -> ["a","b"]']);
  expect(changes([{ to: 1 }, { to: 2 }], [{ to: 2 }], ['egress'])).toEqual(['egress[0]: {"to":1} -> none']);
  expect(changes([{ to: 1 }], [{ to: 1 }, { to: 3 }], ['egress'])).toEqual(['egress[1]: none -> {"to":3}']);
  expect(changes([{ to: 1, x: 1 }], [{ to: 2, x: 1 }], ['egress'])).toEqual(['egress[0].to: 1 -> 2']);
  expect(changes([{ to: 1 }], [{ to: 1 }, { to: 1 }], ['egress'])).toEqual(['egress: [{"to":1}] -> [{"to":1},{"to":1}]']);
}); // prettier-ignore

it('compares a list in which two items have one key by position, so that none is lost', () => {
  const twice = [{ name: 'A', value: '1' }, { name: 'A', value: '2' }]; // prettier-ignore
  const changed = [{ name: 'A', value: '1' }, { name: 'A', value: '3' }]; // prettier-ignore
  expect(changes(twice, changed, ['env'])).toEqual(['env[1].value: "2" -> "3"']);
});

it('puts quotes around keys with dots and slashes', () => {
  expect(formatFieldPath(['metadata', 'labels', 'app.kubernetes.io/name'])).toBe(
    'metadata.labels["app.kubernetes.io/name"]',
  );
});
