import type { KubernetesObject } from '../../../engine/manifests/render';
import { metadataOf } from '../../../engine/release/objects';
import { scalarString } from '../../../engine/values/merge';
import type { Kubectl } from '../../cluster/kubectl';
import { objectsOf } from '../../cluster/objects';
import { withLastLines } from './last-lines';
import { READ, WORKLOADS, workloadState, type WorkloadState } from './workload-state';

/** The workloads among objects. */
export function workloadsIn(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter(({ kind }) => WORKLOADS.includes(scalarString(kind)));
}

/**
 * How far the workloads among objects are in a cluster.
 *
 * @throws UserError when the cluster does not answer, or not to this user
 */
export function workloadStates(
  kubectl: Kubectl,
  objects: readonly KubernetesObject[],
): readonly WorkloadState[] {
  const workloads = workloadsIn(objects);
  const namespaces = [...new Set(workloads.map((workload) => metadataOf(workload).namespace))];
  const live = new Map(namespaces.map((namespace) => [namespace, objectsOf(kubectl, READ, namespace)]));
  return workloads.map((workload) =>
    workloadState(workload, live.get(metadataOf(workload).namespace) ?? [], (pods) =>
      withLastLines(kubectl, pods),
    ),
  );
}
