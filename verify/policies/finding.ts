import type { PolicyTool } from './policy-exception';
import { isMap } from '../../lib/engine/values/merge';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';

/** Something that a check found. */
export interface Finding {
  readonly tool: PolicyTool;
  /** What the tool calls the check. */
  readonly check: string;
  readonly kind: string;
  /** Empty for an object that is in none. */
  readonly namespace: string;
  readonly name: string;
  /** The container that it is about, unless it is about the object. */
  readonly container?: string | undefined;
  readonly message: string;
}

/** What a finding is about, as exceptions name it: `Kind/name` or `Kind/name/container`. */
export function subjectOf({ kind, name, container }: Pick<Finding, 'kind' | 'name' | 'container'>): string {
  return [kind, name, ...(container === undefined ? [] : [container])].join('/');
}

/** The one text for an object in an environment. */
export function keyOf({ kind, namespace, name }: Pick<Finding, 'kind' | 'namespace' | 'name'>): string {
  return [kind, namespace, name].join('/');
}

/** All that findings in an object can be about: the object and its containers. */
export function subjectsOf(object: JsonObject): readonly string[] {
  const { kind, name } = identityOf(object);
  return [
    subjectOf({ kind, name }),
    ...containersOf(object).map((container) => subjectOf({ kind, name, container })),
  ];
}

/** The kind, namespace and name of an object. */
export function identityOf(object: JsonObject): { kind: string; namespace: string; name: string } {
  return {
    kind: stringAt(object, ['kind']),
    namespace: stringAt(object, ['metadata', 'namespace']),
    name: stringAt(object, ['metadata', 'name']),
  };
}

/** The names of a pod's containers, those that only prepare it first. */
export function containersOf(object: JsonObject): readonly string[] {
  return ['initContainers', 'containers'].flatMap((key) => containerNames(object, key));
}

/** The names of the containers under one key of a pod. */
export function containerNames(object: JsonObject, key: string): readonly string[] {
  const containers = valueAt(object, ['spec', 'template', 'spec', key]) ?? valueAt(object, ['spec', key]);
  const list: readonly Json[] = Array.isArray(containers) ? (containers as readonly Json[]) : [];
  return list.map((container) => stringAt(container, ['name']));
}

function stringAt(value: Json, path: readonly string[]): string {
  const found = valueAt(value, path);
  return typeof found === 'string' ? found : '';
}

function valueAt(value: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => (isMap(inner) ? inner[key] : undefined), value);
}
