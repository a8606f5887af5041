import {
  ExternalSecret,
  ExternalSecretSpecSecretStoreRefKind as Kind,
  type ExternalSecretProps,
} from '../../../imports/external-secrets.io';
import type { KubernetesObject } from '../../engine/manifests/render';
import type { EnvironmentSecret } from './environment-secrets';

/** The store of the External Secrets Operator that has the values. */
export interface Store {
  readonly name: string;
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
}

/** cdk8s types what it makes of the props as anything at all. */
const KIND: { manifest(props: ExternalSecretProps): KubernetesObject } = ExternalSecret;

/** The Secrets as ExternalSecrets: a value is in the store's entry `NAMESPACE/SECRET`, as the property that is named as the key. */
export function externalSecrets(
  secrets: readonly EnvironmentSecret[],
  store: Store,
): readonly KubernetesObject[] {
  return secrets.map((secret) => KIND.manifest(propsOf(secret, store)));
}

function propsOf({ name, namespace, keys, type }: EnvironmentSecret, store: Store): ExternalSecretProps {
  const entry = `${namespace}/${name}`;
  const template = type === 'Opaque' ? {} : { template: { type } };
  return {
    metadata: { name, namespace },
    spec: {
      secretStoreRef: {
        name: store.name,
        kind: store.kind === 'SecretStore' ? Kind.SECRET_STORE : Kind.CLUSTER_SECRET_STORE,
      },
      target: { name, ...template },
      // Of a Secret without named keys all of the entry.
      ...(keys.length === 0
        ? { dataFrom: [{ extract: { key: entry } }] }
        : {
            data: keys.map((key) => ({
              secretKey: key.name,
              remoteRef: { key: entry, property: key.name },
            })),
          }),
    },
  };
}
