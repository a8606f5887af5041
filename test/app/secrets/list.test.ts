import { listJson, listText } from '../../../lib/app/secrets/list';
import { CERTIFICATE, key, KEYS, LOGIN, secret } from './setup';

const NEEDED = {
  environment: 'prod',
  namespaces: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ai' } }],
  secrets: [KEYS, secret('more', [key('user', { is: 'a login', issuer: 'the registry' }, true)]), secret('any', []), CERTIFICATE],
}; // prettier-ignore

it('says names, keys, forms and readers in columns', () => {
  expect(listText(NEEDED)).toBe(`prod needs 4 Secrets in ai:

ai/keys, read by Deployment relay
  jwt       a signing key of at least 32 characters
  password  a password

ai/more, read by Deployment relay
  user  a login; optional; issued by the registry

ai/any, read by Deployment relay
  all keys, whatever they are

ai/tls (kubernetes.io/tls), read by Deployment relay
  tls.crt  a certificate in PEM; issued by a certificate authority
  tls.key  the private key of the certificate in PEM; issued by a certificate authority
`);
  expect(listText({ ...NEEDED, secrets: [] })).toBe('prod needs no Secrets.\n');
  expect(listText({ ...NEEDED, secrets: [LOGIN] })).toMatch(/^prod needs 1 Secret in ai:\n/);
});

it('says the same to programs', () => {
  expect(JSON.parse(listJson({ ...NEEDED, secrets: [LOGIN] }))).toEqual({
    environment: 'prod',
    namespaces: ['ai'],
    secrets: [
      {
        namespace: 'ai',
        name: 'login',
        type: 'Opaque',
        keys: [
          { name: 'user', optional: false, form: 'a login', issuer: 'the registry' },
          { name: 'password', optional: false, form: 'a password', issuer: null },
        ],
        readers: ['Deployment ai/relay'],
      },
    ],
  });
});
