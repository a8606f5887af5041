import { KubectlError, type Kubectl } from '../../../lib/app/cluster/kubectl';
import { UserError } from '../../../lib/app/explain';
import { checkSecrets } from '../../../lib/app/secrets/check';
import { PASSWORD } from '../../../lib/kubernetes/secret-form';
import { CERTIFICATE, KEYS, key, secret } from './setup';

/** A cluster with Secrets: text by key, by name. */
function cluster(secrets: Readonly<Record<string, Readonly<Record<string, string>>>>, type = 'Opaque'): Kubectl {
  return ([, , name = '']) => {
    const found = secrets[name];
    if (found === undefined) return '';
    const data = Object.entries(found).map(([one, text]) => [one, Buffer.from(text).toString('base64')]);
    return JSON.stringify({ type, data: Object.fromEntries(data) as unknown });
  };
} // prettier-ignore

const RIGHT = { jwt: 'x'.repeat(32), password: 'p', more: '' };

it('finds nothing where all is there, optional or not, and more', () => {
  expect(checkSecrets(cluster({ keys: RIGHT }), [KEYS])).toEqual([]);
  const optional = secret('keys', [...KEYS.keys, key('user', PASSWORD, true)]);
  expect(checkSecrets(cluster({ keys: RIGHT }), [optional])).toEqual([]);
  expect(checkSecrets(cluster({ any: {} }), [secret('any', [])])).toEqual([]);
});

it('finds what is missing, or of another form, each by a sentence without the value', () => {
  expect(checkSecrets(cluster({ keys: { jwt: 'short-value' } }), [KEYS, secret('gone', [])])).toEqual([
    { kind: 'other-form', namespace: 'ai', name: 'keys', key: 'jwt', sentence: 'Secret ai/keys: jwt must be a signing key of at least 32 characters.' },
    { kind: 'missing-key', namespace: 'ai', name: 'keys', key: 'password', sentence: 'Secret ai/keys has no key password: a password.' },
    { kind: 'missing-secret', namespace: 'ai', name: 'gone', sentence: 'Secret ai/gone does not exist.' },
  ]);
}); // prettier-ignore

it('finds another type, which cannot be changed', () => {
  const pem = { 'tls.crt': '-----BEGIN CERTIFICATE-----', 'tls.key': '-----BEGIN PRIVATE KEY-----' };
  expect(checkSecrets(cluster({ tls: pem }), [CERTIFICATE])).toEqual([
    { kind: 'other-type', namespace: 'ai', name: 'tls', sentence: 'Secret ai/tls has the type Opaque and must have kubernetes.io/tls; a type never changes, so create it anew.' },
  ]);
  expect(checkSecrets(cluster({ tls: pem }, 'kubernetes.io/tls'), [CERTIFICATE])).toEqual([]);
  expect(checkSecrets(cluster({ keys: RIGHT }, 'example.com/own'), [KEYS])).toEqual([]);
}); // prettier-ignore

it('says what the cluster said of something else', () => {
  const fails: Kubectl = () => {
    throw new KubectlError('the quota is used up');
  };
  expect(() => checkSecrets(fails, [KEYS])).toThrow(
    new UserError('The cluster was asked for Secret ai/keys, and said: the quota is used up.'),
  );
});
