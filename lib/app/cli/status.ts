import { describeObject } from '../../engine/release/objects';
import type { KubernetesObject } from '../../engine/manifests/render';
import { contextOf, inWords } from '../cluster/context';
import { kubectlOf } from '../cluster/kubectl';
import { historyOf, requireHistory } from '../deploy/helm/history';
import { releasedObjects, type ReleaseName } from '../deploy/helm/release';
import { workloadStates } from '../deploy/rollout/states';
import { imagesOf, type WorkloadState } from '../deploy/rollout/workload-state';
import { deployedObjects } from '../deploy/target';
import { stateFacts } from './deployment';
import { chosenEnvironment } from './choose';
import type { Printed } from './preflight';
import { progress } from './progress';
import { releasesMeant, requireNamed, validateReleaseFlags, type ReleaseFlags } from './releases';

/** What of an environment is asked for, as the command line says it. */
export interface StatusRequest extends ReleaseFlags {
  readonly environment: string;
  /** @default - all */
  readonly stacks?: readonly string[];
  /** Of the kubeconfig. @default - its current one */
  readonly context?: string;
  readonly json?: boolean;
}

/**
 * Says how far the workloads of an environment are in a cluster, and why those that are not ready are not.
 *
 * @throws UserError with a sentence on what is wrong and what would be right
 */
export function status(request: StatusRequest): Printed {
  const { stacks = [], charts = false, context: given, json } = request;
  const { environment } = chosenEnvironment(request.environment);
  const { name } = environment;
  requireNamed(environment, stacks, request);
  validateReleaseFlags(stacks, request);
  const context = contextOf(given);
  progress(charts ? 'Asking Helm' : 'Rendering the environment');
  const objects = charts
    ? releasesMeant(environment, stacks, request).flatMap((release) => objectsOfRelease(release, given))
    : deployedObjects(environment, stacks);
  progress('Asking the cluster');
  const states = workloadStates(kubectlOf(given, 'see workloads, pods, claims and events'), objects);
  const isReady = states.every((state) => state.isReady);
  const stdout =
    json === true
      ? `${JSON.stringify({ environment: name, context: context.name, workloads: states.map(stateFacts) }, null, 2)}\n`
      : statusText(
          `${name} in ${inWords(context)}`,
          states,
          objects,
          charts ? 'the release' : 'the working tree',
        );
  return { stdout, exitCode: isReady ? 0 : 1 };
}

/** @throws UserError when there is no such release, or Helm is not answered */
function objectsOfRelease(release: ReleaseName, context: string | undefined): readonly KubernetesObject[] {
  requireHistory(release, historyOf(release, context));
  return releasedObjects(release, context);
}

/**
 * A table of the workloads, with the reasons below those that are not ready.
 *
 * @param objects what they should be
 * @param source what these are called
 */
export function statusText(
  title: string,
  states: readonly WorkloadState[],
  objects: readonly KubernetesObject[],
  source = 'the working tree',
): string {
  const rendered = new Map(objects.map((object) => [describeObject(object), imagesOf(object).join(', ')]));
  const rows = states.map((state) => [
    state.name,
    state.isThere ? `${state.ready}/${state.wanted}` : '-',
    state.isThere ? String(state.restarts) : '-',
    state.isThere ? byOf(state) : '-',
    state.images.join(', '),
  ]);
  const head = ['WORKLOAD', 'READY', 'RESTARTS', 'BY', 'IMAGE'];
  const widths = head.map((cell, index) =>
    Math.max(cell.length, ...rows.map((row) => (row[index] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  const ready = states.filter(({ isReady }) => isReady).length;
  return [
    title,
    line(head),
    ...states.flatMap((state, index) => [
      line(rows[index] ?? []),
      ...remarksOn(state, `${source} has`, rendered.get(state.name) ?? '').map((remark) => `  ${remark}`),
    ]),
    `${ready} of ${states.length} workloads are ready.`,
    '',
  ].join('\n');
}

function byOf({ managedBy }: WorkloadState): string {
  return managedBy === 'cdk8s' ? 'manifests' : managedBy;
}

function remarksOn(state: WorkloadState, sourceHas: string, rendered: string): readonly string[] {
  if (!state.isThere) return ['is not in the cluster'];
  const images = state.images.join(', ');
  const other = images === rendered ? [] : [`${sourceHas} ${rendered}`];
  if (state.isReady || state.reasons.length > 0) return [...other, ...state.reasons];
  return [...other, 'nothing is said yet of why it is not ready'];
}
