import { valuesOf } from '../../../lib/engine/values/check';
import {
  entry,
  globalSection,
  list,
  mapOf,
  mayBeTakenAway,
  nonEmptyList,
  section,
} from '../../../lib/engine/values/collections';
import { nullable, optional, required, type JsonObject } from '../../../lib/engine/values/declaration';
import { jsonSchemaOf } from '../../../lib/engine/values/json-schema';
import { port } from '../../../lib/engine/values/numbers';
import { boolean, string } from '../../../lib/engine/values/scalars';
import { accepts } from '../accepts';

describe('section', () => {
  const declaration = section('Server.', {
    port: port(80, 'Port.'),
    maybe: optional(port(81, 'Port.')),
    gone: nullable(port(82, 'Port.')),
    inner: section('Inner.', { on: boolean(true, 'On.') }),
  });

  it('has as its default the defaults of its values, in their order, of those that have one', () => {
    expect(Object.entries(declaration.default)).toEqual([
      ['port', 80],
      ['gone', 82],
      ['inner', { on: true }],
    ]);
  });

  it('names its keys', () => {
    expect(declaration.expects).toBe('a map with the keys port, maybe, gone, inner');
  });
});

describe('entry', () => {
  const declaration = list([], 'Items.', entry('An item.', { key: required(port(1, 'x')), on: boolean(true, 'x') }));

  it('may leave out all but what is required', () => {
    expect(accepts(declaration, [{ key: 1 }, { key: 1, on: false }])).toBe(true);
    expect(accepts(declaration, [{ on: true }])).toBe(false);
  });
}); // prettier-ignore

describe('list', () => {
  it('may be empty, and has the items that are declared', () => {
    const declaration = list(['a'], 'Words.', string('', 'A word.'));
    expect(declaration.default).toEqual(['a']);
    expect([[], ['x', 'y']].every((value) => accepts(declaration, value))).toBe(true);
    expect([['x', 1], 'x', { 0: 'x' }, null].some((value) => accepts(declaration, value))).toBe(false);
  });
});

describe('nonEmptyList', () => {
  it('has at least one item and no default', () => {
    const declaration = nonEmptyList('Words.', string('', 'A word.'));
    expect(declaration).toMatchObject({ presence: 'required', default: undefined });
    expect([accepts(declaration, []), accepts(declaration, ['x'])]).toEqual([false, true]);
  });
});

describe('mapOf', () => {
  const declaration = mapOf({ a: 1 }, 'Ports.', port(1, 'Port.'), {
    key: /^[a-z]+$/,
    reserved: /^own$/,
    expects: 'lowercase letters, and not own',
    samples: ['a'],
  });

  it('has keys of one form but for those of the stack, and entries of one form', () => {
    expect([{}, { a: 1 }, { b: 2, owner: 3 }].every((value) => accepts(declaration, value))).toBe(true);
    expect([{ A: 1 }, { own: 1 }, { a: 'x' }, [1], null].some((value) => accepts(declaration, value))).toBe(false);
  });

  it('says what its keys are', () => {
    expect(declaration.expects).toBe('a map whose keys are lowercase letters, and not own');
  });
}); // prettier-ignore

describe('mayBeTakenAway', () => {
  it.each([
    [false, boolean(true, 'x')],
    [true, optional(boolean(true, 'x'))],
    [true, nullable(boolean(true, 'x'))],
    [false, required(boolean(true, 'x'))],
  ])('is %s for what is $presence', (expected, declaration) => {
    expect(mayBeTakenAway(declaration)).toBe(expected);
  });
});

describe('globalSection', () => {
  const declared = section('A chart', {
    global: globalSection('Shared.', { port: port(80, 'Port.') }),
    on: boolean(true, 'On.'),
  });
  const undeclared = section('A chart', { on: boolean(true, 'On.') });

  function given(values: JsonObject): JsonObject {
    return valuesOf(declared, [{ name: 'my.yaml', values }]);
  }

  it('has its defaults where a chart declares it', () => {
    expect(given({})).toEqual({ global: { port: 80 }, on: true });
  });

  it('may have more in it than a chart declares', () => {
    expect(given({ global: { port: 8080, imageRegistry: 'x' } })).toEqual({
      global: { port: 8080, imageRegistry: 'x' },
      on: true,
    });
    expect(jsonSchemaOf('chart', declared)).toMatchObject({
      properties: {
        global: {
          additionalProperties: true,
          // Another chart may have a list or a map of that name.
          properties: { port: { anyOf: [{ type: 'integer' }, { type: ['array', 'object'] }] } },
        },
      },
    });
  });

  it('is checked where it is declared', () => {
    expect(() => given({ global: { port: 0 } })).toThrow(
      'my.yaml: global.port is 0; it must be an integer from 1 to 65535.',
    );
    expect(() => given({ global: 'x' })).toThrow(
      'my.yaml: global is "x"; it must be a map with the keys port.',
    );
  });

  it('is let through and dropped where a chart declares none', () => {
    expect(valuesOf(undeclared, [{ name: 'my.yaml', values: { global: { any: 1 } } }])).toEqual({ on: true });
    expect(jsonSchemaOf('chart', undeclared)).toMatchObject({ properties: { global: { type: 'object' } } });
  });
});
