import { call, goJson, isEmpty, sortedKeys, type FunctionName } from '../../../lib/engine/template/functions';
import type { Json } from '../../../lib/engine/values/declaration';

describe('a function gives what Helm’s function of this name gives', () => {
  it.each<[FunctionName, Json[], Json]>([
    ['and', [1, 'a', true], true],
    ['and', [1, '', true], ''],
    ['or', ['', 0, 'a', 'b'], 'a'],
    ['or', ['', 0], 0],
    ['not', [''], true],
    ['not', ['a'], false],
    ['eq', ['a', 'a'], true],
    ['eq', [1, '1'], false],
    ['ne', ['a', 'b'], true],
    ['gt', [2, 1], true],
    ['gt', [1, 1], false],
    ['exceeds', ['1Gi', '1G'], true],
    ['exceeds', ['500m', 1], false],
    ['exceeds', ['500m', 0], true],
    ['exceeds', [0, '500m'], false],
    ['exceeds', ['', '1'], false],
    ['exceeds', ['1', null], false],
    ['withoutNull', [{ a: null, b: { c: null } }], { b: {} }],
    ['withoutNull', [null], {}],
    ['add', [1, 2], 3],
    ['mul', [2, 3], 6],
    ['default', ['fallback', ''], 'fallback'],
    ['default', ['fallback', 0], 'fallback'],
    ['default', ['fallback', 'given'], 'given'],
    ['join', [', ', ['a', 1]], 'a, 1'],
    ['join', [', ', null], ''],
    ['uniq', [['a', 'b', 'a']], ['a', 'b']],
    ['has', ['a', ['b', 'a']], true],
    ['has', [{ a: 1 }, [{ a: 1 }]], true],
    ['int', ['12'], 12],
    ['int', [1.9], 1],
    ['trunc', [2, 'abc'], 'ab'],
    // By bytes, as Go: half an é is no letter.
    ['trunc', [1, 'é'], '\ufffd'],
    ['trimSuffix', ['-', 'a--'], 'a-'],
    ['trimSuffix', ['', 'a'], 'a'],
    ['trimSuffix', ['-', '-a'], '-a'],
    ['trimPrefix', ['v', 'v1'], '1'],
    ['trimPrefix', ['v', '1'], '1'],
    ['contains', ['b', 'abc'], true],
    ['matches', ['^[0-9]', '1a'], true],
    ['matches', ['^[^a]{2}$', '😀😀'], true],
    ['find', ['[0-9]+', 'a12b'], '12'],
    ['find', ['[0-9]+', 'a'], ''],
    ['findAll', ['a*', 'baac', -1], ['', 'aa', '']],
    ['findAll', ['.', '\u2028', -1], ['\u2028']],
    ['len', ['é'], 2],
    ['len', [['a', 'b']], 2],
    ['len', [{ a: 1 }], 1],
    ['hasKey', [{ a: null }, 'a'], true],
    ['hasKey', [{}, 'toString'], false],
    ['get', [{ a: 'b' }, 'a'], 'b'],
    ['get', [{}, 'toString'], ''],
    ['dig', ['a', 'b', 'none', { a: { b: 'c' } }], 'c'],
    ['dig', ['a', 'b', 'none', { a: {} }], 'none'],
    ['dig', ['toString', 'none', {}], 'none'],
    ['index', [['a', 'b'], 1], 'b'],
    ['lookup', ['v1', 'Secret', 'ai', 'keys'], {}],
    ['hasApi', ['v1/Pod'], false],
    ['sha256', ['a'], 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'],
    ['toJson', [{ b: '<', a: 1 }], '{"a":1,"b":"\\u003c"}'],
    ['toString', [1], '1'],
  ])('%s %j', (name, args, result) => {
    expect(call(name, args)).toEqual(result);
  });
});

it.each<[Json | undefined, boolean]>([
  [undefined, true],
  [null, true],
  [false, true],
  [0, true],
  ['', true],
  [[], true],
  [{}, true],
  ['0', false],
  [-1, false],
  [[0], false],
  [{ a: 0 }, false],
])('%j is empty for Go templates: %j', (value, empty) => {
  expect(isEmpty(value)).toBe(empty);
});

it('JSON is written as Go writes it', () => {
  expect(goJson({ b: [1, 'é'], a: { '>': '&\u2028' } })).toBe(
    '{"a":{"\\u003e":"\\u0026\\u2028"},"b":[1,"é"]}',
  );
});

it('keys are sorted by their bytes, not as JavaScript sorts them', () => {
  expect(sortedKeys({ '\u{1f600}': 1, '\uff5e': 1, b: 1, B: 1 })).toEqual(['B', 'b', '\uff5e', '\u{1f600}']);
});
