import { checkSecrets } from '../../secrets/check';
import type { Question } from './question';

/** Are the Secrets there, with their keys in the right form? */
export const secretsQuestion: Question = {
  kind: 'secret',
  whether: 'the Secrets are there',
  ask: ({ kubectl, secrets, environment }) =>
    checkSecrets(kubectl, secrets).map(({ kind, sentence }) =>
      kind === 'missing-secret'
        ? `${sentence.replace(/\.$/, '')}; create it: stacks secrets ${environment} --create | bash.`
        : sentence,
    ),
};
