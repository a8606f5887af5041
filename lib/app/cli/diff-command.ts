import { Option, type Command } from 'commander';
import { answer, withAnswers } from './program';

interface DiffFlags {
  readonly revision?: string;
  readonly cluster?: true;
  readonly context?: string;
  readonly json?: true;
  readonly markdown?: true;
  readonly exitCode?: true;
}

const EXAMPLES = `
What is compared:
  no environment      all of them: the last commit (HEAD) with the working tree
  one environment     that one
  two environments    the first with the second; their namespaces are taken for the same
Revisions are read from their dist, which is committed; the working tree is rendered now.

Exit codes: 0, or with --exit-code 1 where something differs; 2 for an error. Nothing is ever changed.

Examples:
  # what my changes do to all environments
  npm run --silent stacks -- diff

  # what a branch does, as a comment of its pull request
  npm run --silent stacks -- diff --revision main..HEAD --markdown

  # what staging and prod have in common, and what not
  npm run --silent stacks -- diff staging prod

  # what an apply would do to a cluster, and what is to be pruned there
  npm run --silent stacks -- diff prod --cluster --context prod

  # in a script
  npm run --silent stacks -- diff prod --revision v1.2.0 --json | jq '.[].effects[] | select(.kind == "replaces-pods")'
`;

/** Adds the command `diff`. */
export function addDiff(program: Command, project: string): void {
  withAnswers(program.command('diff'))
    .description(
      'Says what differs by object and field, and what each change does: replaces pods, needs a Secret, opens a connection, changes ' +
        'requests, touches a volume, cannot be changed in place, cannot go back.',
    )
    .argument('[environments...]', 'one environment, or two to compare them with one another (default: all)')
    .option('-r, --revision <rev>', 'REV with the working tree, or REV..REV (default: HEAD)')
    .option(
      '--cluster',
      'the cluster with what an apply would make of it, by a server-side dry run of kubectl',
    )
    .option(
      '--context <name>',
      'the context of the kubeconfig that --cluster takes (default: its current one)',
    )
    .option('--json', 'for machines')
    .addOption(new Option('--markdown', 'for the comment of a pull request').conflicts('json'))
    .option('--exit-code', 'end with 1 where something differs')
    .addHelpText('after', EXAMPLES)
    .action((environments: string[], { json, markdown, exitCode, ...flags }: DiffFlags) => {
      const { diff, WRITERS } = require('./diff') as typeof import('./diff');
      answer(() => {
        const comparisons = diff({ project, environments, ...flags });
        const format = json === true ? 'json' : markdown === true ? 'markdown' : 'text';
        process.stdout.write(WRITERS[format](comparisons));
        const differs = comparisons.some(({ objects }) => objects.length > 0);
        return exitCode === true && differs ? 1 : 0;
      });
    });
}
