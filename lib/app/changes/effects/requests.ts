import type { KubernetesObject } from '../../../engine/manifests/render';
import { describeObject } from '../../../engine/release/objects';
import { cpuQuantity, memoryQuantity } from '../../objects/quantity';
import { workloadsOf, type Range, type Workload } from '../../objects/workloads';
import type { Effect, Sides } from './effect';
import { pairedWorkloads } from './paired-workloads';

/** What all pods together request of CPU and memory, where that is not the same as before. */
export function changedRequests({ before, after }: Sides): readonly Effect[] {
  const resources = [
    { name: 'CPU', of: ({ cpu }: Workload) => cpu, quantity: cpuQuantity },
    { name: 'memory', of: ({ memory }: Workload) => memory, quantity: memoryQuantity },
  ];
  return resources.flatMap(({ name, of, quantity }): readonly Effect[] => {
    const words = ({ least, most }: Range): string =>
      quantity(least) === quantity(most) ? quantity(least) : `${quantity(least)} to ${quantity(most)}`;
    const [old, current] = [words(sum(before, of)), words(sum(after, of))];
    if (old === current) return [];
    return [
      {
        kind: 'changes-requests',
        of: '',
        by: contributors({ before, after }, of),
        sentence: `${name} of all pods: ${old} before, ${current} after.`,
        facts: { resource: name, before: old, after: current },
      },
    ];
  });
}

function sum(objects: readonly KubernetesObject[], of: (workload: Workload) => number): Range {
  const workloads = workloadsOf(objects);
  const total = (end: keyof Range) =>
    workloads.reduce((before, workload) => before + workload.pods[end] * of(workload), 0);
  return { least: total('least'), most: total('most') };
}

/** The workloads that request more or less than before. */
function contributors(
  sides: Pick<Sides, 'before' | 'after'>,
  of: (workload: Workload) => number,
): readonly string[] {
  return pairedWorkloads(sides)
    .filter(({ before, after }) => {
      const [old, current] = [
        sum(before === undefined ? [] : [before, ...autoscalersIn(sides.before)], of),
        sum(after === undefined ? [] : [after, ...autoscalersIn(sides.after)], of),
      ];
      return old.least !== current.least || old.most !== current.most;
    })
    .map(({ before, after }) => describeObject(after ?? before ?? {}));
}

function autoscalersIn(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter(({ kind }) => kind === 'HorizontalPodAutoscaler');
}
