import { withCharts } from '../deploy/helm/project-charts';
import { deployedObjects } from '../deploy/target';
import { UserError } from '../explain';
import { deployCharts } from './deploy-charts';
import { Deployment, type ChangeFlags, type Outcome } from './deployment';
import { deployManifests } from './deploy-manifests';
import { chosenEnvironment, requireStacks } from './choose';
import { progress } from './progress';

/** What is deployed, as the command line says it. */
export interface DeployRequest extends ChangeFlags {
  readonly environment: string;
  /** @default - all */
  readonly stacks?: readonly string[];
  /** Whether charts are released instead of manifests applied. */
  readonly charts?: boolean;
  readonly prune?: boolean;
  /** Flags of Helm for values, in the order in which they were given. */
  readonly values?: readonly string[];
  /** What stands after `--`. */
  readonly passed?: readonly string[];
}

/**
 * Deploys an environment.
 *
 * @throws UserError with a sentence on what is wrong and what would be right; nothing is changed then
 */
export function deploy(request: DeployRequest, say: (line: string) => void): Promise<Outcome> {
  const {
    environment: name,
    stacks = [],
    charts = false,
    prune = false,
    values = [],
    passed = [],
    ...flags
  } = request;
  const { environment, others } = chosenEnvironment(name);
  requireStacks(environment, stacks);
  validate(request);
  const deployment = new Deployment(environment, flags, say);
  progress('Rendering the environments');
  if (charts)
    return withCharts(environment, stacks, (releases) =>
      deployCharts(
        deployment,
        releases.map((release) => ({ ...release, values: [...release.values, ...values] })),
        passed,
      ),
    );
  return deployManifests(deployment, {
    objects: deployedObjects(environment, stacks),
    others: [
      ...others.flatMap((other) => deployedObjects(other)),
      ...(stacks.length === 0 ? [] : deployedObjects(environment)),
    ],
    prune,
    kubectlFlags: passed,
    action: 'Deploy',
  });
}

function validate({ charts = false, forceConflicts, prune, stacks = [], values = [] }: DeployRequest): void {
  if (charts && prune === true)
    throw new UserError(
      '--prune is of no use with --charts: Helm deletes what a chart renders no more. Leave it away.',
    );
  if (charts && forceConflicts === true)
    throw new UserError(
      '--force-conflicts is an option of kubectl; for Helm 4 write it after two dashes: stacks deploy ENV --charts -- --force-conflicts.',
    );
  if (values.length === 0) return;
  if (!charts)
    throw new UserError(
      'Values such as -f and --set are for charts; add --charts, or write them into the file of the environment.',
    );
  if (stacks.length !== 1)
    throw new UserError(
      'Values such as -f and --set are for one chart; name its stack: stacks deploy ENV STACK --charts.',
    );
}
