import { discoverEnvironments } from '../environments/discover';
import { renderEnvironment } from '../output/dist';
import { chartArtifact, manifestsArtifact, packManifests } from './artifacts';
import { billOfChart, billOfRendered } from './bill';
import type { Commit } from './commit';
import { packagesOf } from './packages';
import { provenanceOf } from './provenance';
import { complain, pushAll, type Published } from './push-all';
import type { Registry } from './registry';
import { addReleased, changedSinceRelease, readReleased } from './released';

/** What is published from a project. */
export interface Publication {
  readonly project: string;
  readonly commit: Commit;
  /** Further tags of the manifests, which move. */
  readonly tags: readonly string[];
  /** A key that gpg has, which signs the charts. */
  readonly sign?: string;
  /** Whether the list of what has been released is added to. */
  readonly record: boolean;
}

/**
 * Pushes all charts, and the manifests of all environments as one artifact, each with a bill of materials. What a registry has already stays:
 * where that has other content, nothing is pushed.
 *
 * @param say is told of what takes long
 * @throws UserError when something is not right, which says what was pushed
 */
export async function publish(
  publication: Publication,
  registry: Registry,
  say: (what: string) => void,
): Promise<readonly Published[]> {
  const { project, commit, tags, sign, record } = publication;
  const environments = discoverEnvironments();
  const packages = await packagesOf(environments);
  complain(changedSinceRelease(packages, readReleased(project)));
  const charts = packages.map((chart) => ({
    artifact: chartArtifact(chart, commit, sign === undefined ? undefined : provenanceOf(chart, sign)),
    bill: billOfChart(chart.name),
    tags: [],
    otherwise: 'raise its version',
  }));
  const rendered = environments.map(renderEnvironment);
  const manifests = {
    artifact: manifestsArtifact(await packManifests(rendered), commit),
    bill: billOfRendered(rendered),
    tags,
    otherwise: 'it was not made from this commit, or by other versions of its tools',
  };
  const published = pushAll(registry, [...charts, manifests], say);
  if (record) addReleased(project, packages);
  return published;
}
