import { umbrellaChart } from '../../stacks/umbrella-chart';
import { chartRelease, type ChartFolder } from '../deploy/helm/chart-release';
import { withCharts } from '../deploy/helm/project-charts';
import { deployedObjects } from '../deploy/target';
import type { NamedEnvironment } from '../environments/environment';
import { UserError } from '../explain';
import { deployCharts } from './deploy-charts';
import { Deployment, type ChangeFlags, type Outcome } from './deployment';
import { deployManifests } from './deploy-manifests';
import { secondsOf } from './duration';
import { chosenEnvironment } from './choose';
import { progress } from './progress';
import { releasesMeant, requireNamed, validateReleaseFlags, wordsFor, type ReleaseFlags } from './releases';
import { requireValuesFile } from './values-file';
import { writtenCharts } from './written-charts';

/** What is deployed, as the command line says it. */
export interface DeployRequest extends ChangeFlags, ReleaseFlags {
  readonly environment: string;
  /** Stacks, or charts. @default - all stacks */
  readonly stacks?: readonly string[];
  readonly prune?: boolean;
  /** The folder with the charts, such as `dist/charts`. @default - charts are made of the working tree */
  readonly chartsFolder?: string;
  /** The version of the application of a chart. @default - that of its values */
  readonly appVersion?: string;
  /** Whether a release that is there is an error. */
  readonly install?: boolean;
  /** Whether a release that is not there is an error. */
  readonly upgrade?: boolean;
  /** Whether a dry run says what Helm would send. */
  readonly showManifests?: boolean;
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
  const { stacks = [], charts = false, prune = false, passed = [] } = request;
  const { environment, others } = chosenEnvironment(request.environment);
  requireNamed(environment, stacks, request);
  validate(request);
  if (charts) return deployWithHelm(environment, request, say);
  const deployment = new Deployment(environment, request, say);
  progress('Rendering the environments');
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

function deployWithHelm(
  environment: NamedEnvironment,
  request: DeployRequest,
  say: (line: string) => void,
): Promise<Outcome> {
  const { stacks = [], chartsFolder, appVersion, values = [], passed = [] } = request;
  const { install, upgrade, showManifests = false } = request;
  const meant = releasesMeant(environment, stacks, request);
  const [first, ...more] = meant;
  const words = {
    status: wordsFor(environment, stacks, request),
    ...(first && more.length === 0 && { done: `${first.name} is deployed to ${first.namespace}` }),
  };
  const act = (charts: readonly ChartFolder[]) => {
    const releases = charts.map((chart) => {
      const { releaseName: name, namespace } = request;
      return chartRelease(chart, environment, { name, namespace, appVersion, values });
    });
    return deployCharts(new Deployment(environment, request, say, words), {
      releases,
      ...(install === true && { action: 'install' }),
      ...(upgrade === true && { action: 'upgrade' }),
      showManifests,
      helmFlags: passed,
      wordsFor: ({ chartName }) => wordsFor(environment, [chartName], request),
    });
  };
  if (chartsFolder !== undefined) {
    const names = meant.map(({ chartName }) => chartName);
    return act(writtenCharts(chartsFolder, names, environment));
  }
  progress('Rendering the charts');
  return withCharts(environment, stacks, act);
}

/** Options that have a meaning with charts alone, and what gives them. */
const OF_CHARTS = {
  chartsFolder: '--charts-folder',
  appVersion: '--app-version',
  install: '--install',
  upgrade: '--upgrade',
  showManifests: '--show-manifests',
} as const;

function validate(request: DeployRequest): void {
  const { charts = false, stacks = [], values = [], timeout } = request;
  if (timeout !== undefined) secondsOf(timeout, '--timeout');
  validateReleaseFlags(stacks, request);
  if (charts) return validateCharts(request);
  const [given] = (Object.keys(OF_CHARTS) as (keyof typeof OF_CHARTS)[]).filter(
    (key) => request[key] !== undefined,
  );
  if (given !== undefined)
    throw new UserError(`${OF_CHARTS[given]} is for charts; add --charts, or leave it away.`);
  if (values.length > 0)
    throw new UserError(
      'Values such as -f and --set are for charts; add --charts, or write them into the file of the environment.',
    );
}

function validateCharts(request: DeployRequest): void {
  const { stacks = [], values = [], chartsFolder, appVersion, install, upgrade } = request;
  if (request.prune === true)
    throw new UserError(
      '--prune is of no use with --charts: Helm deletes what a chart renders no more. Leave it away.',
    );
  if (request.forceConflicts === true)
    throw new UserError(
      '--force-conflicts is an option of kubectl; for Helm 4 write it after two dashes: stacks deploy ENV --charts -- --force-conflicts.',
    );
  if (install === true && upgrade === true)
    throw new UserError(
      '--install and --upgrade exclude each other; leave both away to do whichever it takes.',
    );
  if (request.showManifests === true && request.dryRun !== true)
    throw new UserError('--show-manifests is for a dry run; add --dry-run, or leave it away.');
  if (chartsFolder === undefined && stacks.includes(umbrellaChart.name))
    throw new UserError(
      `${umbrellaChart.name} is the chart of all stacks, which --charts releases one by one: leave its name away; or add --charts-folder dist/charts to release it as it was written there.`,
    );
  if (values.length > 0 && stacks.length !== 1)
    throw new UserError(
      'Values such as -f and --set are for one chart; name its stack: stacks deploy ENV STACK --charts.',
    );
  // Each flag is followed by its value.
  values.forEach((value, index) => values[index - 1] === '-f' && requireValuesFile(value));
  if (appVersion === undefined) return;
  if (stacks.length !== 1)
    throw new UserError(
      '--app-version is that of one chart; name its stack: stacks deploy ENV STACK --charts.',
    );
  if (!IMAGE_TAG.test(appVersion))
    throw new UserError(`The version ${appVersion} must be an image tag such as v1.2.3.`);
}

const IMAGE_TAG = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
