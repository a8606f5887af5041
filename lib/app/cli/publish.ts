import path from 'node:path';
import { discoverEnvironments } from '../environments/discover';
import { writeFiles } from '../../engine/files/write-files';
import { billOfChart, billOfEnvironments } from '../publish/bill';
import { publishedCommit } from '../publish/commit';
import { packagesOf, releaseFiles } from '../publish/packages';
import { publish } from '../publish/publish';
import type { Published } from '../publish/push-all';
import { registryAt } from '../publish/registry';
import { stacks } from '../../stacks/stacks';
import { umbrellaChart } from '../../stacks/umbrella-chart';
import { chosenEnvironments } from './choose';
import { form, registryPlace } from './form';
import { progress } from './progress';
import { requireKnown } from './unknown';
import { fromUser } from '../user-folder';

/** Packs all charts into a folder as the user names it, whose other files stay, and gives the paths. */
export async function packageCharts(output: string): Promise<string> {
  const files = releaseFiles(await packagesOf(discoverEnvironments()));
  writeFiles(new Map([...files].map(([file, content]) => [fromUser(path.join(output, file)), content])));
  return [...files.keys()].map((file) => `${path.join(output, file)}\n`).join('');
}

/** What to publish, as the command line says it. */
export interface PublishRequest {
  readonly project: string;
  /** Further tags of the manifests. */
  readonly tag: readonly string[];
  /** A key that gpg has. @default - nothing is signed */
  readonly sign?: string;
  /** Whether the registry has no TLS. @default false */
  readonly plainHttp?: boolean;
  /** Whether the list of what has been released is added to. */
  readonly record: boolean;
  readonly json?: boolean;
}

/**
 * Publishes charts and manifests, and says what became of each.
 *
 * @throws UserError with a sentence on what is wrong and what would be right, and what was pushed before
 */
export async function publishTo(
  registry: string,
  { tag: tags, plainHttp = false, json = false, project, ...request }: PublishRequest,
): Promise<string> {
  const place = registryPlace('REGISTRY', registry).replace('oci://', '');
  for (const tag of tags)
    form('--tag', tag, /^\w[\w.-]{0,127}$/, 'letters, digits, "_", "." and "-", at most 128');
  const commit = publishedCommit(project);
  progress('Rendering charts and environments');
  const published = await publish(
    { project, commit, tags, ...request },
    registryAt(place, { plainHttp }),
    progress,
  );
  return json ? `${JSON.stringify(published, null, 2)}\n` : table(published);
}

function table(published: readonly Published[]): string {
  return published
    .map(({ name, tag, state, reference }) => `${name} ${tag} ${state}: ${reference}\n`)
    .join('');
}

/**
 * The bill of materials of a chart, or else of environments.
 *
 * @param environments none means all
 * @throws UserError when there is no such chart or environment
 */
export function sbom(chart: string | undefined, environments: readonly string[]): string {
  if (chart === undefined) return billOfEnvironments(chosenEnvironments(environments));
  requireKnown('chart', chart, [...Object.keys(stacks), umbrellaChart.name]);
  return billOfChart(chart);
}
