import type { Command } from 'commander';
import { answer, withAnswers } from './program';
import { addReleaseFlags } from './release-flags';
import type { StatusRequest } from './status';

const EXAMPLES = `
What a pod waits for is said in words: images that cannot be pulled, Secrets and volumes that are missing, probes that fail, nodes without
room, quotas, containers that end and what they said last. It is the same for manifests and for charts; --charts finds a release that has another name,
namespace or other values than the environment.

Exit codes: 0 where all workloads are ready; 1 where one is not; 2 for an error.

Examples:
  # does it run, and if not, why?
  npm run --silent stacks -- status prod

  # one stack, in another cluster
  npm run --silent stacks -- status prod claude-relay --context prod

  # a release of another name in another namespace
  npm run --silent stacks -- status dev claude-relay --charts --release-name second --namespace second

  # for a program
  npm run --silent stacks -- status prod --json | jq '.workloads[] | select(.isReady | not).reasons[]'
`;

type Flags = Omit<StatusRequest, 'environment' | 'stacks'>;

/** Adds the command `status`. */
export function addStatus(program: Command): void {
  addReleaseFlags(withAnswers(program.command('status')))
    .description(
      'Says how far the workloads of an environment are in a cluster, and why those that are not ready are not.',
    )
    .argument('<environment>', 'the environment, such as prod')
    .argument('[stacks...]', 'stacks of the environment (default: all)')
    .option('--context <name>', 'the context of the kubeconfig (default: its current one)')
    .option('--charts', 'look at what the releases of the charts have, instead of what the working tree has')
    .option('--json', 'for machines')
    .addHelpText('after', EXAMPLES)
    .action((environment: string, stacks: string[], flags: Flags) => {
      const { status } = require('./status') as typeof import('./status');
      answer(() => {
        const { stdout, exitCode } = status({ environment, stacks, ...flags });
        process.stdout.write(stdout);
        return exitCode;
      });
    });
}
