import { Construct } from 'constructs';
import { NODE } from '../../../lib/engine/template/expression';
import { ForEachEntry, ForEachItem, Named, OnlyIf, scopeOf } from '../../../lib/engine/template/scopes';
import { SmallStack } from '../small-stack';

const stack = new SmallStack();
const { on, words, services } = stack.values;

it('a scope is told by its kind; a construct that only groups others is none', () => {
  const scopes = [
    new OnlyIf(stack, 'condition', on),
    new Named(stack, 'name', on),
    new ForEachItem(stack, 'items', words, 'word'),
    new ForEachEntry(stack, 'entries', services, { key: 'key', entry: 'service' }),
    new Construct(stack, 'group'),
  ];
  expect(scopes.map((scope) => scopeOf(scope)?.kind)).toEqual([
    'condition',
    'name',
    'loop',
    'loop',
    undefined,
  ]);
  expect(scopeOf(stack)).toBeUndefined();
});

it('references within a scope go by its variables', () => {
  const { variable, reference } = new Named(stack, 'short', on);
  expect(reference[NODE]).toMatchObject({ root: variable, keys: [], shape: { type: 'boolean' } });
  const list = new ForEachItem(stack, 'list', words, 'word');
  expect(list.item[NODE]).toMatchObject({ root: list.variables.item, keys: [] });
  const map = new ForEachEntry(stack, 'map', services, { key: 'key', entry: 'service' });
  expect(map.key[NODE]).toMatchObject({ root: map.variables.key, keys: [] });
  expect(map.entry.port[NODE]).toMatchObject({
    root: map.variables.item,
    keys: ['port'],
    absent: { default: 80 },
  });
});
