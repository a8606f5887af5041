import type { Command } from 'commander';
import type { PreflightRequest } from './preflight';
import { answer, withAnswers } from './program';

const EXAMPLES = `
The cluster is asked by reads and server-side dry runs: nothing is changed. What this user may not see is said, and is no failure.

Exit codes: 0; 1 where something is missing; 2 for an error, such as a cluster that does not answer.

Examples:
  # may prod be applied to the current cluster?
  npm run --silent stacks -- preflight prod

  # one stack, in another cluster
  npm run --silent stacks -- preflight staging mcp-box --context staging

  # for a program: kind and sentence of each thing
  npm run --silent stacks -- preflight prod --json
`;

type Flags = Omit<PreflightRequest, 'environment' | 'stacks'>;

/** Adds the command `preflight`. */
export function addPreflight(program: Command): void {
  withAnswers(program.command('preflight'))
    .description(
      'Says what a cluster lacks for an environment: definitions, namespaces, Secrets, storage classes, ingress classes, Gateways, quotas, ' +
        'Pod Security, and what the API server would reject.',
    )
    .argument('<environment>', 'the environment, such as prod')
    .argument('[stacks...]', 'stacks of the environment (default: all)')
    .option('--context <name>', 'the context of the kubeconfig (default: its current one)')
    .option('--force-conflicts', 'take over fields that others have set, as the deployment would')
    .option('--json', 'for machines')
    .addHelpText('after', EXAMPLES)
    .action((environment: string, stacks: string[], flags: Flags) => {
      const { preflight } = require('./preflight') as typeof import('./preflight');
      answer(() => {
        const { stdout, exitCode } = preflight({ environment, stacks, ...flags });
        process.stdout.write(stdout);
        return exitCode;
      });
    });
}
