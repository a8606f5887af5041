import type { KubernetesObject } from '../../engine/manifests/render';
import type { Json } from '../../engine/values/declaration';
import { scalarString } from '../../engine/values/merge';
import { at, items, metadataOf } from '../../engine/release/objects';
import { quantityOf } from './quantity';

/** A smallest and a largest number. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** What runs pods: a Deployment or a StatefulSet. */
export interface Workload {
  readonly name: string;
  /** How many pods; an autoscaler may choose within the range. */
  readonly pods: Range;
  /** What the scheduler keeps free for one pod, in cores. */
  readonly cpu: number;
  /** What the scheduler keeps free for one pod, in bytes. */
  readonly memory: number;
  /** The images of its containers. */
  readonly images: readonly string[];
  /** The spec of a pod. */
  readonly pod: Json;
}

/**
 * What runs pods all the time.
 *
 * A DaemonSet has as many pods as the cluster has nodes, which nobody knows here, so it is none of them.
 */
export function workloadsOf(objects: readonly KubernetesObject[]): readonly Workload[] {
  return objects
    .filter(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet')
    .map((object) => {
      const pod = at(object, 'spec', 'template', 'spec') ?? {};
      return {
        name: metadataOf(object).name,
        pods: podCountOf(object, objects),
        cpu: podResource(pod, 'requests', 'cpu'),
        memory: podResource(pod, 'requests', 'memory'),
        images: items(at(pod, 'containers')).map((container) => scalarString(at(container, 'image'))),
        pod,
      };
    });
}

/** How many pods a workload has; an autoscaler may choose within the range. */
export function podCountOf(object: KubernetesObject, objects: readonly KubernetesObject[]): Range {
  const { namespace, name } = metadataOf(object);
  const autoscaler = objects.find(
    (other) =>
      other['kind'] === 'HorizontalPodAutoscaler' &&
      metadataOf(other).namespace === namespace &&
      at(other, 'spec', 'scaleTargetRef', 'kind') === object['kind'] &&
      at(other, 'spec', 'scaleTargetRef', 'name') === name,
  );
  // One is what Kubernetes takes where nothing is said.
  const number = (holder: KubernetesObject, key: string) => Number(at(holder, 'spec', key) ?? 1);
  if (autoscaler === undefined) {
    const replicas = number(object, 'replicas');
    return { least: replicas, most: replicas };
  }
  return { least: number(autoscaler, 'minReplicas'), most: number(autoscaler, 'maxReplicas') };
}

/**
 * What the scheduler and quotas count for a pod: its containers together, or an init container, if one alone asks for more
 * (Kubernetes documentation, "Init Containers", resource sharing). Sidecars are not among the stacks' containers.
 */
export function podResource(pod: Json, part: 'requests' | 'limits', resource: string): number {
  const amounts = (key: string) =>
    items(at(pod, key)).map((container) => {
      const limit = at(container, 'resources', 'limits', resource);
      // A limit without a request is a request too.
      const request = at(container, 'resources', 'requests', resource) ?? limit;
      return quantityOf((part === 'requests' ? request : limit) ?? 0);
    });
  const together = amounts('containers').reduce((sum, amount) => sum + amount, 0);
  return Math.max(together, ...amounts('initContainers'));
}
