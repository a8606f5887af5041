import { parse } from 'yaml';
import { packFiles, type Archive } from '../../engine/helm/package';
import { environmentFiles, type RenderedEnvironment } from '../output/dist';
import type { Commit } from './commit';
import type { ChartPackage } from './packages';
import type { Artifact } from './registry';

/** The name of the artifact with the manifests of all environments. */
const MANIFESTS = 'manifests';

/** The folder in it that has a folder for each environment, as that of a checkout. */
const FOLDER = 'dist';

/** A chart as Helm keeps it in a registry (helm.sh/docs/topics/registries). */
export function chartArtifact(chart: ChartPackage, commit: Commit, provenance?: string): Artifact {
  const { name, version, file, content, files } = chart;
  const metadata: unknown = parse(files.get('Chart.yaml') ?? '');
  return {
    name,
    tag: version,
    config: { content: JSON.stringify(metadata), mediaType: 'application/vnd.cncf.helm.config.v1+json' },
    layers: [
      { file, content, mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip' },
      ...(provenance === undefined
        ? []
        : [
            {
              file: `${file}.prov`,
              content: provenance,
              mediaType: 'application/vnd.cncf.helm.chart.provenance.v1.prov',
            },
          ]),
    ],
    annotations: { 'org.opencontainers.image.version': version, ...annotationsOf(commit) },
  };
}

/** The manifests of all environments, packed as `flux push artifact` packs a folder. */
export function packManifests(environments: readonly RenderedEnvironment[]): Promise<Archive> {
  const files = environments.flatMap(({ environment, manifests }) => [
    ...environmentFiles(environment, manifests),
  ]);
  return packFiles(new Map(files.map(([file, content]) => [`${FOLDER}/${file}`, content])));
}

/** Them as an artifact that Flux and Argo CD read (fluxcd.io/flux/cheatsheets/oci-artifacts). */
export function manifestsArtifact({ content }: Archive, commit: Commit): Artifact {
  return {
    name: MANIFESTS,
    tag: commit.id.slice(0, 12),
    config: { content: '{}', mediaType: 'application/vnd.cncf.flux.config.v1+json' },
    layers: [
      {
        file: `${MANIFESTS}.tgz`,
        content,
        mediaType: 'application/vnd.cncf.flux.content.v1.tar+gzip',
      },
    ],
    annotations: annotationsOf(commit),
  };
}

function annotationsOf({ id, time }: Commit): Artifact['annotations'] {
  return { 'org.opencontainers.image.created': time, 'org.opencontainers.image.revision': id };
}
