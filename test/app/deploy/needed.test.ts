import { secretsNeededBy } from '../../../lib/app/deploy/needed';
import { deployment } from '../changes/objects';
import { KEYS } from '../secrets/setup';

const reading = (name: string, key: string) =>
  deployment('relay', {}, { env: [{ name: 'X', valueFrom: { secretKeyRef: { name, key } } }] });

it('takes forms from what the environment knows, and asks only that the rest is there', () => {
  const [known] = secretsNeededBy([reading('keys', 'jwt')], () => [KEYS]);
  expect(known?.keys).toEqual([KEYS.keys[0]]);
  const [own] = secretsNeededBy([reading('own', 'jwt')], () => [KEYS]);
  expect(own).toMatchObject({ name: 'own', type: 'Opaque', keys: [{ name: 'jwt', optional: false }] });
  expect(own?.keys[0]?.form).not.toEqual(KEYS.keys[0]?.form);
});

it('does not look for what the environment knows where nothing is needed', () => {
  const known = () => {
    throw new Error('It was looked for.');
  };
  expect(secretsNeededBy([deployment('relay')], known)).toEqual([]);
});
