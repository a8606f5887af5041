import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject, metadataOf } from '../../../engine/release/objects';
import { scalarString } from '../../../engine/values/merge';
import { policiesOf as networkPoliciesOf } from '../../objects/connections';
import type { PolicyExceptionRow } from './policy-exceptions';
import type { WorkloadRow } from './workloads';

/** What limits the pods of an environment, and what does not. */
export interface Policies {
  /** Namespaces with the Pod Security Standard that the API server enforces there; empty where none is said. */
  readonly namespaces: readonly { readonly name: string; readonly enforced: string }[];
  readonly gaps: readonly Gap[];
  /** What policies ask for and a stack does not do, with the reason. */
  readonly exceptions: readonly PolicyExceptionRow[];
}

/** A workload that something common does not protect. */
export interface Gap {
  /** The ID of the workload. */
  readonly workload: string;
  readonly lacks: string;
}

/** The policies about an environment's pods. */
export function policiesOf(
  objects: readonly KubernetesObject[],
  workloads: readonly WorkloadRow[],
  exceptions: readonly PolicyExceptionRow[],
): Policies {
  const names = new Set(workloads.map(({ kind, name }) => `${kind}/${name}`));
  return {
    namespaces: namespacesOf(objects, workloads),
    gaps: workloads.flatMap((workload) =>
      gapsOf(workload, objects).map((lacks) => ({ workload: workload.id, lacks })),
    ),
    exceptions: exceptions
      .map((row) => ({ ...row, objects: row.objects.filter((object) => isThere(object, objects, names)) }))
      .filter((row) => row.objects.length > 0),
  };
}

function namespacesOf(
  objects: readonly KubernetesObject[],
  workloads: readonly WorkloadRow[],
): Policies['namespaces'] {
  const made = objects.filter(({ kind }) => kind === 'Namespace');
  const names = [
    ...made.map((object) => metadataOf(object).name),
    ...workloads.map(({ namespace }) => namespace),
  ];
  return [...new Set(names)].map((name) => {
    const object = made.find((one) => metadataOf(one).name === name);
    const label = at(object, 'metadata', 'labels', 'pod-security.kubernetes.io/enforce');
    return { name, enforced: scalarString(label) };
  });
}

function gapsOf(workload: WorkloadRow, objects: readonly KubernetesObject[]): readonly string[] {
  const { podSecurity, pods, budget } = workload;
  const object = objects.find((one) => describeObject(one) === workload.id) ?? {};
  const lets = (direction: 'Ingress' | 'Egress') =>
    networkPoliciesOf(object, direction, objects).length === 0;
  return [
    ...(podSecurity === 'restricted' ? [] : [`Pod Security restricted: its pods meet ${podSecurity} only`]),
    ...(lets('Ingress') ? ['a network policy on who may connect to it'] : []),
    ...(lets('Egress') ? ['a network policy on what it may connect to'] : []),
    ...(pods.most > 1 && budget === undefined
      ? ['a PodDisruptionBudget: a drain may take all its pods']
      : []),
  ];
}

/** Whether an exception is for something of the environment: `Kind/name`, with `*` for any part of a name. */
function isThere(
  object: string,
  objects: readonly KubernetesObject[],
  workloads: ReadonlySet<string>,
): boolean {
  const [kind = '', name = ''] = object.split('/');
  const form = new RegExp(`^${name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`);
  return (
    workloads.has(`${kind}/${name}`) ||
    objects.some((one) => one['kind'] === kind && form.test(metadataOf(one).name))
  );
}
