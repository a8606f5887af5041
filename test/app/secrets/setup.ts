import { KEY_FORMS, PASSWORD, SIGNING_KEY, type SecretForm } from '../../../lib/kubernetes/secret-form';
import type { EnvironmentSecret, NeededKey } from '../../../lib/app/secrets/environment-secrets';

export const ISSUED: SecretForm = { is: 'a login', issuer: 'the registry' };

export function key(name: string, form: SecretForm = PASSWORD, optional = false): NeededKey {
  return { name, form, optional };
}

export function secret(name: string, keys: readonly NeededKey[], type = 'Opaque'): EnvironmentSecret {
  return { namespace: 'ai', name, keys, type, readers: ['Deployment ai/relay'] };
}

/** One of values that are made, one that is issued, and one with files. */
export const KEYS = secret('keys', [key('jwt', SIGNING_KEY), key('password')]);
export const LOGIN = secret('login', [key('user', ISSUED), key('password')]);
export const CERTIFICATE = secret(
  'tls',
  ['tls.crt', 'tls.key'].map((name) => key(name, KEY_FORMS[name])),
  'kubernetes.io/tls',
);
