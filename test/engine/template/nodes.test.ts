import { IntOrString, Quantity } from 'cdk8s-plus-27/lib/imports/k8s';
import { literal } from '../../../lib/engine/template/expression';
import { impossible, Include, isExpr, nodeOf, type Tree } from '../../../lib/engine/template/nodes';
import {
  choose,
  commented,
  eachEntry,
  lines,
  merged,
  neverEmpty,
  pair,
} from '../../../lib/engine/template/tree';
import { SmallStack } from '../small-stack';

const { values } = new SmallStack();

it.each<[string, Tree]>([
  ['absent', undefined],
  ['scalar', null],
  ['scalar', ''],
  ['scalar', 0],
  ['scalar', false],
  ['expression', values.name],
  ['expression', values.labels],
  ['wrapped', Quantity.fromString('1')],
  ['wrapped', IntOrString.fromNumber(1)],
  ['list', []],
  ['map', {}],
  ['map', { kind: 'Deployment' }],
  ['when', choose(values.on, 1, 2)],
  ['each', eachEntry(values.services, { key: 'key', entry: 'service' }, (key) => pair(key, 1))],
  ['merged', merged({}, {})],
  ['include', new Include({ kind: 'map', name: 'labels', comment: '', body: {} })],
  ['lines', lines('one')],
  ['pair', pair(values.name, 1)],
  ['neverEmpty', neverEmpty([])],
  ['commented', commented('Why.', 1)],
])('a tree is %s', (kind, tree) => {
  expect(nodeOf(tree).kind).toBe(kind);
});

it('a structure is its own node', () => {
  const tree = merged({});
  expect(nodeOf(tree)).toBe(tree);
});

it('an expression is one whatever it stands for, and nothing else is', () => {
  expect([values, values.on, literal(1)].every(isExpr)).toBe(true);
  expect([undefined, null, 1, {}, [], lines('one')].some(isExpr)).toBe(false);
});

it('a kind that nobody knows is an error, for programs that do not compile', () => {
  expect(() => impossible({ kind: 'new' } as never)).toThrow('{"kind":"new"} is of no known kind.');
});
