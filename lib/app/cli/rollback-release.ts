import { compare } from '../changes/comparison';
import { historyOf, lastGood, requireHistory, type Revision } from '../deploy/helm/history';
import { releasedObjects, type ReleaseName } from '../deploy/helm/release';
import { UserError } from '../explain';
import { confirm } from './confirm';
import { runAndWatch } from './deploy-charts';
import type { Deployment, Outcome } from './deployment';
import { stoppedByObstacles } from './obstacles';
import { planFacts, planLines } from './plan';

/** How a release goes back. */
interface Way {
  /** The number of a revision. @default - the last one before that was good */
  readonly to: string | undefined;
  readonly anyway: boolean;
  /** Flags of the user for Helm. */
  readonly passed: readonly string[];
}

/** Rolls a release of Helm back, if that is possible without loss. */
export async function rollbackRelease(
  deployment: Deployment,
  release: ReleaseName,
  { to, anyway, passed }: Way,
): Promise<Outcome> {
  const { environment, flags, say, where } = deployment;
  const { current, target } = revisions(deployment, release, to);
  deployment.announce();
  say(
    `Release:     ${release.name} in ${release.namespace}, from ${inWords(current)} back to ${inWords(target)}`,
  );
  const side = (one: Revision) => ({
    name: inWords(one),
    notes: [],
    objects: releasedObjects(release, flags.context, one.revision),
  });
  const [before, after] = [side(current), side(target)];
  const comparison = compare(release.name, before, after);
  planLines(comparison, true).forEach(say);
  const stopped = stoppedByObstacles(deployment, comparison, anyway);
  if (stopped !== undefined) return stopped;
  if (flags.dryRun === true) {
    say('Nothing was changed: a dry run.');
    return deployment.outcome(0, 'dry-run', planFacts(comparison));
  }
  await confirm({ environment, where, action: `Roll ${release.name} back in`, yes: flags.yes ?? false });
  const timeout = `${deployment.timeoutFor(after.objects)}s`;
  const waits = flags.wait === false ? [] : ['--wait', '--timeout', timeout];
  const args = ['rollback', release.name, String(target.revision), '--namespace', release.namespace];
  const { code, states } = await runAndWatch(deployment, [...args, ...waits, ...passed], after.objects);
  const facts = { release: release.name, revision: target.revision };
  if (code === 0 && flags.wait === false) return deployment.outcome(0, 'rolled-back', facts);
  return deployment.afterWaiting(states, facts, code === 0);
}

function revisions(
  { flags }: Deployment,
  release: ReleaseName,
  to: string | undefined,
): { readonly current: Revision; readonly target: Revision } {
  const history = historyOf(release, flags.context);
  const current = requireHistory(release, history);
  const numbers = history.map(({ revision }) => revision).join(', ');
  const target =
    to === undefined ? lastGood(history) : history.find(({ revision }) => String(revision) === to);
  if (target !== undefined) return { current, target };
  throw new UserError(
    to === undefined
      ? `No revision of ${release.name} before ${current.revision} was good, so there is nothing to go back to, and nothing was changed; name one by --to, or uninstall it. There are: ${numbers}.`
      : `${release.name} has no revision ${to}, so nothing was changed. There are: ${numbers}.`,
  );
}

function inWords({ revision, chart }: Revision): string {
  return `revision ${revision} (${chart})`;
}
