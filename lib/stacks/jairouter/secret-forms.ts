import { SIGNING_KEY, type SecretForm } from '../../kubernetes/secret-form';

/** Spring Boot takes it for the start of a placeholder, also in the value of a variable. */
export const PLACEHOLDER = '${';

/** The API key: another one is answered with 401 (upstream, `ApiKeyProperties`). */
export const API_KEY_FORM = {
  is: 'an API key of at least 10 characters that starts with sk-',
  prefix: 'sk-',
  pattern: /^sk-[^\n]{7}/,
  without: PLACEHOLDER,
} as const satisfies SecretForm;

/** The signing key of logins: JAiRouter exits with a shorter one (upstream, pull request 54). */
export const JWT_SECRET_FORM = { ...SIGNING_KEY, without: PLACEHOLDER } as const satisfies SecretForm;
