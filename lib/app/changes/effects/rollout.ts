import type { KubernetesObject } from '../../../engine/manifests/render';
import type { Json } from '../../../engine/values/declaration';
import { at, items } from '../../../engine/release/objects';
import { scalarString } from '../../../engine/values/merge';
import { readyTime, type ReadyTime } from './ready-time';

/** How the pods of a workload are replaced. */
export interface Rollout {
  /** How many at once, in words, such as `one at a time`. */
  readonly how: string;
  /** Pods that may be unavailable at once. */
  readonly unavailable: number;
  /** The time at most, in seconds; nothing where nobody knows it. */
  readonly seconds?: number;
  /** What the time is computed from. */
  readonly from: string;
}

/** What Kubernetes takes where nothing is declared. */
const GRACE_SECONDS = 30;
const SHARE = '25%';

/**
 * How the pods of a workload are replaced when its template changes.
 *
 * @param pods how many there are
 */
export function rolloutOf(workload: KubernetesObject, pods: number): Rollout {
  const ready = readyTime(workload);
  const grace = Number(
    at(workload, 'spec', 'template', 'spec', 'terminationGracePeriodSeconds') ?? GRACE_SECONDS,
  );
  if (workload['kind'] === 'Deployment') return rolloutOfDeployment(workload, pods, ready, grace);
  return rolloutInOrder(workload, pods, ready, grace);
}

function rolloutOfDeployment(
  workload: KubernetesObject,
  pods: number,
  ready: ReadyTime,
  grace: number,
): Rollout {
  if (at(workload, 'spec', 'strategy', 'type') === 'Recreate')
    return {
      how: 'all at once (Recreate)',
      unavailable: pods,
      seconds: grace + ready.seconds,
      from: `${ending(grace)}, then ${ready.from}`,
    };
  const rolling = at(workload, 'spec', 'strategy', 'rollingUpdate');
  const surge = countOf(at(rolling, 'maxSurge') ?? SHARE, pods, Math.ceil);
  const unavailable = countOf(at(rolling, 'maxUnavailable') ?? SHARE, pods, Math.floor);
  // Kubernetes takes one for unavailable when both come to none.
  const away = surge + unavailable === 0 ? 1 : unavailable;
  const step = Math.min(Math.max(surge + away, 1), Math.max(pods, 1));
  const steps = Math.ceil(pods / step);
  return {
    how: `${step === 1 ? 'one at a time' : `${String(step)} at a time`} (maxSurge ${String(surge)}, maxUnavailable ${String(away)})`,
    unavailable: Math.min(away, pods),
    seconds: steps * ready.seconds + grace,
    // The next pod is started when a new one is ready; it does not wait for old ones to end.
    from: `${String(steps)} × (${ready.from}), then ${ending(grace)}`,
  };
}

/** Pods of a StatefulSet are replaced one after the other; the number of a DaemonSet is that of the nodes. */
function rolloutInOrder(workload: KubernetesObject, pods: number, ready: ReadyTime, grace: number): Rollout {
  const strategy = at(workload, 'spec', 'updateStrategy');
  if (at(strategy, 'type') === 'OnDelete')
    return { how: 'each when somebody deletes it (OnDelete)', unavailable: 0, from: 'no time is declared' };
  const one = `${ending(grace)}, then ${ready.from}`;
  if (workload['kind'] === 'DaemonSet')
    return { how: 'one node at a time', unavailable: 1, from: `for each node: ${one}` };
  const partition = Number(at(strategy, 'rollingUpdate', 'partition') ?? 0);
  const replaced = Math.max(pods - partition, 0);
  return {
    how: `one at a time${partition > 0 ? `, from number ${String(partition)} on (partition)` : ''}`,
    unavailable: Math.min(1, replaced),
    seconds: replaced * (grace + ready.seconds),
    from: `${String(replaced)} × (${one})`,
  };
}

function ending(grace: number): string {
  return `terminationGracePeriodSeconds ${String(grace)} s`;
}

function countOf(value: Json, pods: number, round: (share: number) => number): number {
  const [, percent] = /^(\d+)%$/.exec(scalarString(value)) ?? [];
  return percent === undefined ? Number(value) : round((Number(percent) * pods) / 100);
}

/** The claims that a pod of a workload uses. */
export function claimsOf(workload: KubernetesObject): readonly string[] {
  return items(at(workload, 'spec', 'template', 'spec', 'volumes'))
    .map((volume) => scalarString(at(volume, 'persistentVolumeClaim', 'claimName')))
    .filter((name) => name !== '');
}
