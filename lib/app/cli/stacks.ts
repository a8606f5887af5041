import path from 'node:path';
import { Command, Option } from 'commander';
import { discoverEnvironments } from '../environments/discover';
import { environmentsPage } from '../docs/page';
import { summaryTable } from '../docs/summary';
import { explain } from '../explain';
import { writeDocuments } from '../docs/documents';
import { render } from './render';

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

const PROJECT = path.join(__dirname, '..', '..', '..');

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

function program(): Command {
  const command = new Command('stacks').description(
    'Renders the AI-gateway stacks as plain Kubernetes manifests.',
  );
  command.configureOutput({ outputError: (text, write) => write(inOneLine(text)) });
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
    .option('-f, --values <file>', 'a values file; may be given several times, the last wins', collect, [])
    .option('--set <key=value>', "a value, in Helm's syntax; may be given several times", collect, [])
    .option('--set-string <key=value>', 'a string value; may be given several times', collect, [])
    .option('--release <name>', 'name of the release (default: the name of the stack)')
    .option('--namespace <name>', 'namespace of the objects (default: that of the environment, or "default")')
    .addHelpText('after', EXAMPLES)
    .action((stack: string, flags: RenderFlags) => {
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
      const environments = discoverEnvironments();
      const written = write === true ? writeDocuments(PROJECT, environments) : undefined;
      const page = summary === true ? summaryTable : environmentsPage;
      process.stdout.write(written?.map((file) => `${file}\n`).join('') ?? page(environments));
    });
  return command;
}

/** What commander complains of, as a sentence that says what would be right or where that is said. */
function inOneLine(text: string): string {
  const [problem = '', hint] = text.trim().split('\n');
  const way = hint === undefined ? '; see --help.' : `. ${hint.replace(/^\(|\)$/g, '')}`;
  return `${problem.replace(/\.$/, '')}${way}\n`;
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

program()
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  });
