import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import { at, mapAt, mapsAt, listAt, stringAt } from './json';
import {
  dnsLabel, dnsSubdomain, labelValue, pathSegment, qualifiedName, serviceName, type Rule,
} from './names'; // prettier-ignore

// k8s.io/kubernetes/pkg/apis/*/validation: the name of most kinds is a DNS subdomain.
const NAMES: Readonly<Record<string, Rule>> = {
  Namespace: dnsLabel,
  Service: serviceName,
  Role: pathSegment,
  RoleBinding: pathSegment,
  ClusterRole: pathSegment,
  ClusterRoleBinding: pathSegment,
};

const CLUSTER_WIDE = ['Namespace', 'ClusterRole', 'ClusterRoleBinding', 'PriorityClass'];

// A label of the pods has the name of a Job, and that of a StatefulSet with a hash of 11 characters (Kubernetes issue 64023).
const LONGEST: Readonly<Record<string, number>> = { Job: 63, StatefulSet: 52 };

const MAXIMUM_ANNOTATIONS = 256 * 1024;

/** What the API server rejects in the metadata of an object. */
export function* metadataProblems(object: JsonObject): Generator<string> {
  const kind = stringAt(object, 'kind');
  const name = stringAt(object, 'metadata', 'name');
  yield* placed('metadata.name', (NAMES[kind] ?? dnsSubdomain)(name));
  if (name.length > (LONGEST[kind] ?? 253)) yield `metadata.name is too long for the labels of the pods`;
  if (!CLUSTER_WIDE.includes(kind))
    yield* placed('metadata.namespace', dnsLabel(stringAt(object, 'metadata', 'namespace')));
  yield* labelProblems('metadata.labels', at(object, 'metadata', 'labels'));
  yield* annotationProblems('metadata.annotations', at(object, 'metadata', 'annotations'));
}

/** Labels: keys and values have a form and a length. */
export function* labelProblems(place: string, labels: Json | undefined): Generator<string> {
  for (const [key, value] of Object.entries(mapAt(labels))) {
    yield* placed(place, qualifiedName(key));
    yield* placed(`${place}.${key}`, typeof value === 'string' ? labelValue(value) : 'is no text');
  }
}

/** Annotations: keys have a form, and all of them together a greatest size. */
export function* annotationProblems(place: string, annotations: Json | undefined): Generator<string> {
  let size = 0;
  for (const [key, value] of Object.entries(mapAt(annotations))) {
    // Upper case is let through in annotations.
    yield* placed(place, qualifiedName(key.toLowerCase()));
    if (typeof value !== 'string') yield `${place}.${key} is no text`;
    else size += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  if (size > MAXIMUM_ANNOTATIONS) yield `${place} is larger than 256 KiB`;
}

/** A selector of labels. */
export function* selectorProblems(place: string, selector: Json | undefined): Generator<string> {
  yield* labelProblems(`${place}.matchLabels`, at(selector, 'matchLabels'));
  for (const expression of mapsAt(selector, 'matchExpressions')) {
    yield* placed(`${place}.matchExpressions.key`, qualifiedName(stringAt(expression, 'key')));
    const many = ['In', 'NotIn'].includes(stringAt(expression, 'operator'));
    if (many !== listAt(expression, 'values').length > 0)
      yield `${place}.matchExpressions has the wrong number of values`;
  }
}

/** Whether labels are among other labels. */
export function selects(selector: Json | undefined, labels: Json | undefined): boolean {
  const wanted = Object.entries(mapAt(selector));
  return wanted.length > 0 && wanted.every(([key, value]) => at(labels, key) === value);
}

/** A problem at its place, if there is one. */
export function* placed(place: string, problem: string | undefined): Generator<string> {
  if (problem !== undefined) yield `${place}: ${problem}`;
}
