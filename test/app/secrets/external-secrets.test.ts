import { externalSecrets } from '../../../lib/app/secrets/external-secrets';
import { CERTIFICATE, KEYS, secret } from './setup';

it('takes each key from the entry of the namespace and the Secret', () => {
  expect(externalSecrets([KEYS], { name: 'vault', kind: 'SecretStore' })).toEqual([
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'keys', namespace: 'ai' },
      spec: {
        secretStoreRef: { name: 'vault', kind: 'SecretStore' },
        target: { name: 'keys' },
        data: [
          { secretKey: 'jwt', remoteRef: { key: 'ai/keys', property: 'jwt' } },
          { secretKey: 'password', remoteRef: { key: 'ai/keys', property: 'password' } },
        ],
      },
    },
  ]);
});

it('has the type that readers require, and all of an entry where keys are not known', () => {
  const store = { name: 'vault', kind: 'ClusterSecretStore' } as const;
  const [certificate, any] = externalSecrets([CERTIFICATE, secret('any', [])], store);
  expect(certificate).toMatchObject({
    spec: { secretStoreRef: store, target: { name: 'tls', template: { type: 'kubernetes.io/tls' } } },
  });
  expect(any).toMatchObject({ spec: { dataFrom: [{ extract: { key: 'ai/any' } }] } });
  expect(any).not.toHaveProperty('spec.data');
});
