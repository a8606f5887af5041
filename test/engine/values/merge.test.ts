import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import {
  coalesce,
  isMap,
  overlay,
  scalarString,
  setOwn,
  withoutNull,
} from '../../../lib/engine/values/merge';

// That Helm merges alike is in merge.slow.test.ts.
const parsed = (json: string) => JSON.parse(json) as JsonObject;

describe('overlay', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['maps merge key by key', { a: { b: 1, c: 2 } }, { a: { c: 3, d: 4 } }, { a: { b: 1, c: 3, d: 4 } }],
    ['a list replaces a list', { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ['a scalar replaces a map', { a: { b: 1 } }, { a: 2 }, { a: 2 }],
    ['a map replaces a scalar', { a: 1 }, { a: { b: 2 } }, { a: { b: 2 } }],
    ['a list replaces a map', { a: { b: 1 } }, { a: [] }, { a: [] }],
    ['an empty map changes nothing', { a: { b: 1 } }, { a: {} }, { a: { b: 1 } }],
    ['null stays, to delete a default later', { a: 1 }, { a: null }, { a: null }],
    ['a map replaces null', { a: null }, { a: { b: 1 } }, { a: { b: 1 } }],
    ['members of every object are keys like others', {}, { toString: { a: 1 } }, { toString: { a: 1 } }],
  ])('%s', (_, base, over, merged) => {
    expect(overlay(base, over)).toEqual(merged);
  });
});

describe('withoutNull', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['what is null is not there', { a: null, b: 0, c: '' }, { b: 0, c: '' }],
    ['nor in the maps within, which stay', { a: { b: null, c: { d: null } } }, { a: { c: {} } }],
    ['lists stay as they are', { a: [null, { b: null }] }, { a: [null, { b: null }] }],
  ])('%s', (_, map, kept) => {
    expect(withoutNull(map)).toEqual(kept);
  });
});

describe('coalesce', () => {
  it.each<[string, JsonObject, JsonObject, JsonObject]>([
    [
      'what is not given has its default',
      { a: 1, b: { c: 2 } },
      { b: { d: 3 } },
      { a: 1, b: { c: 2, d: 3 } },
    ],
    ['a list replaces the default as a whole', { a: [1, 2] }, { a: [] }, { a: [] }],
    ['null deletes a default', { a: 1, b: { c: 2, d: 3 } }, { a: null, b: { c: null } }, { b: { d: 3 } }],
    ['null deletes a map', { a: { b: 1 } }, { a: null }, {}],
    ['null stays where there is no default', {}, { a: null, b: { c: null } }, { a: null, b: { c: null } }],
    ['null stays in a list', { a: [1] }, { a: [null] }, { a: [null] }],
    ['null stays in a map that replaces a scalar', { a: 1 }, { a: { b: null } }, { a: { b: null } }],
  ])('%s', (_, defaults, given, merged) => {
    expect(coalesce(defaults, given)).toEqual(merged);
  });
});

describe.each([overlay, coalesce])('$name', (merge) => {
  it('takes __proto__ for a key like others', () => {
    const merged = merge(parsed('{"__proto__": {"a": 1}}'), parsed('{"__proto__": {"b": 2}}'));
    expect(JSON.stringify(merged)).toMatch(/^\{"__proto__":\{("a":1,"b":2|"b":2,"a":1)\}\}$/);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  });

  it('leaves what it is given as it was', () => {
    const base = { a: { b: 1 } };
    const over = { a: { c: 2, d: null } };
    merge(base, over);
    expect([base, over]).toEqual([{ a: { b: 1 } }, { a: { c: 2, d: null } }]);
  });
});

describe('isMap', () => {
  it.each<[boolean, unknown]>([
    [true, {}],
    [true, { a: 1 }],
    [false, []],
    [false, null],
    [false, undefined],
    [false, 'x'],
    [false, 1],
  ])('is %s for %j', (expected, value) => {
    expect(isMap(value)).toBe(expected);
  });
});

describe('scalarString', () => {
  it.each<[Json | undefined, string]>([
    ['x', 'x'],
    [0, '0'],
    [1.5, '1.5'],
    [false, 'false'],
    [null, ''],
    [undefined, ''],
  ])('is of %j %j', (value, text) => {
    expect(scalarString(value)).toBe(text);
  });

  it.each<[Json]>([[[]], [{}], [['x']]])('rejects %j, which has no string form', (value) => {
    expect(() => scalarString(value)).toThrow(TypeError);
  });
});

it('setOwn sets a key that can be listed, changed and deleted, also __proto__', () => {
  const target: Record<string, Json> = {};
  setOwn(target, '__proto__', 1);
  setOwn(target, '__proto__', 2);
  expect(Object.entries(target)).toEqual([['__proto__', 2]]);
  delete target['__proto__'];
  expect(Object.keys(target)).toEqual([]);
});
