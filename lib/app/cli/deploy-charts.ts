import { compare } from '../changes/comparison';
import type { KubernetesObject } from '../../engine/manifests/render';
import { runHelm, startHelm } from '../cluster/helm';
import { askingValue } from '../deploy/helm/asking-value';
import { historyOf, lastGood } from '../deploy/helm/history';
import { foreignObjects } from '../deploy/helm/foreign-objects';
import {
  releasedObjects,
  renderedRelease,
  sentenceIn,
  withNamespaces,
  type HelmRelease,
} from '../deploy/helm/release';
import type { Finding } from '../deploy/preflight/question';
import type { WorkloadState } from '../deploy/rollout/workload-state';
import { UserError } from '../explain';
import { confirm } from './confirm';
import type { Deployment, Outcome } from './deployment';
import { planFacts, planLines } from './plan';
import { progress } from './progress';

/** A release with what Helm renders for it. */
interface Rendered {
  readonly release: HelmRelease;
  readonly objects: readonly KubernetesObject[];
}

/** How charts are released. */
export interface ChartsRequest {
  readonly releases: readonly HelmRelease[];
  /** Whether releases are only installed, or only upgraded. @default - whichever it takes */
  readonly action?: 'install' | 'upgrade';
  /** Whether a dry run says what Helm would send. */
  readonly showManifests: boolean;
  /** Flags of the user for Helm. */
  readonly helmFlags: readonly string[];
  /** What follows `stacks rollback` for a release. */
  readonly wordsFor: (release: HelmRelease) => string;
}

/**
 * Releases charts one after the other, each when the one before is ready: asks what the cluster lacks for all, says what will change, asks
 * before production, and says while Helm waits why a pod is not ready.
 *
 * @throws UserError where a release is there that is to be installed, or is not there that is to be upgraded
 */
export async function deployCharts(deployment: Deployment, request: ChartsRequest): Promise<Outcome> {
  const { environment, flags, say, where } = deployment;
  const { releases } = request;
  const all = releases.map((release) => ({ release, objects: renderedRelease(release) }));
  deployment.announce();
  for (const release of releases) requireAction(deployment, request, release);
  const stopped = deployment.stopped(findingsOf(deployment, request, all));
  if (stopped !== undefined) return stopped;

  const changes = all.map(({ release, objects: after }) => {
    const before = releasedObjects(release, flags.context);
    const sides = { name: 'the release', notes: [] };
    const comparison = compare(release.name, { ...sides, objects: before }, { ...sides, objects: after });
    say(`Release:     ${inWords(release)}`);
    planLines(comparison, before.length > 0).forEach(say);
    return comparison;
  });
  if (flags.dryRun === true) {
    const areTaken = all.every((one) => isTaken(deployment, request, one));
    say('Nothing was changed: a dry run.');
    return deployment.outcome(areTaken ? 0 : 1, 'dry-run', { releases: changes.map(planFacts) });
  }
  await confirm({ environment, where, action: 'Deploy', yes: flags.yes ?? false });
  return releaseAll(deployment, request, all);
}

function inWords({ name, namespace, chartName }: HelmRelease): string {
  return `${name} in ${namespace}${name === chartName ? '' : `, of the chart ${chartName}`}`;
}

/** @throws UserError where a release is there that is to be installed, or is not there that is to be upgraded */
function requireAction({ flags }: Deployment, { action }: ChartsRequest, release: HelmRelease): void {
  if (action === undefined) return;
  const { name, namespace } = release;
  const isThere = historyOf(release, flags.context).length > 0;
  if (isThere && action === 'install')
    throw new UserError(
      `The release ${name} is already in the namespace ${namespace}, so nothing was changed; use --upgrade.`,
    );
  if (!isThere && action === 'upgrade')
    throw new UserError(
      `There is no release ${name} in the namespace ${namespace} to upgrade, so nothing was changed; leave --upgrade out to install it.`,
    );
}

function findingsOf(
  deployment: Deployment,
  { releases, helmFlags }: ChartsRequest,
  all: readonly Rendered[],
): readonly Finding[] {
  progress('Asking the cluster what it lacks');
  const objects = withNamespaces(
    all.flatMap((one) => one.objects),
    releases,
  );
  // What Helm has set, Helm sets again.
  return deployment.preflight(objects, true, {
    findings: () =>
      helmFlags.includes('--take-ownership')
        ? []
        : all.flatMap((one) => foreignObjects(deployment.kubectl, one.release, one.objects)),
    valuesAskingFor: (kind) => all.flatMap((one) => askingValue(one.release, one.objects, kind) ?? []),
  });
}

/** Whether Helm, which knows more of the cluster than what is rendered without it, would take a release. What it says is said. */
function isTaken({ flags, say }: Deployment, request: ChartsRequest, { release }: Rendered): boolean {
  const args = [...helmArguments(release, request, []), '--dry-run=server'];
  const { status, stdout, stderr } = runHelm(args, { context: flags.context });
  if (request.showManifests) say(stdout.trimEnd());
  if (status !== 0) say(`Helm would not take ${release.name}: ${sentenceIn(stderr)}`);
  return status === 0;
}

async function releaseAll(
  deployment: Deployment,
  request: ChartsRequest,
  all: readonly Rendered[],
): Promise<Outcome> {
  const { flags, say } = deployment;
  const done: string[] = [];
  const seen: WorkloadState[] = [];
  for (const { release, objects } of all) {
    say(`${release.name}:`);
    const waits = flags.wait === false ? [] : ['--wait', '--timeout', `${deployment.timeoutFor(objects)}s`];
    const args = helmArguments(release, request, waits);
    const { code, states } = await runAndWatch(deployment, args, objects);
    if (code !== 0) {
      say(wayOut(deployment, request, release));
      const left = all
        .map((one) => one.release.name)
        .filter((name) => name !== release.name && !done.includes(name));
      if (left.length > 0) say(`Not begun: ${left.join(', ')}.`);
      return deployment.afterWaiting(states, { released: done, failed: release.name, left }, false);
    }
    done.push(release.name);
    seen.push(...states);
  }
  if (flags.wait === false) {
    say(`Released. See ${deployment.statusCommand}`);
    return deployment.outcome(0, 'released', { released: done });
  }
  return deployment.afterWaiting(seen, { released: done });
}

/** What can be done where Helm has failed. */
function wayOut({ flags }: Deployment, request: ChartsRequest, release: HelmRelease): string {
  const { name, namespace } = release;
  const history = historyOf(release, flags.context);
  if (history.length === 0) return `Nothing of ${name} was released, for the reason that Helm gives above.`;
  const failed = `Helm has not finished ${name}, as said above.`;
  const good = lastGood(history);
  if (good !== undefined)
    return `${failed} Go back to revision ${good.revision}: stacks rollback ${request.wordsFor(release)}`;
  const context = flags.context === undefined ? '' : ` --kube-context ${flags.context}`;
  const again = request.action === 'install' ? ' with --upgrade' : '';
  return `${failed} No revision before was good, so there is nothing to go back to: mend the cause and repeat the command${again}, or remove the release: helm uninstall ${name} --namespace ${namespace}${context}`;
}

/** What Helm is called with. */
function helmArguments(
  { name, namespace, chart, values }: HelmRelease,
  { action, helmFlags }: ChartsRequest,
  more: readonly string[],
): readonly string[] {
  const verb = action === undefined ? ['upgrade', '--install'] : [action];
  const creates = action === 'upgrade' ? [] : ['--create-namespace'];
  return [...verb, name, chart, ...values, '--namespace', namespace, ...creates, ...more, ...helmFlags];
}

/** What Helm 4 says where a field has another manager (its package `kube`). */
const CONFLICT = 'conflict occurred while applying object';

/** Runs Helm, and says meanwhile how far the workloads are. */
export async function runAndWatch(
  deployment: Deployment,
  args: readonly string[],
  objects: readonly KubernetesObject[],
): Promise<{ readonly code: number; readonly states: readonly WorkloadState[] }> {
  const { flags, say } = deployment;
  const heard: string[] = [];
  const helm = startHelm(args, flags.context, (line) => {
    say(`  ${line}`);
    heard.push(line);
  });
  const states = flags.wait === false ? [] : await deployment.wait(objects, helm.isOver);
  const code = await helm.ended;
  if (heard.some((line) => line.includes(CONFLICT)))
    say(
      'Somebody else has set fields that the chart sets; let Helm 4 take them over by --force-conflicts after two dashes.',
    );
  if (flags.wait === false) return { code, states };
  // Helm is content when as many pods are ready as may be during an update; the rest may take a moment.
  const areReady = states.every(({ isReady }) => isReady);
  return { code, states: code === 0 && !areReady ? await deployment.wait(objects) : states };
}
