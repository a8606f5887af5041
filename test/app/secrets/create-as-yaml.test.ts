import { madeSecrets } from '../../../lib/app/secrets/create-as-yaml';
import { KEYS, LOGIN, secret } from './setup';

it('makes values of those that nobody issues, and takes the others from variables', () => {
  const { objects, leftOut } = madeSecrets([KEYS, LOGIN], { LOGIN_USER: 'ci' });
  expect(leftOut).toEqual([]);
  expect(objects).toEqual([
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'keys', namespace: 'ai' },
      type: 'Opaque',
      stringData: {
        jwt: expect.stringMatching(/^[\w+/]{43}=$/),
        password: expect.stringMatching(/^[0-9a-f]{48}$/),
      },
    },
    expect.objectContaining({ stringData: { user: 'ci', password: expect.stringMatching(/^[0-9a-f]{48}$/) } }),
  ]);
}); // prettier-ignore

it('leaves out what it cannot make, and says what would help', () => {
  const { objects, leftOut } = madeSecrets([LOGIN, secret('any', []), KEYS], {});
  expect(objects).toHaveLength(1);
  expect(leftOut).toEqual([
    'Secret ai/login is left out: the registry issues its values; set LOGIN_USER, or create it yourself.',
    'Secret ai/any is left out: its readers take all of its keys, whatever they are; create it yourself.',
  ]);
});
