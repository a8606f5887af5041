import { at, describeObject, metadataOf } from '../../../engine/release/objects';
import { podCountOf, type Range } from '../../objects/workloads';
import type { KubernetesObject } from '../../../engine/manifests/render';
import { objectOf } from '../object-changes';
import type { Effect, Sides } from './effect';
import { pairedWorkloads } from './paired-workloads';
import { podsInWords } from './pods-in-words';

/** Workloads that get more or fewer pods, with those that come and go. */
export function scaledPods(sides: Sides): readonly Effect[] {
  return pairedWorkloads(sides).flatMap(({ before, after }): readonly Effect[] => {
    const old = countOf(before, sides.before);
    const current = countOf(after, sides.after);
    if (old.least === current.least && old.most === current.most) return [];
    return [
      {
        kind: 'scales-pods',
        of: describeObject(after ?? before ?? {}),
        by: autoscalersOf(after ?? before ?? {}, sides.objects),
        sentence: `${podsInWords(current)} instead of ${podsInWords(old)}.`,
        facts: { before: { ...old }, after: { ...current } },
      },
    ];
  });
}

function countOf(workload: KubernetesObject | undefined, objects: readonly KubernetesObject[]): Range {
  return workload === undefined ? { least: 0, most: 0 } : podCountOf(workload, objects);
}

/** The autoscalers of a workload that change. */
function autoscalersOf(workload: KubernetesObject, changes: Sides['objects']): readonly string[] {
  return changes
    .map(objectOf)
    .filter(
      (object) =>
        object['kind'] === 'HorizontalPodAutoscaler' &&
        metadataOf(object).namespace === metadataOf(workload).namespace &&
        at(object, 'spec', 'scaleTargetRef', 'name') === metadataOf(workload).name,
    )
    .map(describeObject);
}
