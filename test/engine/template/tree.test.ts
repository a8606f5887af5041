import { NODE, Variable } from '../../../lib/engine/template/expression';
import { distinct, greaterThan } from '../../../lib/engine/template/operators';
import {
  choose,
  commented,
  each,
  eachEntry,
  Each,
  ifSet,
  itemOf,
  keyOf,
  lines,
  merged,
  named,
  neverEmpty,
  pair,
  when,
} from '../../../lib/engine/template/tree';
import { evaluated, SmallStack } from '../small-stack';

const { values } = new SmallStack();

it('when() is there while its condition holds', () => {
  const tree = { a: when(greaterThan(values.replicas, 1), 'several'), b: 1 };
  expect(evaluated(tree)).toEqual({ a: 'several', b: 1 });
  expect(evaluated(tree, { replicas: 1 })).toEqual({ b: 1 });
});

it('choose() is one of two', () => {
  const tree = choose(values.on, 'yes', 'no');
  expect([evaluated(tree), evaluated(tree, { on: false })]).toEqual(['yes', 'no']);
});

it('ifSet() is there while the value is not empty', () => {
  const tree = { name: ifSet(values.name), b: 1 };
  expect([evaluated(tree), evaluated(tree, { name: 'a' })]).toEqual([{ b: 1 }, { name: 'a', b: 1 }]);
});

it('each() is an item for each item of a list', () => {
  const tree = [each(values.words, 'word', (word) => ({ word }))];
  expect(evaluated(tree, { words: ['a', 'b'] })).toEqual([{ word: 'a' }, { word: 'b' }]);
});

it('each() also goes over a list that is computed', () => {
  const tree = [each(distinct(values.words), 'word', (word) => word)];
  expect(evaluated(tree, { words: ['a', 'a'] })).toEqual(['a']);
});

it('eachEntry() goes over a map in the order of its keys, with defaults filled in', () => {
  const tree = [
    eachEntry(values.services, { key: 'key', entry: 'service' }, (key, service) => ({
      key,
      port: service.port,
      path: service.probe.path,
    })),
  ];
  expect(evaluated(tree, { services: { b: { name: 'b', port: 1 }, a: { name: 'a' }, web: null } })).toEqual([
    { key: 'a', port: 80, path: '/' },
    { key: 'b', port: 1, path: '/' },
  ]);
});

it('a loop names its variables', () => {
  const loop = eachEntry(values.services, { key: 'key', entry: 'service' }, () => ({}));
  expect(loop).toBeInstanceOf(Each);
  expect(loop.variables).toEqual({ key: new Variable('key'), item: new Variable('service') });
});

it('a loop is over a declared list or map', () => {
  expect(() => itemOf(values.name, new Variable('x'))).toThrow(
    'A loop needs a declared list or map, not a string.',
  );
});

it('a key can stand anywhere, and a name has the shape of its value', () => {
  expect(keyOf(new Variable('key'))[NODE].shape).toEqual({ type: 'string', yamlSafe: true });
  expect(named(new Variable('name'), values.replicas)[NODE].shape).toEqual(values.replicas[NODE].shape);
  // What may be absent may be so by its name too.
  expect(named(new Variable('name'), values.maybe)[NODE]).toMatchObject({ absent: 'omit' });
});

it('merged() has the keys of all its parts', () => {
  expect(
    evaluated(merged({ a: 1 }, when(values.off, { b: 2 }), values.labels), { labels: { c: '3' } }),
  ).toEqual({
    a: 1,
    c: '3',
  });
});

it('pair() is a key that is known only when a release is rendered', () => {
  expect(evaluated(pair(values.host, 1))).toEqual({ host: 1 });
});

it('neverEmpty() is what is in it', () => {
  expect(evaluated(neverEmpty([when(values.on, 1)]))).toEqual([1]);
});

it('commented() is what it is around', () => {
  const tree = { a: commented('Why.', 1), b: [commented('Why.', when(values.off, 2)), commented('Why.', 3)] };
  expect(evaluated(commented('Why.', tree))).toEqual({ a: 1, b: [3] });
});

it('lines() end in a line break each', () => {
  expect(evaluated(lines('a', when(values.off, 'b'), when(values.on, lines(values.host))))).toBe('a\nhost\n');
});
