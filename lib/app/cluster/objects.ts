import type { KubernetesObject } from '../../engine/manifests/render';
import { items } from '../../engine/release/objects';
import type { Json } from '../../engine/values/declaration';
import { isMap, scalarString } from '../../engine/values/merge';
import { UserError } from '../explain';
import { KubectlError, type Kubectl } from './kubectl';

/**
 * Asks for what no object is to blame for.
 *
 * @throws UserError in place of what blames an object
 */
export function asked(ask: () => string): string {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new UserError(`The cluster was asked and nothing was changed: ${error.message}.`);
  }
}

/** Objects as kubectl reads them. */
export function listOf(objects: readonly KubernetesObject[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}

/** What kubectl prints as JSON: nothing, one object, or a list. */
export function objectsIn(output: string): readonly KubernetesObject[] {
  if (output.trim() === '') return [];
  const read = JSON.parse(output) as Json;
  if (!isMap(read)) return [];
  return scalarString(read['kind']) === 'List' ? items(read['items']).filter(isMap) : [read];
}

/**
 * The objects of kinds in a namespace, or of kinds that are in none.
 *
 * @param kinds as kubectl names them, such as `pods,events`
 * @throws UserError when the cluster does not answer, or not to this user
 */
export function objectsOf(kubectl: Kubectl, kinds: string, namespace?: string): readonly KubernetesObject[] {
  const place = namespace === undefined ? [] : ['--namespace', namespace];
  return objectsIn(asked(() => kubectl(['get', kinds, ...place, '--output', 'json'])));
}

/**
 * An object by its name, if it is there.
 *
 * @throws UserError when the cluster does not answer, or not to this user
 */
export function objectNamed(
  kubectl: Kubectl,
  kind: string,
  name: string,
  namespace?: string,
): KubernetesObject | undefined {
  const place = namespace === undefined ? [] : ['--namespace', namespace];
  const args = ['get', kind, name, ...place, '--ignore-not-found', '--output', 'json'];
  return objectsIn(asked(() => kubectl(args)))[0];
}
