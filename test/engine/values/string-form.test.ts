import { formed, schemaOf } from '../../../lib/engine/values/string-form';

const FORM = { pattern: /^[a-z]*$/, expects: 'lowercase letters', samples: ['a'], yamlSafe: false };

describe('formed', () => {
  it('declares a string with its default, its sentence and its form', () => {
    expect(formed('a', 'A word.', { ...FORM, limits: 'Letters.', examples: ['b'] })).toMatchObject({
      shape: { type: 'string', yamlSafe: false },
      presence: 'defaulted',
      default: 'a',
      description: 'A word.',
      expects: 'lowercase letters',
      limits: 'Letters.',
      examples: ['b'],
      secret: false,
      samples: ['a'],
    });
  });

  it('leaves limits and examples to their defaults where none are given', () => {
    const declaration = formed('a', 'A word.', FORM);
    expect(declaration).not.toHaveProperty('limits');
    expect(declaration).not.toHaveProperty('examples');
  });
});

describe('schemaOf', () => {
  it.each<[boolean, unknown]>([
    [true, ''],
    [true, 'abc'],
    [false, 'abcd'],
    [false, 'A'],
    [false, 5],
    [false, null],
    [false, ['a']],
  ])('takes %s: %j, of at most three letters', (expected, value) => {
    expect(schemaOf({ pattern: FORM.pattern, longest: 3 }).safeParse(value).success).toBe(expected);
  });

  it('limits the length by the pattern alone where nothing else is said', () => {
    expect(schemaOf(FORM).safeParse('a'.repeat(10_000)).success).toBe(true);
  });
});
