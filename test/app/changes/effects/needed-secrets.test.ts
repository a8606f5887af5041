import { neededSecretsOf } from '../../../../lib/app/changes/effects/needed-secrets';
import { deployment, object, sentences } from '../objects';

const reading = (...keys: readonly string[]) =>
  deployment(
    'relay',
    {},
    { env: keys.map((key) => ({ name: key, valueFrom: { secretKeyRef: { name: 'keys', key } } })) },
  );

it('names a Secret that was not needed before, with its keys', () => {
  expect(sentences(neededSecretsOf, [reading()], [reading('a', 'b')])).toEqual([
    'Deployment ai/relay: Secret ai/keys must exist with the keys a and b; create it before you apply.',
  ]);
});

it('names keys that were not needed before', () => {
  expect(sentences(neededSecretsOf, [reading('a')], [reading('a', 'b')])).toEqual([
    'Deployment ai/relay: Secret ai/keys must have more keys: b; create it before you apply.',
  ]);
});

it('says nothing of what was needed, is needed no more, is optional, or is made with it', () => {
  expect(sentences(neededSecretsOf, [reading('a')], [reading('a')])).toEqual([]);
  expect(sentences(neededSecretsOf, [reading('a')], [reading()])).toEqual([]);
  expect(sentences(neededSecretsOf, [reading()], [reading('a'), object('Secret', 'keys')])).toEqual([]);
  const optional = { name: 'x', valueFrom: { secretKeyRef: { name: 'keys', key: 'x', optional: true } } };
  const both = deployment('relay', {}, { env: [optional, { name: 'a', valueFrom: { secretKeyRef: { name: 'keys', key: 'a' } } }] });
  expect(sentences(neededSecretsOf, [reading('a')], [both])).toEqual([]);
}); // prettier-ignore
