import { entry, globalSection, list, mapOf, section } from '../../../lib/engine/values/collections';
import { nullable, nullableFields, optional, required } from '../../../lib/engine/values/declaration';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { kubernetesObject } from '../../../lib/engine/values/kubernetes-object';
import { port } from '../../../lib/engine/values/numbers';
import { largestOf, schemaOf, TOO_LARGE } from '../../../lib/engine/values/schema';
import { boolean, string } from '../../../lib/engine/values/scalars';

const KEYS = { key: /^[a-z]+$/, expects: 'lowercase letters', samples: ['a'] };

const TYPE = {
  name: 'T',
  schemas: {
    T: { type: 'object', required: ['a'], properties: { a: { type: 'string' }, b: { type: 'string' } } },
  },
};

const values = section('Values.', {
  port: port(80, 'x'),
  gone: nullable(port(80, 'x')),
  maybe: optional(port(80, 'x')),
  inner: section('Inner.', { on: boolean(true, 'x') }),
  shared: globalSection('Shared.', { on: boolean(true, 'x') }),
  items: list([], 'x', entry('x', { key: required(string('', 'x')), maybe: optional(port(80, 'x')) })),
  piece: optional(nullableFields(kubernetesObject({}, 'x', [], TYPE))),
  small: mapOf({}, 'x', string('', 'x'), { ...KEYS, largest: 10 }),
});

function accepted(given: JsonObject): boolean {
  return schemaOf(values).safeParse({ ...values.default, ...given }).success;
}

it('takes the defaults', () => {
  expect(accepted({})).toBe(true);
});

it.each<[boolean, string, JsonObject]>([
  [false, 'null for what must be there', { port: null }],
  [true, 'null for what may be taken away', { gone: null }],
  [true, 'null for what may be absent', { maybe: null }],
  [true, 'an item without what may be absent', { items: [{ key: 'a' }] }],
  [false, 'an item without what is required', { items: [{}] }],
  [false, 'null in an item, which Helm leaves there', { items: [{ key: 'a', maybe: null }] }],
  [true, 'null for a field that may be null', { piece: { a: 'x', b: null } }],
  [false, 'null for a field that has to be there', { piece: { a: null } }],
  [false, 'a key that is not known', { other: 1 }],
  [false, 'a key that is not known in a section', { inner: { on: true, other: 1 } }],
  [true, 'a key that is not known in a section that others share', { shared: { on: true, other: 1 } }],
  [false, 'a member of every object as a key', { constructor: 1 }],
  // The map is counted as JSON, with its key and all marks.
  [true, 'a map as large as it may be', { small: { a: 'xx' } }],
  [false, 'a map that is larger than it may be', { small: { a: 'xxx' } }],
  [false, 'a map that is larger in bytes, not in characters', { small: { a: 'éé' } }],
  [false, '__proto__ as a key of a map', { small: JSON.parse('{"__proto__": ""}') as JsonObject }],
  [false, 'half of a character', { items: [{ key: '\ud83d' }] }],
])('takes, or does not: %s, %s', (expected, _, given) => {
  expect(accepted(given)).toBe(expected);
});

it('does not take a section that is absent: Helm has merged its defaults in', () => {
  const { inner, ...others } = values.default;
  expect(inner).toEqual({ on: true });
  expect(schemaOf(values).safeParse(others).success).toBe(false);
});

it('is made once for each declaration', () => {
  expect(schemaOf(values)).toBe(schemaOf(values));
  expect(schemaOf(values)).not.toBe(schemaOf(section('Other.', {})));
});

it('says of a map that it is too large', () => {
  const result = schemaOf(values).safeParse({ ...values.default, small: { a: 'xxx' } });
  expect(result.error?.issues).toMatchObject([{ message: TOO_LARGE, path: ['small'] }]);
});

it('lets a map have 900 KiB unless it says otherwise', () => {
  expect([largestOf(KEYS), largestOf({ ...KEYS, largest: 10 })]).toEqual([921_600, 10]);
});

it('says of a single value without a schema that it has none', () => {
  const { schema, ...bare } = port(80, 'A port.');
  expect(schema).toBeDefined();
  expect(() => schemaOf(section('Values.', { bare }))).toThrow(new Error('A port. has no schema.'));
});
