import type { KubernetesObject } from '../../engine/manifests/render';
import { compare, type Comparison } from '../changes/comparison';
import { clusterSides } from '../changes/sides/cluster';
import { applyObjects, deleteObjects, type Changed } from '../deploy/apply';
import { pruningOf, type Pruning } from '../deploy/prune';
import { confirm } from './confirm';
import type { Deployment, Outcome } from './deployment';
import { namesOf, planFacts, planLines, pruneLines } from './plan';
import { progress } from './progress';
import { wordsFor } from './releases';

/** How manifests are deployed. */
export interface ManifestsRequest {
  readonly objects: readonly KubernetesObject[];
  /** The objects of all other environments and of other stacks of this one, which are not to be deleted. */
  readonly others: readonly KubernetesObject[];
  /** Whether what is rendered no more is deleted. */
  readonly prune: boolean;
  /** Flags of the user for kubectl. */
  readonly kubectlFlags: readonly string[];
  /** What is done, such as `Deploy`. */
  readonly action: string;
  /** Looks at what is about to change, and may stop it. */
  readonly inspect?: (comparison: Comparison) => Outcome | undefined;
  /** What is to be known when all is done. */
  readonly afterwards?: string;
}

/**
 * Deploys manifests by a server-side apply: asks what the cluster lacks, says what will change, asks before production, applies, deletes
 * what is rendered no more, and waits.
 */
export async function deployManifests(deployment: Deployment, request: ManifestsRequest): Promise<Outcome> {
  const { environment, flags, say, where } = deployment;
  const { objects, others, prune, action, inspect } = request;
  deployment.announce();
  progress('Asking the cluster what it lacks');
  const findings = deployment.preflight(objects, flags.forceConflicts ?? false);
  const stopped = deployment.stopped(findings);
  if (stopped !== undefined) return stopped;

  progress('Asking the cluster for a dry run');
  const { before, after, left } = clusterSides(deployment.kubectl, 'cluster', objects, others);
  const comparison = compare(environment.name, before, after);
  const pruning = pruningOf(environment.name, objects, left, comparison);
  const isThere = before.objects.some(({ kind }) => kind !== 'Namespace');
  [...planLines(comparison, isThere), ...pruneLines(pruning, prune)].forEach(say);
  const refused = inspect?.(comparison);
  if (refused !== undefined) return refused;
  if (flags.dryRun === true) {
    say('Nothing was changed: a dry run.');
    return deployment.outcome(0, 'dry-run', {
      ...planFacts(comparison),
      prune: namesOf(pruning.deleted),
      kept: namesOf(pruning.kept.map(({ object }) => object)),
    });
  }
  await confirm({ environment, where, action, yes: flags.yes ?? false });
  return carryOut(deployment, request, pruning);
}

async function carryOut(
  deployment: Deployment,
  { objects, prune, kubectlFlags, afterwards }: ManifestsRequest,
  pruning: Pruning,
): Promise<Outcome> {
  const { flags, say } = deployment;
  const { context, forceConflicts: force = false } = flags;
  progress('Applying');
  const applied = applyObjects(objects, { context, force, flags: kubectlFlags });
  tell(applied, say);
  const facts = { applied: [...applied.lines], complaints: [...applied.complaints] };
  if (!applied.isDone) {
    say(
      applied.lines.length === 0
        ? 'Nothing was applied.'
        : `Of ${objects.length} objects ${applied.lines.length} were applied, as said above, and the rest stayed as it was. Nothing was deleted. Mend the cause and repeat the command.`,
    );
    return deployment.outcome(1, 'not-applied', facts);
  }
  const deleted = prune ? deleteObjects(pruning.deleted, context) : undefined;
  if (deleted !== undefined) tell(deleted, say);
  const all = {
    ...facts,
    pruned: [...(deleted?.lines ?? [])],
    kept: namesOf(pruning.kept.map(({ object }) => object)),
  };
  if (deleted?.isDone === false) {
    say('All was applied, and not all was deleted, as said above. Mend the cause and repeat the command.');
    return deployment.outcome(1, 'not-pruned', all);
  }
  if (afterwards !== undefined) say(afterwards);
  if (flags.wait === false) {
    say(`Applied. See ${deployment.statusCommand}`);
    return deployment.outcome(0, 'applied', all);
  }
  const states = await deployment.wait(objects);
  const outcome = deployment.afterWaiting(states, all);
  if (outcome.exitCode !== 0)
    say(`Go back: stacks rollback ${wordsFor(deployment.environment, [], flags)} --to REVISION`);
  return outcome;
}

function tell({ lines, complaints }: Changed, say: (line: string) => void): void {
  [...lines, ...complaints].forEach((line) => say(`  ${line}`));
}
