import type { JsonObject } from '../../engine/values/declaration';
import type { Target } from './clusters';

/** The namespace of Flux and of what it reads. */
export const FLUX_NAMESPACE = 'flux-system';

/** How often Flux looks for what is new, and corrects what somebody has changed. */
export const INTERVAL = '10m';

/** What a Kustomization refers to. */
export interface FluxSource {
  readonly kind: 'GitRepository' | 'OCIRepository';
  readonly object: JsonObject;
}

const NAME = 'ai-gateway-stacks';

/** How Flux reads from a registry. */
export interface RegistryAccess {
  /**
   * Whether the registry has no TLS.
   *
   * @default false
   */
  readonly plainHttp?: boolean;
  /**
   * The Secret with the public keys of cosign, by one of which everything has to be signed.
   *
   * @default - signatures are not asked for
   */
  readonly signedBy?: string;
}

/** Where Flux has `dist` from: a Git repository, or, for `oci://`, an artifact in a registry. */
export function fluxSource(repository: string, revision: string, access: RegistryAccess = {}): FluxSource {
  const kind = repository.startsWith('oci://') ? 'OCIRepository' : 'GitRepository';
  const ref = kind === 'OCIRepository' ? artifactRef(revision) : gitRef(revision);
  return {
    kind,
    object: {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind,
      metadata: { name: NAME, namespace: FLUX_NAMESPACE },
      spec: { interval: INTERVAL, url: repository, ref, ...accessFields(access) },
    },
  };
}

/** The reference of a Kustomization to it. */
export function sourceRef({ kind }: FluxSource): JsonObject {
  return { kind, name: NAME };
}

/** The fields of an OCIRepository that say how its registry is read. */
export function accessFields({ plainHttp = false, signedBy }: RegistryAccess): JsonObject {
  return {
    ...(plainHttp && { insecure: true }),
    ...(signedBy !== undefined && { verify: { provider: 'cosign', secretRef: { name: signedBy } } }),
  };
}

/** The Secret with the kubeconfig of a cluster that an environment names, unless a user says another one. */
export function kubeconfigOf(cluster: string): string {
  return `kubeconfig-${cluster}`;
}

/** The field of a Kustomization or HelmRelease that says which cluster it is for; none for the one that Flux runs in. */
export function kubeConfig({ cluster }: Target): JsonObject {
  return cluster === undefined ? {} : { kubeConfig: { secretRef: { name: cluster.at } } };
}

function gitRef(revision: string): JsonObject {
  if (/^[0-9a-f]{40}$/.test(revision)) return { commit: revision };
  return revision.startsWith('refs/') ? { name: revision } : { branch: revision };
}

function artifactRef(revision: string): JsonObject {
  return revision.startsWith('sha256:') ? { digest: revision } : { tag: revision };
}
