import { formProblem } from '../../../lib/app/secrets/form-problem';
import { KEY_FORMS, PASSWORD, SIGNING_KEY, type SecretForm } from '../../../lib/kubernetes/secret-form';

const KEYS: SecretForm = { is: 'keys', prefix: 'cr_', pattern: /^\w{5,}$/, separator: ',' };
const PLAIN: SecretForm = { is: 'plain', without: '${' };
const PEM = KEY_FORMS['tls.crt'] ?? PASSWORD;

it.each<[SecretForm, string]>([
  [PASSWORD, 'x'],
  [SIGNING_KEY, 'x'.repeat(32)],
  [KEYS, 'cr_12'],
  [KEYS, 'cr_12,cr_34'],
  [PLAIN, '$ {'],
  [PEM, '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n'],
])('has nothing to say of what is right: %j, %j', (form, value) => {
  expect(formProblem(form, value)).toBeUndefined();
});

it.each<[SecretForm, string, string]>([
  [PASSWORD, '', 'is empty, and must be a password'],
  [PASSWORD, 'x\n', 'begins or ends with white space'],
  [SIGNING_KEY, 'x'.repeat(31), 'must be a signing key of at least 32 characters'],
  [KEYS, 'xx_12', 'must be keys'],
  [KEYS, 'cr_1', 'must be keys'],
  [KEYS, 'cr_12,34567', 'must be keys'],
  [PLAIN, 'a${b', 'must be plain'],
  [PEM, 'x', 'must be a certificate in PEM'],
])('says what would be right, and no value: %j, %j', (form, value, sentence) => {
  expect(formProblem(form, value)).toMatch(sentence);
});
