import type { Environment } from '../../../lib/app/environments/environment';
import { neededSecrets } from '../../../lib/app/objects/secrets';
import { stacksOf } from '../../../lib/app/environments/stacks';
import { objectsOf } from '../../../lib/engine/release/release';

function needed(stacks: Environment['stacks']) {
  const deployed = stacksOf({ name: 'a', namespace: 'ai', stacks });
  return neededSecrets(deployed.flatMap(({ release }) => objectsOf(release)));
}

const RELAY = { config: { existingSecret: 'keys' } };

it('names the keys that pods read, those that they can do without, and who reads them', () => {
  expect(needed({ 'claude-relay': RELAY })).toEqual([
    {
      namespace: 'ai',
      name: 'keys',
      keys: [
        { name: 'JWT_SECRET', optional: false },
        { name: 'ENCRYPTION_KEY', optional: false },
        { name: 'ADMIN_USERNAME', optional: true },
        { name: 'ADMIN_PASSWORD', optional: true },
      ],
      readers: ['Deployment ai/claude-relay'],
    },
  ]);
});

it('is of no Secret that the environment makes', () => {
  const inside = { ...RELAY, redis: { auth: { enabled: true, password: 'secret' } } };
  expect(needed({ 'claude-relay': inside }).map(({ name }) => name)).toEqual(['keys']);
});

it('is of no Secret that the External Secrets Operator makes', () => {
  const remoteRefs = { jwtSecret: { key: 'relay/jwt' }, encryptionKey: { key: 'relay/encryption' } };
  const config = { externalSecret: { enabled: true, secretStoreRef: { name: 'vault' }, remoteRefs } };
  expect(needed({ 'claude-relay': { config } })).toEqual([]);
});

it('has the Secrets for pulling images and for certificates, but for those that cert-manager makes', () => {
  const ingress = (annotations: Record<string, string>) => ({
    ...RELAY,
    imagePullSecrets: [{ name: 'registry' }],
    ingress: {
      enabled: true,
      annotations,
      hosts: [{ host: 'relay.example.com' }],
      tls: [{ secretName: 'certificate', hosts: ['relay.example.com'] }],
    },
  });
  const own = needed({ 'claude-relay': ingress({}) });
  expect(own.map(({ name }) => name)).toEqual(['certificate', 'keys', 'registry']);
  expect(own[0]).toEqual({
    namespace: 'ai',
    name: 'certificate',
    keys: [
      { name: 'tls.crt', optional: false },
      { name: 'tls.key', optional: false },
    ],
    readers: ['Ingress ai/claude-relay'],
  });
  const managed = needed({ 'claude-relay': ingress({ 'cert-manager.io/issuer': 'internal' }) });
  expect(managed.map(({ name }) => name)).toEqual(['keys', 'registry']);
});
