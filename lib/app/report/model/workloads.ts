import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject, items, metadataOf } from '../../../engine/release/objects';
import { selects } from '../../../engine/release/selection';
import type { Json } from '../../../engine/values/declaration';
import { isMap, scalarString } from '../../../engine/values/merge';
import { podSecurityOf, type PodSecurityStandard } from '../../objects/pod-security';
import { quantityOf } from '../../objects/quantity';
import { workloadsOf, type Range } from '../../objects/workloads';

/** What one pod may use of a resource. */
export interface Demand {
  /** What the scheduler keeps free for it. */
  readonly request: number;
  /** @default - a container has none, so the node is the limit */
  readonly limit?: number;
}

/** A Deployment or StatefulSet, as a row of the report. */
export interface WorkloadRow {
  /** Such as `Deployment ai/relay`; no two of an environment have the same. */
  readonly id: string;
  readonly kind: 'Deployment' | 'StatefulSet';
  readonly namespace: string;
  readonly name: string;
  /** The stack that it belongs to; empty for an object without the labels of one. */
  readonly stack: string;
  readonly pods: Range;
  readonly autoscaled: boolean;
  /** The images of its containers, in their order. */
  readonly images: readonly string[];
  /** In cores. */
  readonly cpu: Demand;
  /** In bytes. */
  readonly memory: Demand;
  readonly podSecurity: PodSecurityStandard;
  /** How many of its pods a drain may take away at once, in words; nothing where no budget is about them. */
  readonly budget?: string;
}

/** What runs pods all the time, in the order in which it is applied. */
export function workloadRows(objects: readonly KubernetesObject[]): readonly WorkloadRow[] {
  return objects.flatMap((object): readonly WorkloadRow[] => {
    const kind = object['kind'];
    if (kind !== 'Deployment' && kind !== 'StatefulSet') return [];
    const autoscalers = objects.filter((other) => other['kind'] === 'HorizontalPodAutoscaler');
    const [workload] = workloadsOf([object, ...autoscalers]);
    if (workload === undefined) return [];
    const { pods, images, pod } = workload;
    const budget = budgetOf(object, objects);
    return [
      {
        id: describeObject(object),
        kind,
        ...metadataOf(object),
        stack: stackOf(object),
        pods,
        autoscaled: pods.least !== pods.most,
        images,
        cpu: demandOf(workload.cpu, pod, 'cpu'),
        memory: demandOf(workload.memory, pod, 'memory'),
        podSecurity: podSecurityOf([object]),
        ...(budget === undefined ? {} : { budget }),
      },
    ];
  });
}

/** The stack that an object is of, by its labels. */
export function stackOf(object: KubernetesObject): string {
  return scalarString(at(object, 'metadata', 'labels', 'app.kubernetes.io/instance'));
}

function demandOf(request: number, pod: Json, resource: string): Demand {
  const limits = items(at(pod, 'containers')).map((container) =>
    at(container, 'resources', 'limits', resource),
  );
  if (limits.length === 0 || limits.includes(undefined)) return { request };
  return { request, limit: limits.reduce<number>((sum, limit) => sum + quantityOf(limit ?? 0), 0) };
}

function budgetOf(workload: KubernetesObject, objects: readonly KubernetesObject[]): string | undefined {
  const labels = at(workload, 'spec', 'template', 'metadata', 'labels');
  const budget = objects.find((object) => {
    const selector = at(object, 'spec', 'selector');
    return (
      object['kind'] === 'PodDisruptionBudget' &&
      metadataOf(object).namespace === metadataOf(workload).namespace &&
      isMap(selector) &&
      selects(selector, labels)
    );
  });
  const unavailable = at(budget, 'spec', 'maxUnavailable');
  const available = at(budget, 'spec', 'minAvailable');
  if (unavailable !== undefined) return `at most ${scalarString(unavailable)} unavailable`;
  return available === undefined ? undefined : `at least ${scalarString(available)} available`;
}
