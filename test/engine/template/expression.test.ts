import {
  isCollection,
  isListExpr,
  literal,
  mayBeNumber,
  NODE,
  references,
  toExpr,
  Variable,
  type Expr,
} from '../../../lib/engine/template/expression';
import { SmallStack, smallValues } from '../small-stack';

const values = references(smallValues);
const path = (expression: Expr<unknown>) => expression[NODE];

describe('a reference', () => {
  it('knows its path and shape', () => {
    expect(path(values.on)).toMatchObject({
      op: 'path',
      root: 'Values',
      keys: ['on'],
      shape: { type: 'boolean' },
    });
    expect(path(values['dash-ed'].plain)).toMatchObject({ keys: ['dash-ed', 'plain'] });
  });

  it('to what may be absent is left out', () => {
    expect(path(values.maybe)).toMatchObject({ absent: 'omit' });
    expect(path(values.on)).toMatchObject({ absent: undefined });
  });

  it('within an entry has the default that Helm does not merge in, and takes care on the way', () => {
    const service = references(smallValues.shape.fields.services.shape.entry, new Variable('service'));
    expect(path(service.port)).toMatchObject({ absent: { default: 80 }, nullSafe: false });
    expect(path(service.name)).toMatchObject({ absent: undefined });
    expect(path(service.probe.path)).toMatchObject({ absent: { default: '/' }, nullSafe: true });
  });

  it('answers with itself where cdk8s reads the value of a wrapper, unless it is a section', () => {
    const { size } = values;
    expect(Reflect.get(size, 'value')).toBe(size);
    expect('value' in values['dash-ed']).toBe(false);
  });
});

it('only a quantity may be given as a number instead of a string', () => {
  const found = Object.entries(values).filter(([, value]) => mayBeNumber((value as Expr<unknown>)[NODE]));
  expect(found.map(([key]) => key)).toEqual(['size']);
  expect(mayBeNumber(literal('1')[NODE])).toBe(false);
});

describe('a literal', () => {
  it.each([
    [1, 'integer'],
    [true, 'boolean'],
    ['a', 'string'],
    [[], 'object'],
    [{}, 'object'],
  ])('%j has the shape %s', (value, type) => {
    expect(path(literal(value))).toMatchObject({ op: 'literal', value, shape: { type } });
  });

  it('is made of what is no expression yet', () => {
    expect(path(toExpr('a'))).toMatchObject({ op: 'literal', value: 'a' });
    const { name } = values;
    expect(toExpr(name)).toBe(name);
  });
});

it('lists are told from other expressions', () => {
  expect([isListExpr(values.words), isListExpr(values.labels), isListExpr([])]).toEqual([true, false, false]);
});

it('lists and maps are collections, single values are not', () => {
  const { words, labels, object, on, replicas, name } = new SmallStack().values;
  const collections = [words, labels, object, values['dash-ed']].map((one) => isCollection(path(one).shape));
  expect(collections).toEqual([true, true, true, true]);
  expect([on, replicas, name].map((one) => isCollection(path(one).shape))).toEqual([false, false, false]);
});
