import { changedPart } from '../../../lib/engine/values/changed';
import { globalSection, list, mapOf, section } from '../../../lib/engine/values/collections';
import { optional, type JsonObject } from '../../../lib/engine/values/declaration';
import { port } from '../../../lib/engine/values/numbers';
import { string } from '../../../lib/engine/values/scalars';

const values = section('Values.', {
  global: globalSection('Shared.', { word: string('g', 'Text.'), other: string('o', 'Text.') }),
  text: string('text', 'Text.'),
  maybe: optional(port(1, 'Port.')),
  inner: section('Inner.', { port: port(80, 'Port.'), name: string('a', 'Text.') }),
  words: list(['a'], 'Words.', string('', 'Word.')),
  map: mapOf({ a: 'b' }, 'Map.', string('', 'Text.'), { key: /^.*$/, expects: 'any', samples: [] }),
});

/** The keys that are looked at, and the values of them. */
function looked(given: JsonObject): unknown {
  const { declaration, values: changed } = changedPart(values, { ...values.default, ...given });
  return { keys: Object.keys(declaration.shape.fields), values: changed };
}

it('is nothing of the defaults, and nothing that is absent and may be', () => {
  expect(looked({})).toEqual({ keys: [], values: {} });
  expect(looked({ words: ['a'], map: { a: 'b' }, inner: { name: 'a', port: 80 } })).toEqual({
    keys: [],
    values: {},
  });
});

it.each<[string, JsonObject, readonly string[]]>([
  ['a value', { text: 'other' }, ['text']],
  ['a value that was absent', { maybe: 2 }, ['maybe']],
  ['a list, all of it', { words: ['a', 'b'] }, ['words']],
  ['a map, all of it', { map: {} }, ['map']],
  ['a value of the wrong type', { text: 5, inner: 'none', maybe: null }, ['text', 'maybe', 'inner']],
])('has %s that is another one', (_, given, keys) => {
  expect(looked(given)).toEqual({ keys, values: given });
});

it('has of a section only what is another one', () => {
  const { declaration, values: changed } = changedPart(values, {
    ...values.default,
    inner: { port: 1, name: 'a' },
  });
  expect(changed).toEqual({ inner: { port: 1 } });
  expect(declaration.shape.fields['inner']?.shape).toMatchObject({ fields: { port: {} } });
  expect(declaration.shape.fields['inner']?.shape).not.toMatchObject({ fields: { name: {} } });
});

it('has a value that is taken away, without a value for it', () => {
  const { text, ...rest } = values.default;
  expect(text).toBe('text');
  const { declaration, values: changed } = changedPart(values, rest);
  expect([Object.keys(declaration.shape.fields), changed]).toEqual([['text'], {}]);
});

it('has what is not declared, at any depth, whatever it is called', () => {
  expect(looked({ unknown: 1 })).toEqual({ keys: [], values: { unknown: 1 } });
  const inner = JSON.parse('{"port": 80, "name": "a", "__proto__": {}}') as JsonObject;
  const { values: changed } = changedPart(values, { ...values.default, inner });
  expect(JSON.stringify(changed)).toBe('{"inner":{"__proto__":{}}}');
});

it('has all of what other charts share, which is compared with all of our keys', () => {
  const global = { word: 'g', other: 'o', wrod: 'x' };
  const { declaration, values: changed } = changedPart(values, { ...values.default, global });
  expect(changed).toEqual({ global });
  expect(declaration.shape.fields['global']).toBe(values.shape.fields.global);
});

it('has the same declaration for the same keys, and another one for others', () => {
  const declarationOf = (given: JsonObject) =>
    changedPart(values, { ...values.default, ...given }).declaration;
  const first = declarationOf({ text: 'b', inner: { name: 'b', port: 80 } });
  expect(declarationOf({ text: 'c', inner: { name: 'c', port: 80 } })).toBe(first);
  expect(declarationOf({ text: 'c', inner: { name: 'a', port: 81 } })).not.toBe(first);
  expect(declarationOf({ text: 'c' })).not.toBe(first);
});
