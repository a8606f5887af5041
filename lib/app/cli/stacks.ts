import { Command, Option } from 'commander';
import { explain } from '../explain';
import { projectFolder } from '../project';
import { addDeploy } from './deploy-command';
import { addPublish } from './publish-command';
import { addDiff } from './diff-command';
import { addNew } from './new-command';
import { addPreflight } from './preflight-command';
import { addSecrets } from './secrets-command';
import { addGitops } from './gitops-command';
import { collect, rejectEmpty, withSentences } from './program';
import { addReport } from './report-command';
import { addRollback } from './rollback-command';
import { addStatus } from './status-command';

interface RenderFlags {
  readonly env?: string;
  readonly values: string[];
  readonly set: string[];
  readonly setString: string[];
  readonly release?: string;
  readonly namespace?: string;
}

interface EnvironmentsFlags {
  readonly summary?: true;
  readonly write?: true;
}

const PROJECT = projectFolder();

const EXAMPLES = `
Examples:
  # the relay as production has it
  npm run --silent stacks -- render claude-relay --env prod

  # apply it, with one pod more than the environment says
  npm run --silent stacks -- render claude-relay --env dev --set replicaCount=2 | kubectl apply --server-side -f -

  # no environment: the defaults, a values file and a flag, as "helm template" takes them
  npm run --silent stacks -- render claude-relay --release my-relay --namespace ai -f my-values.yaml \\
    --set config.existingSecret=claude-relay-keys
`;

/** The command line: what each command needs is loaded when it is run, so that help is there at once. */
export function program(): Command {
  const command = withSentences(new Command('stacks')).description(
    'Renders the AI-gateway stacks as plain Kubernetes manifests, and helps on the second day: what a change does, which Secrets are needed, ' +
      'what a cluster lacks, how it is deployed and goes back, why a pod is not ready, what runs in an environment, and what Argo CD, Flux or ' +
      'helmfile deploy it by. It makes new stacks, too.',
  );
  command
    .command('render')
    .description(
      'Prints the manifests of a stack: what "helm template --skip-tests" of its chart prints, without Helm. Warnings of the ' +
        "chart's notes go to the standard error.",
    )
    .argument('<stack>', 'the stack, such as claude-relay')
    .option(
      '--env <name>',
      'take the values and the namespace of an environment, such as dev, staging or prod',
    )
    .option(
      '-f, --values <file>',
      'a values file, or - for the standard input; may be given several times, the last wins',
      collect,
      [],
    )
    .option('--set <key=value>', "a value, in Helm's syntax; may be given several times", collect, [])
    .option('--set-string <key=value>', 'a string value; may be given several times', collect, [])
    .option('--release <name>', 'name of the release (default: the name of the stack)')
    .option('--namespace <name>', 'namespace of the objects (default: that of the environment, or "default")')
    .addHelpText('after', EXAMPLES)
    .action((stack: string, flags: RenderFlags) => {
      const { render } = require('./render') as typeof import('./render');
      // The whole of it is rendered before the first line is printed.
      const { manifests, warnings } = render({ stack, ...flags });
      process.stdout.write(manifests);
      process.stderr.write(warnings.map((warning) => `${warning}\n`).join(''));
    });
  command
    .command('environments')
    .description(
      'Prints, in Markdown, a summary of the environments, the Secrets they need and all values that differ.',
    )
    .addOption(new Option('--summary', 'only the summary: what differs in the objects, and total requests'))
    .addOption(
      new Option(
        '--write',
        'write docs/environments.md, docs/software.md, and the diagram in the READMEs',
      ).conflicts('summary'),
    )
    .action(({ summary, write }: EnvironmentsFlags) => {
      const { discoverEnvironments } =
        require('../environments/discover') as typeof import('../environments/discover');
      const { writeDocuments } = require('../docs/documents') as typeof import('../docs/documents');
      const { environmentsPage } = require('../docs/page') as typeof import('../docs/page');
      const { summaryTable } = require('../docs/summary') as typeof import('../docs/summary');
      const environments = discoverEnvironments();
      const written = write === true ? writeDocuments(PROJECT, environments) : undefined;
      const page = summary === true ? summaryTable : environmentsPage;
      process.stdout.write(written?.map((file) => `${file}\n`).join('') ?? page(environments));
    });
  addDiff(command, PROJECT);
  addSecrets(command);
  addPreflight(command);
  addDeploy(command);
  addStatus(command);
  addRollback(command, PROJECT);
  addGitops(command);
  addReport(command, PROJECT);
  addPublish(command, PROJECT);
  addNew(command, PROJECT);
  return command.hook('preAction', (_, action) => rejectEmpty(action));
}

/** Runs the command line for the arguments of the process. */
export async function run(): Promise<void> {
  // What reads the output, such as head, may have enough before its end.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    process.stderr.write(`The output cannot be written: ${error.message}.\n`);
    process.exit(2);
  });
  try {
    await program().parseAsync();
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

if (require.main === module) void run();
