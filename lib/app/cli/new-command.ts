import type { Command } from 'commander';
import type { NewRequest } from './new';

const EXAMPLES = `
In this repository the stack goes to lib/stacks/NAME and into lib/stacks/stacks.ts, with its tables for the tests. In a project that has
the package installed, it goes to NAME, with a program that writes manifests and chart, and a test. What is there is never overwritten.

Examples:
  # a Deployment of podinfo with a Service, ways in, autoscaler, budget, network policy, notes and a test: to be changed
  npm run --silent stacks -- new shop

  # of your own image
  npm run --silent stacks -- new shop --image registry.example.com/team/shop:1.4.0 --port 8080 --health /healthz

  # which files it would write
  npm run --silent stacks -- new shop --dry-run

  # in a project of your own
  npm install ai-gateway-stacks cdk8s constructs && npx stacks new shop
`;

type Flags = Omit<NewRequest, 'project'>;

/** Adds the command `new`. */
export function addNew(program: Command, project: string): void {
  program
    .command('new')
    .description('Makes a stack, with all that a stack has, in this repository or in a project of your own.')
    .argument('<name>', 'the name of the stack and of its chart, such as shop')
    .option('--image <image>', 'REPOSITORY:TAG (default: podinfo, a small server for such purposes)')
    .option('--port <port>', 'the port that it serves HTTP on (default: 8080; of podinfo 9898)')
    .option('--health <path>', 'the path that answers while it can serve (default: /; of podinfo /healthz)')
    .option('--dry-run', 'only say what would be written')
    .option('--json', 'for machines')
    .addHelpText('after', EXAMPLES)
    .action((name: string, flags: Flags) => {
      const { newStack } = require('./new') as typeof import('./new');
      process.stdout.write(newStack(name, { project, ...flags }));
    });
}
