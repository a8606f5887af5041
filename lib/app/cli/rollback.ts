import type { KubernetesObject } from '../../engine/manifests/render';
import { at } from '../../engine/release/objects';
import { scalarString } from '../../engine/values/merge';
import { sideOf } from '../changes/sides/manifests';
import { revision } from '../changes/sides/revision';
import { deployedObjects, labelled } from '../deploy/target';
import { UserError } from '../explain';
import { Deployment, type ChangeFlags, type Outcome } from './deployment';
import { deployManifests } from './deploy-manifests';
import { chosenEnvironment } from './choose';
import { stoppedByObstacles } from './obstacles';
import { progress } from './progress';
import { releasesMeant, requireNamed, validateReleaseFlags, wordsFor, type ReleaseFlags } from './releases';
import { rollbackRelease } from './rollback-release';

/** What goes back, as the command line says it. */
export interface RollbackRequest extends ChangeFlags, ReleaseFlags {
  readonly environment: string;
  /** The folder of the project. */
  readonly project: string;
  /** @default - all */
  readonly stacks?: readonly string[];
  /**
   * A revision of the project; with charts, of the release.
   *
   * @default - of a release, the one before that was good
   */
  readonly to?: string;
  readonly prune?: boolean;
  /** Whether to go back in spite of losses. */
  readonly anyway?: boolean;
  /** What stands after `--`. */
  readonly passed?: readonly string[];
}

/**
 * Applies the manifests that an environment had at an earlier revision, or rolls a release of Helm back, if that is possible without loss.
 *
 * @throws UserError with a sentence on what is wrong and what would be right; nothing is changed then
 */
export function rollback(request: RollbackRequest, say: (line: string) => void): Promise<Outcome> {
  const {
    environment: name,
    project,
    stacks = [],
    to,
    charts = false,
    prune = false,
    anyway = false,
    passed = [],
    ...flags
  } = request;
  const { environment, others } = chosenEnvironment(name);
  requireNamed(environment, stacks, request);
  validateReleaseFlags(stacks, request);
  if (charts) {
    const [release, ...more] = releasesMeant(environment, stacks, request);
    if (release === undefined || more.length > 0)
      throw new UserError('Name the one stack whose release goes back: stacks rollback ENV STACK --charts.');
    if (prune)
      throw new UserError(
        '--prune is of no use with --charts: Helm deletes what a chart renders no more. Leave it away.',
      );
    const words = {
      done: `${release.name} is back in ${release.namespace}`,
      status: wordsFor(environment, stacks, request),
    };
    return rollbackRelease(new Deployment(environment, flags, say, words), release, { to, anyway, passed });
  }
  if (to === undefined)
    throw new UserError(
      `Name the revision to go back to: stacks rollback ${environment.name} --to REVISION (git log --oneline -- dist/${environment.name}).`,
    );
  const place = revision(project, to);
  const deployment = new Deployment(environment, flags, say);
  const all = labelled(environment.name, sideOf(place, environment.name).objects);
  if (all.length === 0)
    throw new UserError(
      `${place.name} does not have the environment ${environment.name}, so nothing was changed; name a revision that has it (git log --oneline -- dist/${environment.name}).`,
    );
  progress('Rendering the environments');
  say(`Back to:     ${place.name}`);
  return deployManifests(deployment, {
    objects: all.filter((object) => stacks.length === 0 || isOf(object, stacks)),
    others: [
      ...others.flatMap((other) => deployedObjects(other)),
      ...(stacks.length === 0 ? [] : [...all, ...deployedObjects(environment)]),
    ],
    prune,
    kubectlFlags: passed,
    action: `Go back to ${place.name} in`,
    inspect: (comparison) => stoppedByObstacles(deployment, comparison, anyway),
    afterwards: `The working tree is as it was: the next stacks deploy ${environment.name} goes forward again, unless the change is reverted there.`,
  });
}

/** Whether an object is of one of some stacks, or the namespace that all are in. */
function isOf(object: KubernetesObject, stacks: readonly string[]): boolean {
  const chart = scalarString(at(object, 'metadata', 'labels', 'helm.sh/chart'));
  return chart === '' || stacks.some((stack) => new RegExp(`^${stack}-\\d`).test(chart));
}
