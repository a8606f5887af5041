import type { Command } from 'commander';
import type { DeployRequest } from './deploy';
import { addHelmValues } from './helm-values';
import { addChangeFlags, answerChange, splitPassed } from './change-flags';
import { addReleaseFlags } from './release-flags';

const EXAMPLES = `
What is done: the working tree is rendered, the cluster is asked what it lacks for it (stacks preflight), what will change is said,
production is asked for, manifests are applied or charts released, with --prune what is rendered no more is deleted, and workloads are waited
for. Why one is not ready is said on the way. Options of kubectl apply, or of helm install and helm upgrade, follow two dashes. A dry run with
--charts ends with Helm's own.

With --charts-folder dist/charts nothing is rendered, and the chart of all stacks can be named, too: ai-gateway. deploy/helm-deploy.sh calls it
that way.

KUBECTL and HELM name other programs than kubectl and helm.

Exit codes: 0; 1 where something is missing, was not applied, or is not ready in time, which is said; 2 for an error before anything
was changed.

Examples:
  # look first
  npm run --silent stacks -- deploy dev --dry-run

  # an environment, and what it renders no more
  npm run --silent stacks -- deploy dev --prune

  # one stack of production, in a pipeline
  npm run --silent stacks -- deploy prod claude-relay --context prod --yes

  # a chart, with a value of your own
  npm run --silent stacks -- deploy dev claude-middleware --charts --set replicaCount=2 -- --description 'two pods'

  # a second release of a chart, in a namespace of its own
  npm run --silent stacks -- deploy dev claude-relay --charts --install --release-name second --namespace second --app-version v1.1.314

  # a field manager of your own
  npm run --silent stacks -- deploy dev -- --field-manager=ci
`;

type Flags = Omit<DeployRequest, 'environment' | 'stacks' | 'values' | 'passed'>;

/** Adds the command `deploy`. */
export function addDeploy(program: Command): void {
  const command = addReleaseFlags(addChangeFlags(program.command('deploy')))
    .description(
      'Deploys an environment by kubectl apply --server-side, or by Helm, with checks before it, and waits until it runs.',
    )
    .argument('<environment>', 'the environment, such as prod')
    .argument('[stacks...]', 'stacks of the environment (default: all)')
    .option('--prune', 'delete what is rendered no more, but nothing that has data')
    .option('--charts', 'release the charts with Helm instead, one after the other')
    .option(
      '--charts-folder <folder>',
      'with --charts: the charts in a folder, such as dist/charts, instead of those of the working tree',
    )
    .option(
      '--app-version <version>',
      'with --charts: the version of the application, global.version or image.tag of the values (default: as they are)',
    )
    .option('--install', 'with --charts: only install; a release that is there is an error')
    .option('--upgrade', 'with --charts: only upgrade; a release that is not there is an error')
    .option('--show-manifests', 'with --charts and --dry-run: print what Helm would send');
  const values = addHelmValues(command);
  command
    .addHelpText('after', EXAMPLES)
    .action(async (environment: string, given: string[], flags: Flags) => {
      const { deploy } = require('./deploy') as typeof import('./deploy');
      const { own, passed } = splitPassed(given);
      await answerChange(flags.json, (say) =>
        deploy({ ...flags, environment, stacks: own, values, passed }, say),
      );
    });
}
