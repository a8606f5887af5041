import type { JsonObject, ObjectType } from '../../../lib/engine/values/declaration';
import {
  expectedBy,
  kubernetesObject,
  objectDefinitions,
  schemaAt,
} from '../../../lib/engine/values/kubernetes-object';
import { accepts } from '../accepts';

const schemas: ObjectType['schemas'] = {
  Check: {
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: {
      name: { type: 'string' },
      port: { type: ['string', 'integer'] },
      scheme: { type: 'string', enum: ['HTTP', 'HTTPS'] },
      next: { $ref: '#/definitions/Check' },
      steps: { type: 'array', items: { $ref: '#/definitions/Step' } },
      labels: { type: 'object', additionalProperties: { type: 'string' } },
      anything: { type: 'object' },
    },
  },
  Step: { type: 'object', additionalProperties: false, properties: { seconds: { type: 'integer' } } },
  Unused: { type: 'object' },
};
const CHECK: ObjectType = { name: 'Check', schemas };

const WRONG: readonly (readonly [string, JsonObject])[] = [
  ['a text that begins with a line break', { name: '\nx' }],
  ['a text that ends in two line breaks', { name: 'x\n\n' }],
  ['a line that ends in a space', { name: 'x \ny' }],
  ['a text that begins with a space', { name: ' x' }],
  ['a tab', { name: 'x\ty' }],
  ['a letter beyond ASCII', { name: 'é' }],
  ['null', { name: 'x', port: null }],
  ['a number that no field of Kubernetes has', { name: 'x', port: 2 ** 31 }],
];

describe.each([
  ['whose type is known', kubernetesObject({}, 'Check.', [], CHECK)],
  ['of any type', kubernetesObject({}, 'Check.', [])],
])('a piece of an object %s', (_, declaration) => {
  it.each<[JsonObject]>([
    [{ name: 'x', port: 80, scheme: 'HTTP' }],
    [{ name: 'set -e\nif true; then\n  echo "{{ x }}"\n\nfi\n', port: 'http' }],
    [{ name: '', port: 1_000_650_000, labels: { 'a.b/c': '0o7' } }],
    [{ name: 'x', next: { name: 'y', next: { name: 'z' } }, steps: [{ seconds: 1 }, {}] }],
    [{ name: 'x', anything: { a: [{ b: true }] } }],
  ])('takes %j', (value) => {
    expect(accepts(declaration, value)).toBe(true);
  });

  it.each(WRONG)('rejects %s, which a template would not hand on as it is', (_what, value) => {
    expect(accepts(declaration, value)).toBe(false);
    expect(accepts(declaration, { name: 'x', anything: { list: [value] } })).toBe(false);
  });

  it('rejects a key with a space', () => {
    expect(accepts(declaration, { name: 'x', labels: { 'a b': 'x' } })).toBe(false);
  });
});

describe('a piece of an object whose type is known', () => {
  const declaration = kubernetesObject({}, 'Check.', [], CHECK);

  it.each<[string, JsonObject]>([
    ['a field that the type does not have', { name: 'x', nam: 'x' }],
    ['such a field further down', { name: 'x', next: { name: 'x', steps: [{ second: 1 }] } }],
    ['a missing field', {}],
    ['a wrong type', { name: 'x', steps: [{ seconds: '1' }] }],
    ['a fraction for an integer', { name: 'x', steps: [{ seconds: 1.5 }] }],
    ['a word of none of those that there are', { name: 'x', scheme: 'FTP' }],
    ['a flag for a string or an integer', { name: 'x', port: true }],
  ])('rejects %s', (_, value) => {
    expect(accepts(declaration, value)).toBe(false);
  });

  it('says what it must be', () => {
    expect(declaration.expects).toBe('a map with fields of Check in the Kubernetes API');
  });
});

it('the definitions are those that a type refers to, in the order of their names', () => {
  expect(Object.keys(objectDefinitions([CHECK]))).toEqual(['Check', 'Step', 'plain']);
  expect(Object.keys(objectDefinitions([]))).toEqual(['plain']);
});

it('a type without a schema is a mistake', () => {
  expect(() => objectDefinitions([{ name: 'Missing', schemas }])).toThrow('There is no schema Missing.');
});

it.each<[readonly PropertyKey[], string | undefined]>([
  [[], 'a map'],
  [['port'], expect.stringMatching(/^a text in ASCII, .* or an integer$/) as string],
  [['scheme'], 'one of HTTP, HTTPS'],
  [['next', 'next', 'steps'], 'a list'],
  [['steps', 0, 'seconds'], 'an integer'],
  [['labels', 'any'], expect.stringMatching(/^a text in ASCII/) as string],
  [['steps', 0, 'second'], undefined],
  [['name', 'x'], undefined],
])('what is expected at %j is %s', (path, expected) => {
  const schema = schemaAt(CHECK, path);
  expect(schema && expectedBy(schema)).toEqual(expected);
});
