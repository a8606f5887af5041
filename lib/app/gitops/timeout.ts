import type { KubernetesObject } from '../../engine/manifests/render';
import { rolloutOf } from '../changes/effects/rollout';
import { podCountOf } from '../objects/workloads';

/** What is declared nowhere: pulling images, binding volumes, and waiting for a database that starts at the same time. */
const MARGIN_SECONDS = 600;

/** The seconds after which objects that are not ready have failed: the slowest rollout by what is declared, and a margin. */
export function timeoutOf(objects: readonly KubernetesObject[]): number {
  const slowest = objects
    .filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
    .map((workload) => rolloutOf(workload, podCountOf(workload, objects).most).seconds ?? 0);
  return Math.max(0, ...slowest) + MARGIN_SECONDS;
}
