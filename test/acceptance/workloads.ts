import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { hasEntries, isMap, listOf, mapOf, type Found, type JsonObject } from './json';
import { at } from './path';

const WORKLOAD_KINDS: readonly Found[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

const CLUSTER_SCOPED_KINDS: readonly Found[] = [
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'IngressClass',
  'Namespace',
  'PersistentVolume',
  'PriorityClass',
  'StorageClass',
];

export function isWorkload(object: KubernetesObject): boolean {
  return WORKLOAD_KINDS.includes(object.kind);
}

export function isClusterScoped(object: KubernetesObject): boolean {
  return CLUSTER_SCOPED_KINDS.includes(object.kind);
}

export function labels(object: KubernetesObject): JsonObject {
  return mapOf(at(object, 'metadata.labels'));
}

/** The labels of the pods that a workload makes. */
export function podLabels(object: KubernetesObject): JsonObject {
  return mapOf(at(object, 'spec.template.metadata.labels'));
}

/** The workloads with pods that a label selector matches. An empty selector selects nothing. */
export function workloadsOf(selector: JsonObject, objects: readonly KubernetesObject[]): KubernetesObject[] {
  if (Object.keys(selector).length === 0) return [];
  return objects.filter((object) => isWorkload(object) && hasEntries(podLabels(object), selector));
}

export function findObject(
  objects: readonly KubernetesObject[],
  kind: Found,
  name: Found,
): KubernetesObject | undefined {
  return objects.find((object) => object.kind === kind && at(object, 'metadata.name') === name);
}

/** The numbers that containers give to a port's name. */
export type NamedPorts = (name: string) => readonly number[];

/** The named container ports of some objects. */
export function namedPorts(objects: readonly KubernetesObject[]): NamedPorts {
  const ports = objects
    .filter(isWorkload)
    .flatMap((workload) => listOf(at(workload, 'spec.template.spec.containers')))
    .flatMap((container) => listOf(at(container, 'ports')))
    .filter(isMap);
  return (name) =>
    ports
      .filter((port) => port.name === name)
      .flatMap(({ containerPort: number }) => (typeof number === 'number' ? [number] : []));
}

/** The texts that a Secret holds, decoded. */
export function secretTexts(secret: KubernetesObject): Readonly<Record<string, string>> {
  const decoded = Object.entries(mapOf(secret.data)).map(([key, value]) => [key, decode(String(value))]);
  const plain = Object.entries(mapOf(secret.stringData)).map(([key, value]) => [key, String(value)]);
  // In this order, as the API server writes stringData over data.
  return Object.fromEntries([...decoded, ...plain]) as Record<string, string>;
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}
