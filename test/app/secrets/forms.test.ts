import { stacksOf } from '../../../lib/app/environments/stacks';
import type { Environment } from '../../../lib/app/environments/environment';
import { RELAY_IMAGE } from '../../../lib/stacks/claude-middleware/wiring';
import { formsOf } from '../../../lib/app/secrets/forms';
import { objectsOf } from '../../../lib/engine/release/release';
import {
  DATABASE_PASSWORD,
  FILE,
  KEY_FORMS,
  PASSWORD,
  SIGNING_KEY,
} from '../../../lib/kubernetes/secret-form';

function formOf(stacks: Environment['stacks'], name: string, key: string) {
  const rendered = stacksOf({ name: 'a', namespace: 'ai', stacks }).map((stack) => ({
    ...stack,
    objects: objectsOf(stack.release),
  }));
  return formsOf(rendered)({ namespace: 'ai', name }, key);
}

const config = { existingSecret: 'keys' };

it('is what the stack says of the variable, whatever the key is called', () => {
  expect(formOf({ 'claude-relay': { config } }, 'keys', 'JWT_SECRET')).toBe(SIGNING_KEY);
  const renamed = { ...config, existingSecretKeys: { jwtSecret: 'relay-jwt' } };
  expect(formOf({ 'claude-relay': { config: renamed } }, 'keys', 'relay-jwt')).toBe(SIGNING_KEY);
});

it('has the prefix that the values say', () => {
  const auth = { enabled: true, existingSecret: 'clients' };
  const relay = { config, image: RELAY_IMAGE };
  const at = (more: object) =>
    formOf({ 'claude-relay': relay, 'claude-middleware': { auth: { ...auth, ...more } } }, 'clients', 'MIDDLEWARE_API_KEYS');
  expect(at({})).toMatchObject({ prefix: 'cr_', separator: ',' });
  expect(at({ keyPrefix: 'mw-' })).toMatchObject({ prefix: 'mw-' });
}); // prettier-ignore

it('is issued for a database of others, and made for one of the environment', () => {
  const others = { config, redis: { enabled: false }, externalRedis: { host: 'redis.example.com', existingSecret: 'redis' } };
  expect(formOf({ 'claude-relay': others }, 'redis', 'password')).toBe(DATABASE_PASSWORD);
  const ours = { config, redis: { auth: { enabled: true, existingSecret: 'redis' } } };
  expect(formOf({ 'claude-relay': ours }, 'redis', 'password')).toBe(PASSWORD);
}); // prettier-ignore

it('is what Kubernetes says of certificates and logins at registries, and a file for other volumes', () => {
  const relay = {
    config,
    imagePullSecrets: [{ name: 'registry' }],
    ingress: { enabled: true, hosts: [{ host: 'relay.example.com' }], tls: [{ secretName: 'tls', hosts: ['relay.example.com'] }] },
  };
  expect(formOf({ 'claude-relay': relay }, 'tls', 'tls.key')).toBe(KEY_FORMS['tls.key']);
  expect(formOf({ 'claude-relay': relay }, 'registry', '.dockerconfigjson')).toBe(KEY_FORMS['.dockerconfigjson']);
  const proxy = {
    config: { helmRepos: ['a=https://charts.example.com'], kubeconfigSecret: 'other', kubeconfigKey: 'kubeconfig' },
    targets: { namespaces: ['apps'] },
    rbac: { create: false },
  };
  expect(formOf({ 'helm-proxy': proxy }, 'other', 'kubeconfig')).toBe(FILE);
}); // prettier-ignore

it('is a password where nothing is known', () => {
  expect(formOf({}, 'keys', 'anything')).toBe(PASSWORD);
});
