import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject, identityOf, items, metadataOf } from '../../../engine/release/objects';
import { selects } from '../../../engine/release/selection';
import { isMap, scalarString } from '../../../engine/values/merge';
import { lastEvent } from './events';
import { isEnding, isReady, podReasons } from './pod-reasons';

/** How far a workload is. */
export interface WorkloadState {
  /** Such as `Deployment ai/relay`. */
  readonly name: string;
  /** Whether the cluster has it. */
  readonly isThere: boolean;
  /** Whether all of its pods are of the newest template, and available; whether a Job has ended well. */
  readonly isReady: boolean;
  readonly wanted: number;
  readonly ready: number;
  /** The images of its containers. */
  readonly images: readonly string[];
  /** What its label says that it was deployed by: `cdk8s` for manifests, or `Helm`. */
  readonly managedBy: string;
  /** How often containers of its pods were restarted. */
  readonly restarts: number;
  /** Why it is not ready, in words; none where nothing is said yet. */
  readonly reasons: readonly string[];
}

/** The kinds that run pods until they are ready, or done. */
export const WORKLOADS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job'];

/** What has to be read of a namespace for the states of its workloads. */
export const READ = 'deployments,statefulsets,daemonsets,jobs,replicasets,pods,persistentvolumeclaims,events';

/**
 * How far a workload is in a cluster.
 *
 * @param manifest what was deployed
 * @param live what there is in its namespace, of the kinds in {@link READ}
 * @param completed gives the pods of a workload that is not ready with what has to be read of them besides
 */
export function workloadState(
  manifest: KubernetesObject,
  live: readonly KubernetesObject[],
  completed = (pods: readonly KubernetesObject[]) => pods,
): WorkloadState {
  const name = describeObject(manifest);
  const workload = live.find((one) => identityOf(one) === identityOf(manifest));
  if (workload === undefined)
    return {
      name,
      isThere: false,
      isReady: false,
      wanted: 0,
      ready: 0,
      images: [],
      managedBy: '',
      restarts: 0,
      reasons: [],
    };
  const pods = podsOf(workload, live);
  const done = isDone(workload);
  return {
    name,
    isThere: true,
    isReady: done,
    wanted: wantedOf(workload),
    ready: readyOf(workload),
    managedBy: scalarString(at(workload, 'metadata', 'labels', 'app.kubernetes.io/managed-by')),
    images: imagesOf(workload),
    restarts: pods.reduce((sum, pod) => sum + restartsOf(pod), 0),
    reasons: done
      ? []
      : [...workloadReasons(workload, pods, live), ...reasonsOfPods(workload, completed(pods), live)],
  };
}

/** The images of the containers of a workload. */
export function imagesOf(workload: KubernetesObject): readonly string[] {
  return items(at(workload, 'spec', 'template', 'spec', 'containers')).map((one) =>
    scalarString(at(one, 'image')),
  );
}

function number(object: KubernetesObject, part: 'spec' | 'status', key: string, otherwise = 0): number {
  return Number(at(object, part, key) ?? otherwise);
}

function wantedOf(workload: KubernetesObject): number {
  if (workload['kind'] === 'DaemonSet') return number(workload, 'status', 'desiredNumberScheduled');
  return number(workload, 'spec', workload['kind'] === 'Job' ? 'completions' : 'replicas', 1);
}

function readyOf(workload: KubernetesObject): number {
  const keys: Readonly<Record<string, string>> = { DaemonSet: 'numberReady', Job: 'succeeded' };
  return number(workload, 'status', keys[scalarString(workload['kind'])] ?? 'readyReplicas');
}

function isDone(workload: KubernetesObject): boolean {
  const count = (key: string) => number(workload, 'status', key);
  const wanted = wantedOf(workload);
  const isSeen = count('observedGeneration') >= Number(at(workload, 'metadata', 'generation') ?? 0);
  switch (workload['kind']) {
    case 'Job':
      return conditions(workload).some(
        (one) => at(one, 'type') === 'Complete' && at(one, 'status') === 'True',
      );
    case 'DaemonSet':
      return isSeen && count('updatedNumberScheduled') >= wanted && count('numberAvailable') >= wanted;
    case 'StatefulSet':
      return isSeen && count('readyReplicas') >= wanted && areReplaced(workload, wanted);
    default:
      return (
        isSeen &&
        count('updatedReplicas') >= wanted &&
        count('availableReplicas') >= wanted &&
        // Those of the template before are gone.
        count('replicas') <= count('updatedReplicas')
      );
  }
}

/** Whether a StatefulSet has replaced the pods that it replaces by itself. */
function areReplaced(workload: KubernetesObject, wanted: number): boolean {
  const strategy = at(workload, 'spec', 'updateStrategy');
  if (at(strategy, 'type') === 'OnDelete') return true;
  const partition = Number(at(strategy, 'rollingUpdate', 'partition') ?? 0);
  const isSame = at(workload, 'status', 'updateRevision') === at(workload, 'status', 'currentRevision');
  return isSame || number(workload, 'status', 'updatedReplicas') >= wanted - partition;
}

function conditions(workload: KubernetesObject) {
  return items(at(workload, 'status', 'conditions'));
}

/** Pods of a workload; of a Deployment those of its newest template. */
function podsOf(workload: KubernetesObject, live: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const selector = at(workload, 'spec', 'selector');
  if (!isMap(selector)) return [];
  const pods = live.filter(
    (one) => one['kind'] === 'Pod' && selects(selector, at(one, 'metadata', 'labels')),
  );
  const newest = newestReplicaSet(workload, live);
  if (newest === undefined) return pods;
  const hash = at(newest, 'metadata', 'labels', 'pod-template-hash');
  return pods.filter((pod) => at(pod, 'metadata', 'labels', 'pod-template-hash') === hash);
}

function newestReplicaSet(
  workload: KubernetesObject,
  live: readonly KubernetesObject[],
): KubernetesObject | undefined {
  if (workload['kind'] !== 'Deployment') return undefined;
  const uid = at(workload, 'metadata', 'uid');
  return live
    .filter(
      (one) =>
        one['kind'] === 'ReplicaSet' &&
        items(at(one, 'metadata', 'ownerReferences')).some((owner) => at(owner, 'uid') === uid),
    )
    .sort((one, other) => revisionOf(one) - revisionOf(other))
    .at(-1);
}

function revisionOf(replicaSet: KubernetesObject): number {
  return Number(at(replicaSet, 'metadata', 'annotations', 'deployment.kubernetes.io/revision') ?? 0);
}

function restartsOf(pod: KubernetesObject): number {
  return items(at(pod, 'status', 'containerStatuses')).reduce<number>(
    (sum, status) => sum + Number(at(status, 'restartCount') ?? 0),
    0,
  );
}

/** Why it has fewer pods than it should, or will have no more. */
function workloadReasons(
  workload: KubernetesObject,
  pods: readonly KubernetesObject[],
  live: readonly KubernetesObject[],
): readonly string[] {
  const failed = conditions(workload).find(
    (one) => at(one, 'type') === 'Failed' && at(one, 'status') === 'True',
  );
  if (failed !== undefined) return [`the Job has failed: ${scalarString(at(failed, 'message'))}`];
  const running = pods.filter((pod) => !isEnding(pod)).length;
  if (running >= wantedOf(workload)) return [];
  const maker = newestReplicaSet(workload, live) ?? workload;
  const said = lastEvent(maker, live, (reason) => reason === 'FailedCreate');
  return said === undefined ? [] : [`no more pods are made: ${creationProblem(said)}`];
}

/** What the API server says of a pod that it does not take. */
function creationProblem(said: string): string {
  const message = said
    .replace(/^(Error creating: |create Pod \S+ in StatefulSet \S+ failed error: )/, '')
    .replace(/^pods "[^"]*" is forbidden: /, '');
  const [, quota, rest] = /^exceeded quota: ([^,]+), (.*)/.exec(message) ?? [];
  if (quota !== undefined) return `the ResourceQuota ${quota} is used up (${rest ?? ''})`;
  const [, standard, why] = /^violates PodSecurity "([^":]+)[^"]*": (.*)/.exec(message) ?? [];
  if (standard !== undefined)
    return `they do not meet the Pod Security Standard ${standard} of the namespace (${why ?? ''})`;
  const [, account] = /serviceaccount "([^"]+)" not found/.exec(message) ?? [];
  if (account !== undefined) return `the ServiceAccount ${account} does not exist`;
  return message;
}

/** What is wrong with pods; the same of more than one is said once. */
function reasonsOfPods(
  workload: KubernetesObject,
  pods: readonly KubernetesObject[],
  live: readonly KubernetesObject[],
): readonly string[] {
  const by = new Map<string, readonly string[]>();
  for (const pod of pods)
    for (const reason of [...podReasons(pod, live), ...blocking(workload, pod)])
      by.set(reason, [...(by.get(reason) ?? []), metadataOf(pod).name]);
  return [...by].map(([reason, names]) =>
    names.length === 1 ? `pod ${names[0] ?? ''}: ${reason}` : `${names.length} pods: ${reason}`,
  );
}

/**
 * A StatefulSet replaces no pod of an earlier revision that never became ready, even by a good one (Kubernetes documentation,
 * "StatefulSets", forced rollback).
 */
function blocking(workload: KubernetesObject, pod: KubernetesObject): readonly string[] {
  const revision = scalarString(at(workload, 'status', 'updateRevision'));
  const own = scalarString(at(pod, 'metadata', 'labels', 'controller-revision-hash'));
  if (
    workload['kind'] !== 'StatefulSet' ||
    revision === '' ||
    own === revision ||
    isReady(pod) ||
    isEnding(pod)
  )
    return [];
  const { namespace, name } = metadataOf(pod);
  return [
    `it is of an earlier revision, and a StatefulSet does not replace one that is not ready: kubectl delete pod -n ${namespace} ${name}`,
  ];
}
