import type { JsonObject } from '../../engine/values/declaration';
import type { NamedEnvironment } from '../environments/environment';
import type { NamedCluster } from './clusters';
import { annotationPatch, keptPatches } from './kept';
import { ENVIRONMENT_LABEL } from '../output/kustomization';

/** What Argo CD deploys from, and to. */
export interface ArgoCd {
  /** URL of the Git repository with `dist` in it. */
  readonly repository: string;
  /** Branch, tag or commit. */
  readonly revision: string;
  /** The folder of the repository that has a folder for each environment. */
  readonly path: string;
  /** By the URLs of their API servers. None means those that Argo CD knows with the label of the environment. */
  readonly clusters: readonly NamedCluster[];
}

/**
 * Order where that of kinds is not enough. Argo CD applies custom kinds last, so without waves pods would start before the Secrets that an
 * ExternalSecret makes; a namespace has to be there before that. All else is in wave 0, in the order of kinds.
 */
const WAVE = 'argocd.argoproj.io/sync-wave';
const KEPT = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  // What is kept after it left Git is no difference that a person has to look at every day.
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
};

/** The ApplicationSets of environments, each with an Application for each of its clusters. */
export function applicationSets(
  environments: readonly NamedEnvironment[],
  argoCd: ArgoCd,
): readonly JsonObject[] {
  const sets = new Map(
    environments.map(({ name, cluster }) => [
      cluster?.environment ?? name,
      // Clusters that differ have a folder each, which Argo CD finds by the name that it has for the cluster.
      cluster === undefined ? name : `${cluster.environment}-{{ .nameNormalized }}`,
    ]),
  );
  return [...sets].map(([name, folder]) => applicationSet(name, folder, argoCd));
}

function applicationSet(name: string, folder: string, argoCd: ArgoCd): JsonObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: `ai-gateway-${name}`, namespace: 'argocd' },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [generatorOf(name, argoCd.clusters)],
      // Deleting the ApplicationSet, or a cluster from it, deletes nothing that runs.
      syncPolicy: { preserveResourcesOnDeletion: true },
      template: {
        metadata: { name: `ai-gateway-${name}-{{ .nameNormalized }}`, labels: { [ENVIRONMENT_LABEL]: name } },
        spec: {
          project: 'default',
          source: {
            repoURL: argoCd.repository,
            targetRevision: argoCd.revision,
            path: `${argoCd.path}/${folder}`,
            kustomize: {
              patches: [
                ...keptPatches(KEPT, { [WAVE]: '-2' }),
                annotationPatch({ kind: 'ExternalSecret' }, { [WAVE]: '-1' }),
              ],
            },
          },
          destination: { server: '{{ .server }}' },
          syncPolicy: {
            automated: { prune: true, selfHeal: true, allowEmpty: false },
            syncOptions: ['ServerSideApply=true', 'PruneLast=true'],
            retry: { limit: 5, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } },
          },
        },
      },
    },
  };
}

function generatorOf(environment: string, clusters: readonly NamedCluster[]): JsonObject {
  if (clusters.length === 0)
    return { clusters: { selector: { matchLabels: { [ENVIRONMENT_LABEL]: environment } } } };
  // The names that the other generator gives.
  return { list: { elements: clusters.map(({ name, at }) => ({ nameNormalized: name, server: at })) } };
}
