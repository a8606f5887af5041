import type { Command } from 'commander';
import { addChangeFlags, answerChange, splitPassed } from './change-flags';
import { addReleaseFlags } from './release-flags';
import type { RollbackRequest } from './rollback';

const EXAMPLES = `
What is done: the manifests in dist of the revision are compared with the cluster, or the releases of a chart with one another. What cannot
go back stops it: fields that are immutable, volumes that would shrink, claims that are gone, databases that are older than their data.
Then it is deployed as stacks deploy does. What is newer than the revision stays in the cluster without --prune; what has data always does.

Exit codes: 0; 1 where something is in the way, was not applied, or is not ready in time, which is said; 2 for an error before anything
was changed.

Examples:
  # what would going back do?
  npm run --silent stacks -- rollback prod --to v1.0.0 --dry-run

  # to the commit before the last one
  npm run --silent stacks -- rollback staging --to HEAD~1 --prune

  # a chart, to the revision that ran before
  npm run --silent stacks -- rollback prod claude-relay --charts

  # a release of another name in another namespace: what would going back do?
  npm run --silent stacks -- rollback dev claude-relay --charts --release-name second --namespace second --dry-run

  # in a pipeline
  npm run --silent stacks -- rollback prod --to v1.0.0 --context prod --yes
`;

type Flags = Omit<RollbackRequest, 'environment' | 'project' | 'passed' | 'stacks'>;

/** Adds the command `rollback`. */
export function addRollback(program: Command, project: string): void {
  addReleaseFlags(addChangeFlags(program.command('rollback')))
    .description(
      'Goes back to the manifests of an earlier revision, or to an earlier release of a chart, and says what cannot go back.',
    )
    .argument('<environment>', 'the environment, such as prod')
    .argument('[stacks...]', 'stacks of the environment (default: all)')
    .option(
      '--to <rev>',
      'the revision to go back to: a commit, branch or tag; with --charts, a number of helm history',
    )
    .option(
      '--charts',
      'roll the release of a chart back instead (default: to the last revision before that was good)',
    )
    .option('--prune', 'delete what is rendered no more, but nothing that has data')
    .option('--anyway', 'go back in spite of losses that are said')
    .addHelpText('after', EXAMPLES)
    .action(async (environment: string, given: string[], flags: Flags) => {
      const { rollback } = require('./rollback') as typeof import('./rollback');
      const { own, passed } = splitPassed(given);
      await answerChange(flags.json, (say) =>
        rollback({ environment, project, stacks: own, passed, ...flags }, say),
      );
    });
}
