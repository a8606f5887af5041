import { not, orElse, text } from '../../lib/engine/template/operators';
import { ValuesError } from '../../lib/engine/values/check';
import { section } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { objectName } from '../../lib/engine/values/names';
import { secret } from '../../lib/engine/values/scalars';
import { addConfigMap } from '../../lib/kubernetes/config-map';
import { addSecret } from '../../lib/kubernetes/secret';
import {
  addExternalSecret,
  fromElsewhere,
  secretSourceValues,
  validateOneSource,
  validateSecretSource,
} from '../../lib/kubernetes/secret-source';
import { at, filesOf, kindsOf, objectsFor, only, rejections, TinyStack } from './tiny-stack';

const KEYS = { password: 'password', token: 'api-token' } as const;

/** A stack with a password and a token that need not be there, and the key of the password in a ConfigMap. */
function stackWithSecret() {
  const stack = new TinyStack({
    auth: section('Passwords.', {
      password: secret('A password.'),
      token: secret('A token.'),
      existingSecret: objectName('', 'A Secret.'),
      ...secretSourceValues(KEYS),
    }),
  });
  const { auth } = stack.values;
  validateOneSource(stack, 'auth', auth, { password: auth.password, token: auth.token });
  validateSecretSource(stack, auth, { path: 'auth', keys: KEYS, optional: ['token'] });
  addExternalSecret(stack, stack.main, { source: auth, keys: KEYS, suffix: '-secret' });
  const data = { [KEYS.password]: auth.password };
  addSecret(stack, stack.main, data, { suffix: '-secret', when: not(fromElsewhere(auth)) });
  addConfigMap(stack, stack.main, {
    read: text`${orElse(auth.existingSecret, text`${stack.fullname}-secret`)}/${auth.existingSecretKeys.password}`,
  });
  return stack;
}

const EXTERNAL = {
  enabled: true,
  secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
  remoteRefs: { password: { key: 'ai/gateway', property: 'password' } },
};
const objects = (auth: JsonObject) => objectsFor(stackWithSecret(), { auth });
const readIn = (auth: JsonObject) => at(only('ConfigMap', objects(auth)), 'data', 'read');

describe('an existing Secret', () => {
  it('has the keys of the chart by default', () => {
    expect(readIn({ existingSecret: 'theirs' })).toBe('theirs/password');
  });

  it('may have others', () => {
    expect(readIn({ existingSecret: 'theirs', existingSecretKeys: { password: 'db.pass' } })).toBe(
      'theirs/db.pass',
    );
  });

  it('has keys only where there is one', () => {
    expect(rejections(stackWithSecret(), { auth: { existingSecretKeys: { password: 'other' } } })).toEqual([
      'auth.existingSecretKeys.password is set although auth.existingSecret is empty; set that, or leave the key as it is.',
    ]);
  });

  it.each(['', 'a key', '.', '..', 'a/b', 'x'.repeat(254)])('has no key %j', (password) => {
    const wrong = () => objects({ existingSecret: 'theirs', existingSecretKeys: { password } });
    expect(wrong).toThrow(ValuesError);
    expect(wrong).toThrow('auth.existingSecretKeys.password is ');
  });
});

describe('an ExternalSecret', () => {
  it('makes the Secret that the chart would make', () => {
    expect(kindsOf(objects({ externalSecret: EXTERNAL }))).toEqual(['ExternalSecret', 'ConfigMap']);
    expect(only('ExternalSecret', objects({ externalSecret: EXTERNAL }))).toMatchObject({
      apiVersion: 'external-secrets.io/v1',
      metadata: { name: 'app-small-secret' },
      spec: {
        refreshInterval: '1h',
        secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
        target: { name: 'app-small-secret' },
        data: [{ secretKey: 'password', remoteRef: { key: 'ai/gateway', property: 'password' } }],
      },
    });
    expect(readIn({ externalSecret: EXTERNAL })).toBe('app-small-secret/password');
  });

  it('has each key that the store has, under the name that pods read', () => {
    const remoteRefs = { ...EXTERNAL.remoteRefs, token: { key: 'ai/token' } };
    const made = only('ExternalSecret', objects({ externalSecret: { ...EXTERNAL, remoteRefs } }));
    expect(at(made, 'spec', 'data', 1)).toEqual({ secretKey: 'api-token', remoteRef: { key: 'ai/token' } });
  });

  it('is not there by default', () => {
    expect(kindsOf(objects({}))).toEqual(['Secret', 'ConfigMap']);
    expect(filesOf(stackWithSecret())).toContain('externalsecret.yaml');
  });

  it('needs a store, and an entry for what need be there', () => {
    expect(rejections(stackWithSecret(), { auth: { externalSecret: { enabled: true } } })).toEqual([
      'auth.externalSecret.secretStoreRef.name is empty although auth.externalSecret.enabled is true; set the name of the store.',
      'auth.externalSecret.remoteRefs.password is empty although auth.externalSecret.enabled is true; set its key in the store.',
    ]);
  });

  it('is in place of an existing Secret', () => {
    expect(
      rejections(stackWithSecret(), { auth: { existingSecret: 'theirs', externalSecret: EXTERNAL } }),
    ).toEqual(['auth.externalSecret.enabled is true and auth.existingSecret is set; set one of them.']);
  });

  it.each<[string, JsonObject, string]>([
    [
      'a reference without a key',
      { remoteRefs: { password: { property: 'x' } } },
      'remoteRefs.password.key is missing',
    ],
    [
      'a field that there is not',
      { remoteRefs: { password: { key: 'x', path: 'y' } } },
      'remoteRefs.password.path',
    ],
    ['a kind that there is not', { secretStoreRef: { kind: 'Store' } }, 'secretStoreRef.kind is "Store"'],
    ['an interval without a unit', { refreshInterval: '60' }, 'refreshInterval is "60"'],
  ])('is rejected with %s', (_, externalSecret, sentence) => {
    expect(() => objects({ externalSecret })).toThrow(`auth.externalSecret.${sentence}`);
  });
});

describe('secrets from two places', () => {
  it.each(['password', 'token'])('are rejected: %s beside a Secret that has it', (key) => {
    expect(rejections(stackWithSecret(), { auth: { [key]: 'x', existingSecret: 'theirs' } })).toEqual([
      `auth.${key} is set and so is auth.existingSecret; set one of them.`,
    ]);
    expect(rejections(stackWithSecret(), { auth: { [key]: 'x', externalSecret: EXTERNAL } })).toEqual([
      `auth.${key} is set and auth.externalSecret.enabled is true; set one of them.`,
    ]);
  });

  it.each<JsonObject>([
    {},
    { password: 'x', token: 'y' },
    { existingSecret: 'theirs' },
    { externalSecret: EXTERNAL },
  ])('are no matter with %j', (auth) => {
    expect(rejections(stackWithSecret(), { auth })).toEqual([]);
  });
});
