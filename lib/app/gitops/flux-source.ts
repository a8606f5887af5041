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

/** Where Flux has `dist` from: a Git repository, or, for `oci://`, an artifact in a registry, which may have no TLS. */
export function fluxSource(repository: string, revision: string, plainHttp = false): FluxSource {
  const kind = repository.startsWith('oci://') ? 'OCIRepository' : 'GitRepository';
  const ref = kind === 'OCIRepository' ? artifactRef(revision) : gitRef(revision);
  return {
    kind,
    object: {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind,
      metadata: { name: NAME, namespace: FLUX_NAMESPACE },
      spec: { interval: INTERVAL, url: repository, ref, ...withoutTls(plainHttp) },
    },
  };
}

/** The reference of a Kustomization to it. */
export function sourceRef({ kind }: FluxSource): JsonObject {
  return { kind, name: NAME };
}

/** The field of an OCIRepository that says that its registry has no TLS; none where it has. */
export function withoutTls(plainHttp = false): JsonObject {
  return plainHttp ? { insecure: true } : {};
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
