import type { KubernetesObject } from '../../../engine/manifests/render';
import { identityOf } from '../../../engine/release/objects';
import type { Sides } from './effect';

/** A workload on both sides, or on one. */
interface Pair {
  readonly before?: KubernetesObject;
  readonly after?: KubernetesObject;
}

/** The Deployments and StatefulSets of both sides, also where the workload is the same and its autoscaler is not. */
export function pairedWorkloads({ before, after }: Pick<Sides, 'before' | 'after'>): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  for (const object of before.filter(isWorkload)) pairs.set(identityOf(object), { before: object });
  for (const object of after.filter(isWorkload))
    pairs.set(identityOf(object), { ...pairs.get(identityOf(object)), after: object });
  return [...pairs.values()];
}

function isWorkload({ kind }: KubernetesObject): boolean {
  return kind === 'Deployment' || kind === 'StatefulSet';
}
