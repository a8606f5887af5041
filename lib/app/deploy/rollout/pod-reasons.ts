import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, items } from '../../../engine/release/objects';
import { scalarString } from '../../../engine/values/merge';
import { claimReasons } from './claim-reasons';
import { containerReasons } from './container-reasons';
import { lastEvent } from './events';

/**
 * Why a pod is not ready, in words: what the scheduler, the kubelet, the container runtime and the probes say of it. Nothing where it
 * is ready, on its way out, or starting without a complaint.
 *
 * @param live what there is in its namespace: events and claims
 */
export function podReasons(pod: KubernetesObject, live: readonly KubernetesObject[]): readonly string[] {
  if (isReady(pod) || isEnding(pod)) return [];
  const phase = scalarString(at(pod, 'status', 'phase'));
  if (phase === 'Succeeded') return [];
  const why = scalarString(at(pod, 'status', 'message'));
  if (phase === 'Failed' && why !== '') return [`${scalarString(at(pod, 'status', 'reason'))}: ${why}`];
  const unscheduled = schedulingReasons(pod, live);
  if (unscheduled.length > 0) return unscheduled;
  const containers = containerReasons(pod, live);
  if (containers.length > 0) return containers;
  return [...volumeReasons(pod, live), ...gateReasons(pod)];
}

/** Whether its containers are ready, and all else that its readiness depends on. */
export function isReady(pod: KubernetesObject): boolean {
  return conditionOf(pod, 'Ready')?.status === 'True';
}

/** Whether it is being deleted. */
export function isEnding(pod: KubernetesObject): boolean {
  return at(pod, 'metadata', 'deletionTimestamp') !== undefined;
}

interface Condition {
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

function conditionOf(pod: KubernetesObject, type: string): Condition | undefined {
  const found = items(at(pod, 'status', 'conditions')).find((one) => at(one, 'type') === type);
  if (found === undefined) return undefined;
  const [status = '', reason = '', message = ''] = ['status', 'reason', 'message'].map((key) =>
    scalarString(at(found, key)),
  );
  return { status, reason, message };
}

function schedulingReasons(pod: KubernetesObject, live: readonly KubernetesObject[]): readonly string[] {
  const scheduled = conditionOf(pod, 'PodScheduled');
  if (scheduled?.status !== 'False') return [];
  if (scheduled.reason === 'SchedulingGated')
    return ['something else has to allow that it is scheduled (schedulingGates)'];
  // The scheduler only says that there is no volume, the claim says why.
  const claims = /PersistentVolumeClaim/i.test(scheduled.message) ? claimReasons(pod, live) : [];
  return claims.length > 0 ? claims : [`no node takes it: ${inWords(pod, scheduled.message)}`];
}

/** What the scheduler says of the nodes, without what it says of preemption. */
function inWords(pod: KubernetesObject, message: string): string {
  const [said = ''] = message
    .replace(/^0\/(\d+) nodes are available: /, 'of $1 nodes ')
    .split(/\.? (?:no new claims to deallocate, )?preemption:/);
  return said
    .replace(/no nodes available to schedule pods/, 'the cluster has no nodes')
    .replace(/(\d+) Insufficient ([\w./-]*\w)/g, (_, count: string, resource: string) => {
      const asked = requestsOf(pod, resource);
      return `${count} have too little ${resource} left${asked === '' ? '' : ` (the pod requests ${asked})`}`;
    })
    .replace(/(\d+) node\(s\) /g, '$1 ')
    .replace(/\.$/, '');
}

function requestsOf(pod: KubernetesObject, resource: string): string {
  return items(at(pod, 'spec', 'containers'))
    .map((container) => scalarString(at(container, 'resources', 'requests', resource)))
    .filter((amount) => amount !== '')
    .join(' + ');
}

/** What keeps the kubelet from making the containers: volumes, and the network of the pod. */
function volumeReasons(pod: KubernetesObject, live: readonly KubernetesObject[]): readonly string[] {
  const isCreating = [
    ...items(at(pod, 'status', 'initContainerStatuses')),
    ...items(at(pod, 'status', 'containerStatuses')),
  ].some((status) =>
    ['ContainerCreating', 'PodInitializing'].includes(scalarString(at(status, 'state', 'waiting', 'reason'))),
  );
  if (!isCreating) return [];
  const said = lastEvent(pod, live, (reason) =>
    ['FailedMount', 'FailedAttachVolume', 'FailedMapVolume', 'FailedCreatePodSandBox'].includes(reason),
  );
  if (said === undefined) return [];
  const [, volume, why] = /MountVolume\.SetUp failed for volume "([^"]+)" ?: ([^]*)/.exec(said) ?? [];
  if (volume === undefined || why === undefined) return [said];
  const [, kind = '', missing] = /(secret|configmap) "([^"]+)" not found/i.exec(why) ?? [];
  if (missing === undefined) return [`its volume ${volume} cannot be mounted: ${why.trim()}`];
  const holder = kind.toLowerCase() === 'secret' ? 'Secret' : 'ConfigMap';
  return [`its volume ${volume} cannot be mounted: ${holder} ${missing} does not exist`];
}

/** Conditions that others have to set before the pod counts as ready, such as a load balancer. */
function gateReasons(pod: KubernetesObject): readonly string[] {
  if (conditionOf(pod, 'ContainersReady')?.status !== 'True') return [];
  return items(at(pod, 'spec', 'readinessGates')).flatMap((gate) => {
    const type = scalarString(at(gate, 'conditionType'));
    return conditionOf(pod, type)?.status === 'True'
      ? []
      : [`its containers are ready, and its readiness gate ${type} is not yet`];
  });
}
