import type { Declaration } from '../../../lib/engine/values/declaration';
import { nullable, optional, required } from '../../../lib/engine/values/declaration';
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
    expect(nullable(port(8080, 'Port.'))).toEqual({ ...port(8080, 'Port.'), presence: 'nullable' });
  });
});

describe('required', () => {
  it('has no default', () => {
    expect(required(port(8080, 'Port.'))).toEqual({
      ...port(8080, 'Port.'),
      presence: 'required',
      default: undefined,
    });
  });
});
