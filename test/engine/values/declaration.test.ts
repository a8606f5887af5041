import type { Declaration } from '../../../lib/engine/values/declaration';
import { nullable, nullableFields, optional, required } from '../../../lib/engine/values/declaration';
import { kubernetesObject } from '../../../lib/engine/values/kubernetes-object';
import { integer, port } from '../../../lib/engine/values/numbers';
import { httpUrl, secret, string } from '../../../lib/engine/values/scalars';

describe('optional', () => {
  it('has no default, and what was it is the example', () => {
    const declaration = optional(port(8080, 'Port.'));
    expect(declaration).toMatchObject({ presence: 'optional', default: undefined, examples: [8080] });
  });

  it.each<Declaration<unknown>>([string('', 'x'), integer(0, 'x', { minimum: 0, maximum: 9 })])(
    'has no example where the default would say nothing: $default',
    (declaration) => {
      expect(optional(declaration)).not.toHaveProperty('examples');
    },
  );

  it('keeps the examples that there are', () => {
    const url = httpUrl('https://own.example.com', 'URL.');
    expect(optional(url).examples).toEqual(url.examples);
  });

  it('keeps a secret one', () => {
    expect(optional(secret('Secret.')).secret).toBe(true);
  });
});

describe('nullable', () => {
  it('keeps the default, which null may take away', () => {
    const declared = port(8080, 'Port.');
    expect(nullable(declared)).toEqual({ ...declared, presence: 'nullable' });
  });
});

describe('nullableFields', () => {
  it('is for pieces of a known type', () => {
    const type = { name: 'T', schemas: { T: { type: 'object' } } };
    expect(nullableFields(kubernetesObject({}, 'Piece.', [], type)).shape).toEqual({
      type: 'object',
      of: type,
      nullableFields: true,
    });
    expect(() => nullableFields(kubernetesObject({}, 'Piece.', []))).toThrow('whose type is known');
  });
});

describe('required', () => {
  it('has no default', () => {
    const declared = port(8080, 'Port.');
    expect(required(declared)).toEqual({
      ...declared,
      presence: 'required',
      default: undefined,
    });
  });
});
