import type { KubernetesObject } from '../manifests/render';
import type { Json } from '../values/declaration';
import { isMap, scalarString } from '../values/merge';

/** An object in people's words: `Service ai/relay`, or `Namespace ai` for what is in no namespace. */
export function describeObject(object: KubernetesObject): string {
  const { namespace, name } = metadataOf(object);
  const place = namespace === '' ? '' : `${namespace}/`;
  return `${scalarString(object['kind'])} ${place}${name}`;
}

/** What an object's name and namespace are. */
export function metadataOf(object: KubernetesObject): { readonly namespace: string; readonly name: string } {
  return {
    namespace: scalarString(at(object, 'metadata', 'namespace')),
    name: scalarString(at(object, 'metadata', 'name')),
  };
}

/** What is the same for one object of a cluster in all versions of its API: group, kind, namespace and name. */
export function identityOf(object: KubernetesObject): string {
  const { namespace, name } = metadataOf(object);
  return JSON.stringify([groupOf(object), object['kind'], namespace, name]);
}

/** The API group of an object; empty for the core API. */
function groupOf(object: KubernetesObject): string {
  const apiVersion = scalarString(object['apiVersion']);
  return apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
}

/**
 * The ID of an object as a construct of its release: kind and name, such as `Deployment-relay`. What is in another namespace than the
 * release's has that too (`Role-relay@apps`), and what is of no API of Kubernetes its group (`Service.serving.knative.dev-relay`). It
 * depends on no other object.
 */
export function constructIdOf(object: KubernetesObject, releaseNamespace: string): string {
  const { namespace, name } = metadataOf(object);
  const group = groupOf(object);
  const kind = `${scalarString(object['kind'])}${isForeignGroup(group) ? `.${group}` : ''}`;
  return `${kind}-${name}${['', releaseNamespace].includes(namespace) ? '' : `@${namespace}`}`;
}

/** Kubernetes' own groups are under `k8s.io`, or from before that, such as `apps`. */
function isForeignGroup(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}

/** The objects of one release that are objects of another one too. */
export function sharedObjects(
  one: readonly KubernetesObject[],
  other: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  const known = new Set(one.map(identityOf));
  return other.filter((object) => known.has(identityOf(object)));
}

/** The objects that are there already, further up in a list. */
export function repeatedObjects(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return repeatedBy(objects, identityOf);
}

/** What is the same as something further up in a list. */
export function repeatedBy<T>(all: readonly T[], identity: (one: T) => string): readonly T[] {
  const known = new Set<string>();
  return all.filter((one) => known.size === known.add(identity(one)).size);
}

/** What stands at a path of maps, if anything does. */
export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => (isMap(inner) ? inner[key] : undefined), value);
}

/** The items of a list; none where there is no list. */
export function items(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
