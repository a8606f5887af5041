import { secretsQuestion } from '../../../../lib/app/deploy/preflight/secrets';
import { KEYS } from '../../secrets/setup';
import { asked } from '../cluster';

it('says what creates a Secret that is missing, and of one that is there what it lacks', () => {
  const secrets = [KEYS];
  expect(secretsQuestion.ask(asked([], {}, { secrets }))).toEqual([
    'Secret ai/keys does not exist; create it: stacks secrets dev --create | bash.',
  ]);
  const data = { password: Buffer.from('p').toString('base64') };
  expect(secretsQuestion.ask(asked([], { 'get secret keys': { data } }, { secrets }))).toEqual([
    'Secret ai/keys has no key jwt: a signing key of at least 32 characters.',
  ]);
});
