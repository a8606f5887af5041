import { IntOrString } from 'cdk8s-plus-27/lib/imports/k8s';
import { Evaluator, RequiredValueError } from '../../../lib/engine/manifests/evaluate';
import { AuthorError } from '../../../lib/engine/values/author-error';
import { references, Variable, type Expr } from '../../../lib/engine/template/expression';
import {
  choose,
  each,
  eachEntry,
  Include,
  Lines,
  merged,
  named,
  neverEmpty,
  pair,
  when,
  type Tree,
} from '../../../lib/engine/template/tree';
import {
  and, asJson, asString, not, or, orElse, requiredValue, text, trimPrefix, truncate,
} from '../../../lib/engine/template/operators'; // prettier-ignore
import { entry, mapOf, section } from '../../../lib/engine/values/collections';
import { optional } from '../../../lib/engine/values/declaration';
import { quantity } from '../../../lib/engine/values/numbers';
import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import { string } from '../../../lib/engine/values/scalars';
import { evaluated, evaluatorOf, messageOf, smallChart, SmallStack } from '../small-stack';

const stack = new SmallStack();
const { on, off, replicas, maybe, name, host, size, labels, words, names, services } = stack.values;

describe('what is not there leaves no trace', () => {
  it.each<[string, Tree, Json | undefined]>([
    ['a property that may be absent', { maybe, a: 1 }, { a: 1 }],
    ['an empty string is there', { name }, { name: '' }],
    ['an empty map of the user', { labels, a: 1 }, { a: 1 }],
    ['an empty list of the user', { words, a: 1 }, { a: 1 }],
    ['a map of which nothing is there', { inner: { maybe }, a: 1 }, { a: 1 }],
    ['a list of which nothing is there', { inner: [when(off, 1)], a: 1 }, { a: 1 }],
    ['a map that the author left empty is there', { inner: {} }, { inner: {} }],
    ['a list that the author left empty is there', { inner: [] }, { inner: [] }],
    ['null is there', { inner: null }, { inner: null }],
    ['parts of which none is there', { inner: merged(labels, when(off, { a: 1 })) }, undefined],
    ['a loop without items', { inner: eachEntry(labels, { key: 'k', entry: 'v' }, pair) }, undefined],
  ])('%s', (_, tree, result) => {
    expect(evaluated(tree)).toEqual(result);
  });
});

describe('items of a list', () => {
  it.each<[string, readonly Tree[], JsonObject, Json]>([
    ['a list of the user among others', ['a', names, 'b'], {}, ['a', 'one', 'b']],
    ['a list of the user that is empty', ['a', words], {}, ['a']],
    ['a list that a decision gives', [choose(on, ['a', 'b'], 'c')], {}, ['a', 'b']],
    ['a loop in a loop', [each(names, 'x', (x) => each(words, 'y', (y) => text`${x}${y}`))], { names: ['a', 'b'], words: ['c'] }, ['ac', 'bc']],
    ['a decision in a loop', [each(words, 'x', (x) => when(x, x))], { words: ['', 'a'] }, ['a']],
    ['a map and a part of one', [merged({ a: 1 }, { b: 2 }), pair(host, 1)], {}, [{ a: 1, b: 2 }, { host: 1 }]],
  ])('%s', (_, tree, given, result) => {
    expect(evaluated(tree, given)).toEqual(result);
  }); // prettier-ignore
});

it('a quantity that is given as a number is written as a string', () => {
  expect(evaluated({ size }, { size: 2 })).toEqual({ size: '2' });
});

describe('a quantity of 0 is there, as a number and as a string', () => {
  const { spare } = references(section('x', { spare: optional(quantity('1', 'x')) }));
  const declaration = mapOf({}, 'x', entry('x', { disk: quantity('1Gi', 'x') }), {
    key: /a/,
    expects: 'x',
    samples: ['a'],
  });
  const { disks } = references(section('x', { disks: declaration }));
  const loop = eachEntry(disks, { key: 'key', entry: 'entry' }, (_, { disk }) => [disk]);

  it.each<[string, Tree]>([
    ['alone', spare],
    ['where it is asked', choose(spare, '0', 'absent')],
    ['among other conditions', choose(not(and(spare, or(spare, off))), 'absent', '0')],
    ['before another one', orElse(spare, size)],
    ['as a default', orElse(orElse(name, ''), asString(spare))],
    ['in a string', text`${spare}`],
    ['where it is required', requiredValue(spare, 'set it')],
    ['as JSON', trimPrefix(truncate(asJson(spare), 2), '"')],
  ])('%s', (_, tree) => {
    expect(evaluated({ tree }, { spare: 0 })).toEqual({ tree: '0' });
    expect(evaluated({ tree }, { spare: '0' })).toEqual({ tree: '0' });
  });

  it('in an entry', () => {
    const given = { disks: { a: { disk: 0 }, b: { disk: '0' }, c: {} } };
    expect(evaluated(['first', loop], given)).toEqual(['first', '0', '0', '1Gi']);
  });

  it('and without one, functions get an empty string', () => {
    expect(evaluated(asJson(spare))).toBe('""');
    expect(evaluated({ spare, other: 1 })).toEqual({ other: 1 });
  });
});

it('an entry is rendered with its defaults, of which an explicit false and 0 are none', () => {
  const tree = [
    eachEntry(services, { key: 'key', entry: 'service' }, (_, service) => ({
      enabled: service.enabled,
      port: service.port,
    })),
  ];
  const given = { services: { web: { name: 'web', enabled: false, port: 0 }, other: { name: 'o' } } };
  expect(evaluated(tree, given)).toEqual([
    { enabled: true, port: 80 },
    { enabled: false, port: 0 },
  ]);
});

it('a loop over a value that is neither a list nor a map has no iteration', () => {
  const loop = { source: name, variables: { item: new Variable('x') } };
  expect([...evaluatorOf().iterations(loop)]).toEqual([]);
});

describe('a loop costs no more than its iterations', () => {
  /** A map whose keys are counted as they are asked for, and its values. */
  function counted(size: number) {
    const count = { lists: 0, values: 0 };
    const entries = Array.from({ length: size }, (_, index) => [`key${String(index)}`, index]);
    const map = new Proxy(Object.fromEntries(entries) as JsonObject, {
      ownKeys: (target) => ((count.lists += 1), Reflect.ownKeys(target)),
      get: (target, key) => ((count.values += 1), Reflect.get(target, key) as Json),
    });
    return { count, map };
  }

  function evaluatorOfLabels(map: JsonObject): Evaluator {
    return Evaluator.for({ name: 'app', namespace: 'ai', chart: smallChart, values: { labels: map } });
  }

  it.each([10, 100])('of %i: the keys of a map are listed once, within a loop over it too', (size) => {
    const { count, map } = counted(size);
    const inner = eachEntry(labels, { key: 'b', entry: 'y' }, () => 1);
    const tree = [eachEntry(labels, { key: 'a', entry: 'x' }, () => [inner])];
    expect(evaluatorOfLabels(map).tree(tree)).toHaveLength(size * size);
    expect(count.lists).toBe(1);
  });

  it('one iteration is there before the next', () => {
    const { count, map } = counted(100);
    const loop = { source: labels, variables: { item: new Variable('x') } };
    evaluatorOfLabels(map).iterations(loop).next();
    expect(count.values).toBe(1);
  });
});

it('a name holds within what it is for, and not outside', () => {
  const variable = new Variable('short');
  const reference = named(variable, host);
  expect(evaluatorOf().naming({ variable, value: host }).value(reference)).toBe('host');
  expect(messageOf(() => evaluatorOf().value(reference))).toBe(
    'The variable short is used outside the loop or the scope that has it.',
  );
});

it('an item is used within its loop, and not outside', () => {
  const outside: Expr<string>[] = [];
  const loop = each(names, 'one', (one) => {
    outside.push(one);
    return one;
  });
  expect(evaluated({ inner: [loop] })).toEqual({ inner: ['one'] });
  expect(messageOf(() => evaluated({ inner: [loop], other: outside[0] }))).toBe(
    'other: The variable one is used outside the loop or the scope that has it.',
  );
});

it('a value of another stack is no value of this one', () => {
  const other = references(section('Other.', { theirs: string('x', 'A word.') }));
  expect(messageOf(() => evaluated({ a: other.theirs }))).toBe('a: The stack has no value theirs.');
});

it('a helper is computed once', () => {
  const include = new Include({ kind: 'map', name: 'labels', comment: '', body: { app: host } });
  const evaluator = evaluatorOf();
  expect(evaluator.tree(include)).toBe(evaluator.tree(include));
});

it('a required value that is missing is the user’s mistake', () => {
  expect(() => evaluated({ a: requiredValue(name, 'set name') })).toThrow(RequiredValueError);
  expect(() => evaluated({ a: requiredValue(name, 'set name') })).toThrow(/^set name$/);
});

describe('an author’s mistake names the field', () => {
  it.each<[string, Tree]>([
    [
      'a.b: Something that is never empty, by its author, is empty.',
      { a: { b: neverEmpty([when(off, 1)]) } },
    ],
    ['a[1]: Only maps can be merged.', { a: [0, merged({}, names)] }],
    ['a: Two parts of a map set the key b.', { a: merged({ b: 1 }, when(on, { b: 2 })) }],
    ['a: Two parts of a map set the key same.', { a: each(names, 'x', () => ({ same: 1 })) }],
    ['a["b/c"]: A line was expected.', { a: { 'b/c': new Lines([when(on, { a: 1 })]) } }],
    [
      'a: A wrapper of cdk8s was expected in the manifest of a resource only.',
      { a: IntOrString.fromNumber(1) },
    ],
    [
      'helper labels, b: Only maps can be merged.',
      { a: new Include({ kind: 'map', name: 'labels', comment: '', body: { b: merged(host) } }) },
    ],
  ])('%s', (message, tree) => {
    const given = { names: ['one', 'two'] };
    expect(() => evaluated(tree, given)).toThrow(AuthorError);
    expect(messageOf(() => evaluated(tree, given))).toBe(message);
  });
});

it('numbers stay numbers and conditions become booleans', () => {
  const several = stack.namedCondition('several', 'Several.', replicas);
  expect(evaluated({ replicas, several })).toEqual({ replicas: 2, several: true });
});
