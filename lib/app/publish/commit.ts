import { UserError } from '../explain';
import { RELEASED_FILE } from './released';
import { git } from '../changes/sides/git';

/** The commit that a project is at. */
export interface Commit {
  readonly id: string;
  /** When it was made, in ISO 8601. */
  readonly time: string;
}

/**
 * The commit of a project, which all that is published is made from.
 *
 * @throws UserError when something is not committed, or there is no commit
 */
export function publishedCommit(project: string): Commit {
  const changed = git(project, [
    'status',
    '--porcelain',
    '--untracked-files=all',
    '--',
    '.',
    `:!${RELEASED_FILE}`,
  ])
    .toString()
    .trim()
    .split('\n');
  const [first = ''] = changed;
  if (first !== '') {
    const more = changed.length === 1 ? '' : ` and ${String(changed.length - 1)} more`;
    throw new UserError(
      `${first.slice(2).trim()}${more} is not committed. What is published is made from a commit: commit or stash it.`,
    );
  }
  const [id = '', time = ''] = git(project, ['log', '-1', '--format=%H%n%cI']).toString().trim().split('\n');
  return { id, time };
}
