import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import { applySetFlag, SetFlagError } from '../../../lib/engine/values/set-flag';
import { FILE, type Flag } from './flags';

// That Helm reads flags alike is in set-flag.exhaustive.test.ts.

/** The sentence that an argument is rejected with. */
function rejection(argument: string, file: JsonObject = {}, flag: Flag = 'set'): string {
  try {
    applySetFlag(file, argument, flag === 'setString');
  } catch (error) {
    if (error instanceof SetFlagError) return error.message;
    throw error;
  }
  throw new Error(`${argument} was not rejected.`);
}

const dots = (count: number): string => `${'k.'.repeat(count)}k=1`;

describe('--set', () => {
  it.each<[string, JsonObject]>([
    ['a.b=c', { a: { b: 'c' } }],
    ['a=1,b.c=2', { a: 1, b: { c: 2 } }],
    ['a[0].b=c', { a: [{ b: 'c' }] }],
    ['a[2]=x', { a: [null, null, 'x'] }],
    ['a={x,1,true}', { a: ['x', 1, true] }],
    ['a={}', { a: [''] }],
    ['a={x},b=1', { a: ['x'], b: 1 }],
    ['a\\.b=c', { 'a.b': 'c' }],
    ['a=b\\,c', { a: 'b,c' }],
    ['a=b=c', { a: 'b=c' }],
    ['a=\\{x\\}', { a: '{x}' }],
    ['a=', { a: '' }],
    ['', {}],
  ])('assigns %s', (argument, values) => {
    expect(applySetFlag({}, argument, false)).toEqual(values);
  });

  it.each<[string, Json]>([
    ['true', true],
    ['FALSE', false],
    ['null', null],
    ['5', 5],
    ['-5', -5],
    ['+5', 5],
    ['0', 0],
    ['0755', '0755'],
    ['1.5', '1.5'],
    ['1e3', '1e3'],
    ['yes', 'yes'],
    ['9223372036854775808', '9223372036854775808'],
  ])('takes %s for %j, and --set-string for a string', (text, value) => {
    expect(applySetFlag({}, `a=${text}`, false)).toEqual({ a: value });
    expect(applySetFlag({}, `a=${text}`, true)).toEqual({ a: text });
  });

  it.each<[string, JsonObject]>([
    ['map.b=2', { map: { a: 1, b: 2 } }],
    ['list[0]=z', { list: ['z', 'y'] }],
    ['list=z', { list: 'z' }],
    ['maps[0].a=', { maps: [{ a: '' }, { b: 2 }] }],
    ['maps[2].c=1', { maps: [{ a: 1 }, { b: 2 }, { c: 1 }] }],
    ['lists[2][0]=1', { lists: [[1], 'x', [1]] }],
  ])('changes what is there: %s', (argument, changed) => {
    expect(applySetFlag(FILE, argument, false)).toEqual({ ...FILE, ...changed });
  });

  it('takes __proto__ for a key like others', () => {
    expect(Object.keys(applySetFlag({}, '__proto__.a=1', false))).toEqual(['__proto__']);
  });

  it('leaves the values that it is given as they were', () => {
    const before = structuredClone(FILE);
    applySetFlag(FILE, 'maps[0].a=2,list[0]=z,map.b=1', false);
    expect(FILE).toEqual(before);
  });
});

describe('--set says what is wrong', () => {
  it.each<[string, string]>([
    ['a.b', '--set: a.b has no value; write key=value, and "\\," for a comma in a value.'],
    ['=1', '--set: an assignment has an empty key; write key=value.'],
    ['a..b=1', '--set: a..b has an empty key; write key=value.'],
    ['a[x]=1', '--set: a[x] has an index that is not from 0 to 65536.'],
    ['a[65537]=1', '--set: a[65537] has an index that is not from 0 to 65536.'],
    ['a[0]b=1', '--set: a[0]b has "b" after "]".'],
    ['a={x', '--set: a has a list that does not end; write key={a,b}.'],
    ['text.a=1', '--set: text.a needs a map at text, where there is something else.'],
    ['map[0]=1', '--set: map[0] needs a list at map, where there is something else.'],
    ['a[0].b=', '--set: a[0].b has no value, which Helm forgets in a new item of a list; leave the key out.'],
    [dots(31), `--set: ${dots(31).slice(0, -2)} has more than 30 dots.`],
  ])('for %s', (argument, sentence) => {
    expect(rejection(argument, FILE)).toBe(sentence);
  });

  it('by the name of the flag', () => {
    expect(rejection('a', {}, 'setString')).toBe(
      '--set-string: a has no value; write key=value, and "\\," for a comma in a value.',
    );
  });

  it.each([
    'config.jwtSecret=s3cret,t0p',
    'config.jwtSecret={s3cret',
    'a=s3cret,text.b=t0p',
    'text.a=s3cret',
  ])('without the value, which may be a secret, for %s', (argument) => {
    const sentence = rejection(argument, FILE);
    expect(sentence).not.toContain('s3cret');
    expect(sentence).not.toContain('t0p');
  });
});
