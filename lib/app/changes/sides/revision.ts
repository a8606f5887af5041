import { quoteForMessage } from '../../../engine/values/wording';
import { UserError } from '../../explain';
import { git } from './git';
import type { Manifests } from './manifests';

const MANIFEST = /^(?<mode>\d+) blob (?<id>[0-9a-f]+)\tdist\/(?<environment>[^/]+)\/[^/]+\.k8s\.yaml$/;

/**
 * The environments of a revision of the project: its `dist`, which is committed and which CI compares with the source.
 *
 * @throws UserError when git has no such revision, or the revision no manifests
 */
export function revision(project: string, name: string): Manifests {
  const commit = commitOf(project, name);
  const files = git(project, ['ls-tree', '-r', '-z', commit, '--', 'dist/'])
    .toString()
    .split('\0')
    .flatMap((line) => {
      const { id, environment } = MANIFEST.exec(line)?.groups ?? {};
      return id === undefined || environment === undefined ? [] : [{ id, environment }];
    });
  if (files.length === 0)
    throw new UserError(
      `Revision ${name} has no manifests in dist; name one at which dist is committed (git log -- dist).`,
    );
  const texts = blobs(project, [...new Set(files.map(({ id }) => id))]);
  const environments = new Map<string, readonly string[]>();
  for (const { id, environment } of files)
    environments.set(environment, [...(environments.get(environment) ?? []), texts.get(id) ?? '']);
  const short = commit.slice(0, 7);
  return {
    name: short.startsWith(name) || name.startsWith(short) ? short : `${name} (${short})`,
    environments,
  };
}

function commitOf(project: string, name: string): string {
  try {
    return git(project, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`])
      .toString()
      .trim();
  } catch (error) {
    // Without a repository there is another reason, which this says.
    git(project, ['rev-parse', '--git-dir']);
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      `There is no revision ${quoteForMessage(name)}; name a commit, branch or tag (git log --oneline), or fetch it first.`,
    );
  }
}

/** The texts of files, by their IDs in git: one process reads them all. */
function blobs(project: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const output = git(project, ['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
  const texts = new Map<string, string>();
  let start = 0;
  for (const id of ids) {
    const end = output.indexOf('\n', start);
    const size = Number(output.subarray(start, end).toString().split(' ')[2]);
    texts.set(id, output.subarray(end + 1, end + 1 + size).toString());
    start = end + 1 + size + 1;
  }
  return texts;
}
