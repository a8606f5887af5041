import type { KubernetesObject } from '../../engine/manifests/render';
import type { JsonObject } from '../../engine/values/declaration';
import { parseManifests } from '../changes/sides/parse';
import type { NamedEnvironment } from '../environments/environment';
import { manifestsOf } from '../output/dist';
import { nameIn, targetsOf, type NamedCluster } from './clusters';
import {
  FLUX_NAMESPACE,
  fluxSource,
  INTERVAL,
  kubeConfig,
  kubeconfigOf,
  sourceRef,
  type RegistryAccess,
} from './flux-source';
import { keptPatches } from './kept';
import { timeoutOf } from './timeout';

/** What Flux deploys the manifests of environments from, and to. */
export interface FluxManifests {
  /** URL of the Git repository, or `oci://` of the artifact, with `dist` in it. */
  readonly repository: string;
  /** Branch, `refs/...` or commit; tag or digest of an artifact. */
  readonly revision: string;
  /** The folder that has a folder for each environment. */
  readonly path: string;
  /**
   * How the registry is read.
   *
   * @default - with TLS, and without asking for signatures
   */
  readonly access?: RegistryAccess;
  /** By the Secrets with their kubeconfigs. None means the cluster that Flux runs in. */
  readonly clusters: readonly NamedCluster[];
}

const KEPT = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };

/** The source, and a Kustomization for each environment and cluster. Flux itself applies namespaces first. */
export function fluxKustomizations(
  environments: readonly NamedEnvironment[],
  { repository, revision, path, access, clusters }: FluxManifests,
): readonly JsonObject[] {
  const source = fluxSource(repository, revision, access);
  const kustomizations = environments.flatMap((environment) => {
    const seconds = timeoutOf(objectsOf(environment));
    return targetsOf(environment, clusters, kubeconfigOf).map((target) => ({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: nameIn(target, ['ai-gateway']), namespace: FLUX_NAMESPACE },
      spec: {
        interval: INTERVAL,
        retryInterval: '1m',
        timeout: `${String(seconds)}s`,
        path: `./${path}/${environment.name}`,
        prune: true,
        // Deleting the Kustomization itself deletes nothing that runs.
        deletionPolicy: 'Orphan',
        wait: true,
        sourceRef: sourceRef(source),
        patches: [...keptPatches(KEPT)],
        ...kubeConfig(target),
      },
    }));
  });
  return [source.object, ...kustomizations];
}

function objectsOf(environment: NamedEnvironment): readonly KubernetesObject[] {
  return [...manifestsOf(environment).values()].flatMap((text) => parseManifests(text));
}
