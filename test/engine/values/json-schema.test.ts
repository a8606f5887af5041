import {
  entry,
  globalSection,
  list,
  mapOf,
  nonEmptyList,
  section,
} from '../../../lib/engine/values/collections';
import { kubernetesObject } from '../../../lib/engine/values/kubernetes-object';
import type { Declaration, JsonObject } from '../../../lib/engine/values/declaration';
import { nullable, nullableFields, optional, required } from '../../../lib/engine/values/declaration';
import { jsonSchemaOf } from '../../../lib/engine/values/json-schema';
import { addressRange, ingressHost } from '../../../lib/engine/values/names';
import { integer, port, quantity } from '../../../lib/engine/values/numbers';
import { boolean, httpUrl, imageTag, oneOf, secret, string } from '../../../lib/engine/values/scalars';

// That Helm rejects with it what valuesOf rejects is in json-schema.exhaustive.test.ts.

/** The schema of one value, without what it says to editors. */
function schemaOf(declaration: Declaration<unknown>) {
  const { properties } = jsonSchemaOf('small', section('Small.', { value: declaration }));
  return (properties as JsonObject)['value'];
}

describe('what values.schema.json tells editors', () => {
  const inner = section('Inner.', {
    tag: imageTag('', 'Tag.'),
    maybe: optional(port(8080, 'Port.')),
    default: httpUrl('https://api.example.com', 'A URL that is its own example.'),
  });
  const schema = jsonSchemaOf(
    'small',
    section('Small.', {
      inner,
      items: list([], 'Items.', entry('An item.', { host: required(ingressHost('', 'Host.')) })),
      map: mapOf({}, 'Map.', addressRange('A range.'), { key: /^a$/, expects: 'a', samples: ['a'] }),
      ranges: list([], 'Ranges.', addressRange('A range.')),
    }),
  );

  it('is the path of a value, its sentence, its default and examples', () => {
    expect(schema).toMatchObject({
      title: 'Values of the small chart',
      description: 'Small.',
      properties: {
        inner: {
          title: 'inner',
          description: 'Inner.',
          properties: {
            tag: { title: 'inner.tag', description: 'Tag.', default: '', examples: ['v1.2.3'] },
            maybe: { title: 'inner.maybe', examples: [8080] },
          },
        },
        items: {
          title: 'items',
          default: [],
          items: {
            title: 'items[]',
            properties: { host: { title: 'items[].host', examples: ['app.example.com', '*.example.com'] } },
          },
        },
        map: { additionalProperties: { title: 'map.<name>', examples: ['10.0.0.0/8'] } },
        ranges: { examples: [['10.0.0.0/8']] },
        global: { title: 'global' },
        enabled: { title: 'enabled' },
      },
    });
  });
});

describe('jsonSchemaOf', () => {
  it.each<[string, Declaration<unknown>, object]>([
    ['a boolean', boolean(true, 'x'), { type: 'boolean' }],
    ['an integer', integer(1, 'x', { minimum: 1, maximum: 9 }), { type: 'integer', minimum: 1, maximum: 9 }],
    ['a word', oneOf('a', 'x', ['a', 'b']), { type: 'string', enum: ['a', 'b'] }],
    ['a string of a form', imageTag('', 'x'), { type: 'string', pattern: expect.any(String) }],
    ['what is a string or an integer', quantity('1', 'x'), { type: ['string', 'integer'] }],
    ['null too for what is optional', optional(port(1, 'x')), { type: ['integer', 'null'] }],
    ['null too for what may be taken away', nullable(boolean(true, 'x')), { type: ['boolean', 'null'] }],
    ['null too among words', optional(oneOf('a', 'x', ['a'])), { type: ['string', 'null'], enum: ['a', null] }],
    [
      'null too for an optional piece of a Kubernetes object of a type',
      optional(kubernetesObject({}, 'x', [], { name: 'T', schemas: { T: { type: 'object' } } })),
      { anyOf: [{ $ref: '#/definitions/T' }, { type: 'null' }] },
    ],
    ['a list', list([], 'x', port(1, 'x')), { type: 'array', items: { type: 'integer' } }],
    ['a list that is not empty', nonEmptyList('x', port(1, 'x')), { type: 'array', minItems: 1 }],
    [
      'a map, with its keys and those that are reserved',
      mapOf({}, 'x', port(1, 'x'), { key: /^a+$/, reserved: /^aa$/, expects: 'a', samples: [] }),
      {
        type: 'object',
        propertyNames: { pattern: '^a+$', not: { pattern: '^aa$' } },
        additionalProperties: { type: 'integer' },
      },
    ],
    [
      'a piece of an object',
      kubernetesObject({}, 'x', []),
      { type: 'object', additionalProperties: { $ref: '#/definitions/plain' } },
    ],
    ['a section, which has no other keys', section('x', {}), { type: 'object', additionalProperties: false }],
    ['shared values, which others may add to', globalSection('x', {}), { additionalProperties: true }],
  ])('has a type and limits for %s', (_, declaration, expected) => {
    expect(schemaOf(declaration)).toMatchObject(expected);
  }); // prettier-ignore

  it('takes null for the fields of a piece that may be null, but for those that have to be there and what is in lists', () => {
    const schemas = {
      T: {
        type: 'object',
        required: ['kind'],
        properties: {
          kind: { type: 'string', enum: ['a'] },
          word: { type: 'string', enum: ['a'] },
          part: { $ref: '#/definitions/Part' },
          parts: { type: 'array', items: { $ref: '#/definitions/Part' } },
        },
      },
      Part: { type: 'object', properties: { on: { type: 'boolean' } } },
    };
    const piece = kubernetesObject({}, 'x', [], { name: 'T', schemas });
    const { definitions } = jsonSchemaOf('small', section('x', { piece, other: nullableFields(piece) }));
    const nothing = { type: 'null' };
    expect(definitions).toMatchObject({
      T: { properties: { word: { type: 'string' } } },
      NullableT: {
        properties: {
          kind: { type: 'string', enum: ['a'] },
          word: { type: ['string', 'null'], enum: ['a', null] },
          part: { anyOf: [{ $ref: '#/definitions/NullablePart' }, nothing] },
          parts: { type: ['array', 'null'], items: { $ref: '#/definitions/Part' } },
        },
      },
      Part: { properties: { on: { type: 'boolean' } } },
      NullablePart: { properties: { on: { type: ['boolean', 'null'] } } },
    });
  });

  const fields = {
    defaulted: boolean(true, 'x'),
    nullable: nullable(boolean(true, 'x')),
    optional: optional(boolean(true, 'x')),
    required: required(string('', 'x')),
  };

  it('requires what must be given, and no default, which stored values of an older version may lack', () => {
    expect(schemaOf(section('x', fields))).toMatchObject({ required: ['required'] });
  });

  it('requires of an item only what must be given, and takes no null there', () => {
    expect(schemaOf(list([], 'x', entry('x', fields)))).toMatchObject({
      items: {
        required: ['required'],
        properties: { optional: { type: 'boolean' }, nullable: { type: 'boolean' } },
      },
    });
  });

  it('requires nothing where nothing must be there', () => {
    expect(schemaOf(section('x', { maybe: fields.optional }))).not.toHaveProperty('required');
  });

  it('has the globals of a chart in place of those that any chart may get', () => {
    const global = globalSection('Shared.', { port: port(80, 'Port.') });
    expect(jsonSchemaOf('small', section('Small.', { global }))).toMatchObject({
      properties: { global: { description: 'Shared.' } },
    });
  });

  it('has no example of a secret', () => {
    expect(schemaOf({ ...secret('x'), examples: ['never shown'] })).not.toHaveProperty('examples');
  });
});
