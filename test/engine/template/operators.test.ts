import { AuthorError } from '../../../lib/engine/values/author-error';
import { literal, NODE, type Expr } from '../../../lib/engine/template/expression';
import * as operators from '../../../lib/engine/template/operators';
import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import { evaluated, evaluatorOf, SmallStack } from '../small-stack';

const { values } = new SmallStack();
const {
  and, appVersion, asJson, asInteger, asString, chartIsRoot, chartName, chartVersion, checksum, contains, distinct, either, equal, exceeds, firstMatch,
  greaterThan, hasKey, includes, joined, lengthOf, matches, not, or, orElse, product, releaseName, releaseNamespace, requiredValue, sum,
  text, stringAt, hasApi, lookup, objectWithin, stringWithin, stringsWithin, firstWithin, trimPrefix, trimSuffix, truncate, replaceAll,
} = operators; // prettier-ignore

it.each<[string, () => unknown, string]>([
  ['and() of nothing', () => and(), 'There is no condition in and().'],
  ['or() of nothing', () => or(), 'There is no condition in or().'],
  [
    'a flag',
    () => matches(values.host, /a/i),
    '/a/i has the flag i, which Helm reads otherwise or not at all',
  ],
])('%s, which the two renderings would not take alike, is rejected', (_, write, message) => {
  expect(write).toThrow(AuthorError);
  expect(write).toThrow(message);
});

it.each<[string, Expr<unknown>, JsonObject, Json]>([
  ['releaseName', releaseName, {}, 'app'],
  ['releaseNamespace', releaseNamespace, {}, 'ai'],
  ['chartName', chartName, {}, 'small'],
  ['chartIsRoot', chartIsRoot, {}, true],
  ['chartVersion', chartVersion, {}, '1.0.0'],
  ['appVersion', appVersion, {}, '2.0.0'],
  ['and', and(values.on, values.off), {}, false],
  ['or', or(values.off, values.name), { name: 'a' }, 'a'],
  ['not', not(values.off), {}, true],
  ['equal', equal(values.type, 'ClusterIP'), {}, true],
  ['greaterThan', greaterThan(values.replicas, 2), {}, false],
  ['exceeds', exceeds(values.size, values.size), {}, false],
  ['contains', contains(values.host, 'os'), {}, true],
  ['matches', matches(values.host, /^h/), {}, true],
  ['matches', matches(values.name, /^\/tmp\/?$/), { name: '/tmp/' }, true],
  ['firstMatch', firstMatch(values.host, /[a-n]/), {}, 'h'],
  ['hasKey', hasKey(values.labels, 'team'), { labels: { team: 'a' } }, true],
  ['hasKey of what is null', hasKey(values.piece, 'a'), { piece: { a: null } }, true],
  ['what is null', values.piece, { piece: { a: null } }, {}],
  ['textAt', stringAt(values.labels, values.name), { name: 'team', labels: { team: 'a' } }, 'a'],
  ['includes', includes(values.names, 'one'), {}, true],
  ['distinct', distinct(values.words), { words: ['a', 'a'] }, ['a']],
  ['joined', joined(values.words, '-'), { words: ['a', 'b'] }, 'a-b'],
  ['asNumber', asInteger(values.name), { name: '12' }, 12],
  ['sum', sum(values.replicas, values.replicas), {}, 4],
  ['product', product(values.replicas, 10), {}, 20],
  ['orElse', orElse(values.name, 'other'), {}, 'other'],
  ['orElse a number', orElse<string | number>(values.size, 7), { size: '' }, '7'],
  ['either, the first', either(values.on, literal('a'), literal('b')), { on: true }, 'a'],
  ['either, the second', either(values.on, literal('a'), literal('b')), { on: false }, 'b'],
  ['truncate', truncate(values.host, 2), {}, 'ho'],
  ['trimSuffix', trimSuffix(values.host, 't'), {}, 'hos'],
  ['trimPrefix', trimPrefix(values.host, 'h'), {}, 'ost'],
  ['replaceAll', replaceAll(values.host, 'o', '_'), {}, 'h_st'],
  ['replaceAll of nothing', replaceAll(values.host, 'x', '_'), {}, 'host'],
  ['lookup', lookup(['v1', 'Secret'], releaseNamespace, values.name), {}, {}],
  ['hasApi', hasApi('v1', 'Pod'), {}, false],
  ['stringWithin', stringWithin(values.object, 'a', 'b'), { object: { a: { b: 'c' } } }, 'c'],
  ['stringWithin', stringWithin(values.object, 'a', 'b'), { object: { a: {} } }, ''],
  ['objectWithin', objectWithin(values.object, 'a'), { object: { a: { b: 'c' } } }, { b: 'c' }],
  ['stringsWithin', stringsWithin(values.object, 'a'), { object: { a: ['b'] } }, ['b']],
  ['firstWithin', firstWithin(values.object, 'a'), { object: { a: [{ b: 'c' }] } }, { b: 'c' }],
  ['firstWithin', firstWithin(values.object, 'a'), {}, {}],
  ['lengthOf', lengthOf(values.host), {}, 4],
  ['asText', asString(values.replicas), {}, '2'],
  ['asJson', asJson(values.names), {}, '["one"]'],
  ['text', text`${values.host}:${values.replicas}/${1}`, {}, 'host:2/1'],
])('%s', (_, expression, given, result) => {
  expect(evaluatorOf(given).value(expression)).toEqual(result);
});

it('and() and or() of one condition are the condition', () => {
  expect([and(values.on), or(values.on)]).toEqual([values.on, values.on]);
});

it('requiredValue() stops where the value is empty, and gives it otherwise', () => {
  const name = requiredValue(values.name, 'name must not be empty');
  expect(evaluated(name, { name: 'a' })).toBe('a');
  expect(() => evaluated(name)).toThrow('name must not be empty');
});

it('replaceAll() replaces each part, and needs one', () => {
  const name = replaceAll(values.name, '+', '$&');
  expect(evaluated(name, { name: 'a+b+' })).toBe('a$&b$&');
  expect(() => replaceAll(values.name, '', '_')).toThrow('the part is empty');
});

it('checksum() is of a string itself and of the JSON of all else', () => {
  expect(evaluated(checksum(values.name), { name: '["one"]' })).toBe(evaluated(checksum(values.names)));
});

describe('what nothing can misread is known to be so', () => {
  const isYamlSafe = (expression: Expr<unknown>) => expression[NODE].shape;
  const yamlSafe = { type: 'string', yamlSafe: true };
  const any = { type: 'string', yamlSafe: false };

  it.each<[string, Expr<unknown>, object]>([
    ['a name and a number', text`${values.host}-${values.replicas}`, yamlSafe],
    ['any string', text`${values.host}-${values.name}`, any],
    ['a name after a space', text`a ${values.host}`, any],
    ['a name or a word', orElse(values.host, 'word'), yamlSafe],
    ['a name or a phrase', orElse(values.host, 'two words'), any],
    ['part of a name', truncate(values.host, 2), yamlSafe],
    ['with another letter', replaceAll(values.host, 'o', '_'), yamlSafe],
    ['with a space', replaceAll(values.host, 'o', ' '), any],
    ['a number as a string', asString(values.large), yamlSafe],
    ['JSON', asJson(values.host), any],
  ])('%s', (_, expression, shape) => {
    expect(isYamlSafe(expression)).toEqual(shape);
  });
});
