import { UserError } from '../../explain';
import { git } from './git';

/** What the manifests are made from. */
const SOURCE = ['main.ts', 'environments', 'lib', 'imports', 'package-lock.json'];

/** A note where the working tree is no commit: what is compared with a cluster is then known to nobody else. */
export function uncommitted(project: string): readonly string[] {
  const files = changedFiles(project);
  if (files.length === 0) return [];
  const [first = ''] = files;
  const more = files.length === 1 ? '' : ` and ${String(files.length - 1)} more`;
  return [`Not committed: ${first}${more}. The working tree is compared, not a commit.`];
}

function changedFiles(project: string): readonly string[] {
  try {
    return git(project, ['status', '--porcelain', '--', ...SOURCE])
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.slice(3));
  } catch (error) {
    // Without a repository nothing is committed, and nobody expects it.
    if (error instanceof UserError) return [];
    throw error;
  }
}
