import type { Declaration, Json } from '../../../lib/engine/values/declaration';
import { amount, duration, integer, podCount, port, quantity } from '../../../lib/engine/values/numbers';
import { expectLimits } from '../accepts';

it.each<[string, Declaration<unknown>, readonly Json[], readonly Json[]]>([
  [
    'a quantity is a number with a suffix of the Kubernetes API, or a small integer',
    quantity('1', 'x'),
    ['0', '500m', '0.5', '1.5Gi', '100k', '1E', 0, 1, 999_999],
    ['', '500 m', '1g', '1gi', '1KiB', '-1', '.5', '1.', '1e3', 1.5, -1, 1_000_000, true, null],
  ],
  [
    'an amount is above zero',
    amount('1Gi', 'x'),
    ['1', '8Gi', '10', '0.5', '0.05Gi', '00.1', 1, 999_999],
    ['0', '0Gi', '0.0', '00', '0.00Mi', 0, -1, 1_000_000, '', '1 Gi', 1.5],
  ],
  [
    'a duration has each unit once, the larger first',
    duration('1s', 'x'),
    ['30s', '1m30s', '1h', '1y2w3d4h5m6s7ms', '1w7ms', '0s'],
    ['', '1s1m', '1s1s', '30', 's', '1m 30s', '1us', '-1s', '1.5s', 30],
  ],
  [
    'an integer is within its limits, both included',
    integer(5, 'x', { minimum: 2, maximum: 9 }),
    [2, 5, 9],
    [1, 10, 5.5, '5', true, null],
  ],
  ['a port is from 1 to 65535', port(80, 'x'), [1, 65_535], [0, 65_536, -1, 80.5, '80']],
  [
    'a count of pods is a number or a part in percent',
    podCount(1, 'x'),
    [1, 1000, '1', '1%', '100%'],
    [0, '0%', '101%', 0.5, '-1'],
  ],
])('%s', (_, declaration, right, wrong) => {
  expectLimits(declaration, right, wrong);
});

describe('an integer', () => {
  const declaration = integer(5, 'Some.', { minimum: 2, maximum: 9 });

  it('says its limits to people and to templates', () => {
    expect(declaration).toMatchObject({
      default: 5,
      description: 'Some.',
      expects: 'an integer from 2 to 9',
      limits: 'From 2 to 9.',
      shape: { type: 'integer', maximum: 9 },
    });
  });

  it('is sampled at its limits', () => {
    expect(declaration.samples).toEqual([2, 5, 9]);
  });

  it('that is a port goes without the limits that everybody knows', () => {
    expect(port(80, 'x').limits).toBe('');
  });
});

describe('a quantity', () => {
  it.each([
    ['500m', ['500m', '2']],
    ['2', ['500m', '2']],
    ['512Mi', ['256Mi', '1Gi']],
    ['1G', ['256Mi', '1Gi']],
  ])('with the default %s has examples of its kind', (def, examples) => {
    expect(quantity(def, 'x').examples).toEqual(examples);
  });

  it('tells Helm in its JSON schema what is told here', () => {
    expect(quantity('1', 'x').jsonSchema).toMatchObject({
      type: ['string', 'integer'],
      minimum: 0,
      maximum: 999_999,
    });
    expect(amount('1', 'x').jsonSchema).toMatchObject({ minimum: 1, maximum: 999_999 });
  });
});
