import path from 'node:path';
import { NAMESPACE_NAME } from '../../engine/release/names';
import { quoteForMessage } from '../../engine/values/wording';
import type { JsonObject } from '../../engine/values/declaration';
import { toYamlDocuments } from '../../engine/yaml/document';
import type { NamedEnvironment } from '../environments/environment';
import { UserError } from '../explain';
import { applicationSets } from '../gitops/argocd';
import type { NamedCluster } from '../gitops/clusters';
import { fluxKustomizations } from '../gitops/flux-kustomizations';
import { fluxReleases } from '../gitops/flux-releases';
import type { RegistryAccess } from '../gitops/flux-source';
import { helmfile } from '../gitops/helmfile';
import { writeFiles } from '../../engine/files/write-files';
import { form, registryPlace } from './form';
import { requireKnown } from './unknown';
import { chosenEnvironments } from './choose';
import { fromUser } from '../user-folder';

/** What to write for a GitOps tool, as the command line says it. */
export interface GitopsRequest {
  /** None means all. */
  readonly environment: readonly string[];
  /** `NAME=WHERE` each. */
  readonly cluster: readonly string[];
  readonly repository?: string;
  readonly revision?: string;
  readonly path: string;
  readonly charts?: string;
  /**
   * Whether the registry that `repository` or `charts` names has no TLS.
   *
   * @default false
   */
  readonly plainHttp?: boolean;
  /**
   * The Secret with the public keys of cosign, for Flux.
   *
   * @default - signatures are not asked for
   */
  readonly verify?: string;
}

/** The tools that there is something to write for, each with the name of the file that it is written to. */
export const TOOLS = {
  argocd: { file: 'applicationsets.yaml', make: forArgoCd },
  flux: { file: 'flux.yaml', make: forFlux },
  helmfile: { file: 'helmfile.yaml', make: forHelmfile },
} as const;

/** The name of a GitOps tool. */
export type Tool = keyof typeof TOOLS;

/**
 * What a GitOps tool reads, as YAML.
 *
 * @throws UserError with a sentence on what is wrong and what would be right
 */
export function gitops(tool: Tool, request: GitopsRequest): string {
  return toYamlDocuments(TOOLS[tool].make(request));
}

/** Writes what a tool reads to a file of a folder as the user names it, whole, and gives its path. Other files of the folder stay as they are. */
export function writeGitops(tool: Tool, folder: string, content: string): string {
  const file = path.join(folder, TOOLS[tool].file);
  writeFiles(new Map([[fromUser(file), content]]));
  return file;
}

function forArgoCd(request: GitopsRequest): readonly JsonObject[] {
  const repository = form(
    '--repository',
    request.repository,
    /^(https?:\/\/|ssh:\/\/|[\w.-]+@[\w.-]+:)\S+$/,
    'https://HOST/PATH, ssh://HOST/PATH or git@HOST:PATH',
  );
  const clusters = clustersOf(
    request,
    /^https?:\/\/\S+$/,
    'the URL of its API server, such as https://10.0.0.1:6443',
  );
  const { revision = 'main', path: folder } = request;
  accessOf(request);
  const environments = environmentsOf(request, clusters);
  if (clusters.length === 0) requireAllClusters(environments);
  return applicationSets(environments, { repository, revision, path: pathOf(folder), clusters });
}

function forFlux(request: GitopsRequest): readonly JsonObject[] {
  const clusters = clustersOf(request, NAMESPACE_NAME.pattern, 'the name of a Secret with its kubeconfig');
  const access = accessOf(request, request.charts ?? request.repository);
  const environments = environmentsOf(request, clusters);
  if (request.charts !== undefined) {
    if (request.repository !== undefined)
      throw new UserError('--repository is for manifests and --charts for charts; give one of them.');
    return fluxReleases(environments, {
      charts: registryPlace('--charts', request.charts),
      access,
      clusters,
    });
  }
  const repository = form(
    '--repository',
    request.repository,
    /^(https?|ssh|oci):\/\/\S+$/,
    'https://HOST/PATH, ssh://USER@HOST/PATH or oci://HOST/PATH, or --charts oci://HOST/PATH for HelmReleases',
  );
  const revision = request.revision ?? (repository.startsWith('oci://') ? 'latest' : 'main');
  const from = { repository, revision, path: pathOf(request.path), access };
  return fluxKustomizations(environments, { ...from, clusters });
}

function forHelmfile(request: GitopsRequest): readonly JsonObject[] {
  const { charts: given = './dist/charts' } = request;
  const charts = given.startsWith('oci:')
    ? registryPlace('--charts', given)
    : form(
        '--charts',
        given,
        /^(\.{1,2}\/|\/)\S*[^/\s]$/,
        'a folder such as ./dist/charts, or oci://HOST/PATH',
      );
  const clusters = clustersOf(request, /^\S+$/, 'a context of the kubeconfig');
  const { plainHttp = false, signedBy } = accessOf(request, charts);
  if (signedBy !== undefined) throw new UserError(VERIFY_IS_FOR);
  return [helmfile(environmentsOf(request, clusters), { charts, plainHttp, clusters })];
}

const VERIFY_IS_FOR = '--verify is for signatures in a registry: for flux, with oci://HOST/PATH.';

/**
 * How a registry is read.
 *
 * @throws UserError when that is said of what is no registry
 */
function accessOf({ plainHttp = false, verify }: GitopsRequest, place = ''): RegistryAccess {
  const isRegistry = place.startsWith('oci://');
  if (plainHttp && !isRegistry)
    throw new UserError(
      '--plain-http is for a registry without TLS: for flux and helmfile, with oci://HOST/PATH.',
    );
  if (verify === undefined) return { plainHttp };
  if (!isRegistry) throw new UserError(VERIFY_IS_FOR);
  const right = 'the name of a Secret with the public keys of cosign';
  return { plainHttp, signedBy: form('--verify', verify, NAMESPACE_NAME.pattern, right) };
}

/** The folder with the environments in a repository. */
function pathOf(given: string): string {
  return form(
    '--path',
    given,
    /^(?!\.)[\w.-]+(\/(?!\.)[\w.-]+)*$/,
    'a folder of the repository such as dist',
  );
}

/** @throws UserError when there is no such environment, or a cluster is of none of them */
function environmentsOf(
  { environment: names }: GitopsRequest,
  clusters: readonly NamedCluster[],
): readonly NamedEnvironment[] {
  const environments = chosenEnvironments(names);
  const own = environments.flatMap(({ cluster }) => (cluster === undefined ? [] : [cluster.name]));
  // An environment that names no clusters goes to any.
  if (own.length === environments.length)
    for (const { name } of clusters) requireKnown('cluster', name, [...new Set(own)]);
  return environments;
}

/** An ApplicationSet finds all clusters of an environment by their label. */
function requireAllClusters(environments: readonly NamedEnvironment[]): void {
  for (const other of chosenEnvironments([])) {
    const sibling = environments.find(
      ({ cluster }) => cluster !== undefined && cluster.environment === other.cluster?.environment,
    );
    if (sibling?.cluster !== undefined && !environments.some(({ name }) => name === other.name))
      throw new UserError(
        `${sibling.name} is one cluster of ${sibling.cluster.environment}, and Argo CD would take all of them: add --cluster ${sibling.cluster.name}=URL, or name ${sibling.cluster.environment}.`,
      );
  }
}

function clustersOf({ cluster }: GitopsRequest, pattern: RegExp, what: string): readonly NamedCluster[] {
  const clusters = cluster.map((given) => {
    const [, name = '', at = ''] = /^([^=]*)=(.*)$/s.exec(given) ?? [];
    if (!NAMESPACE_NAME.pattern.test(name) || !pattern.test(at))
      throw new UserError(
        `--cluster is ${quoteForMessage(given)}; it must be NAME=WHERE: a name of lowercase letters, digits and "-", and ${what}.`,
      );
    return { name, at };
  });
  const twice = clusters.find(
    ({ name }, index) => clusters.findIndex((other) => other.name === name) < index,
  );
  if (twice !== undefined)
    throw new UserError(`--cluster names ${twice.name} twice; each cluster has a name of its own.`);
  return clusters;
}
