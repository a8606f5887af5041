import { compare } from '../changes/comparison';
import type { KubernetesObject } from '../../engine/manifests/render';
import { startHelm } from '../cluster/helm';
import { historyOf } from '../deploy/helm/history';
import { foreignObjects } from '../deploy/helm/foreign-objects';
import { releasedObjects, renderedRelease, withNamespaces, type HelmRelease } from '../deploy/helm/release';
import type { WorkloadState } from '../deploy/rollout/workload-state';
import { confirm } from './confirm';
import type { Deployment, Outcome } from './deployment';
import { planFacts, planLines } from './plan';
import { progress } from './progress';

/** A release with what Helm renders for it. */
interface Rendered {
  readonly release: HelmRelease;
  readonly objects: readonly KubernetesObject[];
}

/**
 * Releases charts one after the other, each when the one before is ready: asks what the cluster lacks for all, says what will change, asks
 * before production, and says while Helm waits why a pod is not ready.
 *
 * @param passed flags of the user for Helm
 */
export async function deployCharts(
  deployment: Deployment,
  releases: readonly HelmRelease[],
  passed: readonly string[],
): Promise<Outcome> {
  const { environment, flags, say, where } = deployment;
  deployment.announce();
  const all = releases.map((release) => ({ release, objects: renderedRelease(release) }));
  progress('Asking the cluster what it lacks');
  const objects = withNamespaces(
    all.flatMap((one) => one.objects),
    releases,
  );
  // What Helm has set, Helm sets again.
  const findings = deployment.preflight(objects, true, () =>
    passed.includes('--take-ownership')
      ? []
      : all.flatMap((one) => foreignObjects(deployment.kubectl, one.release, one.objects)),
  );
  const stopped = deployment.stopped(findings);
  if (stopped !== undefined) return stopped;

  const changes = all.map(({ release, objects: after }) => {
    const before = releasedObjects(release, flags.context);
    const sides = { name: 'the release', notes: [] };
    const comparison = compare(release.name, { ...sides, objects: before }, { ...sides, objects: after });
    say(`Release:     ${release.name} in ${release.namespace}`);
    planLines(comparison, before.length > 0).forEach(say);
    return comparison;
  });
  if (flags.dryRun === true) {
    say('Nothing was changed: a dry run.');
    return deployment.outcome(0, 'dry-run', { releases: changes.map(planFacts) });
  }
  await confirm({ environment, where, action: 'Deploy', yes: flags.yes ?? false });
  return releaseAll(deployment, all, passed);
}

async function releaseAll(
  deployment: Deployment,
  all: readonly Rendered[],
  passed: readonly string[],
): Promise<Outcome> {
  const { flags, say } = deployment;
  const done: string[] = [];
  const seen: WorkloadState[] = [];
  for (const { release, objects } of all) {
    say(`${release.name}:`);
    const args = upgradeArguments(deployment, release, objects, passed);
    const { code, states } = await runAndWatch(deployment, args, objects);
    if (code !== 0) {
      const isThere = historyOf(release, flags.context).length > 0;
      say(
        isThere
          ? `Helm has not finished ${release.name}, as said above. Go back: stacks rollback ${deployment.environment.name} ${release.name} --charts`
          : `Nothing of ${release.name} was released, for the reason that Helm gives above.`,
      );
      const left = all
        .map((one) => one.release.name)
        .filter((name) => name !== release.name && !done.includes(name));
      if (left.length > 0) say(`Not begun: ${left.join(', ')}.`);
      return deployment.afterWaiting(states, { released: done, failed: release.name, left }, false);
    }
    done.push(release.name);
    seen.push(...states);
  }
  if (flags.wait === false) return deployment.outcome(0, 'released', { released: done });
  return deployment.afterWaiting(seen, { released: done });
}

function upgradeArguments(
  deployment: Deployment,
  { name, namespace, chart, values }: HelmRelease,
  objects: readonly KubernetesObject[],
  passed: readonly string[],
): readonly string[] {
  const waits =
    deployment.flags.wait === false ? [] : ['--wait', '--timeout', `${deployment.timeoutFor(objects)}s`];
  return [
    ...['upgrade', '--install', name, chart, '--namespace', namespace, '--create-namespace'],
    ...values,
    ...waits,
    ...passed,
  ];
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
