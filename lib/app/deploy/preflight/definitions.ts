import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, describeObject, items } from '../../../engine/release/objects';
import type { Json } from '../../../engine/values/declaration';
import { scalarString } from '../../../engine/values/merge';
import { stacks } from '../../../stacks/stacks';
import { KubectlError, type Kubectl } from '../../cluster/kubectl';
import { groupBy, inWords, type Question } from './question';

/** Does the cluster know each kind, in the version that the manifests name? */
export const definitions: Question = {
  kind: 'definition',
  whether: 'the cluster has all kinds',
  ask: ({ kubectl, objects, valuesAskingFor = () => [] }) =>
    [...missingKinds(kubectl, objects)].map(([kind, missing]) =>
      sentence(kubectl, missing, valuesAskingFor(kind)),
    ),
};

/** The objects of kinds that the cluster does not have, by version and kind. */
export function missingKinds(
  kubectl: Kubectl,
  objects: readonly KubernetesObject[],
): ReadonlyMap<string, readonly KubernetesObject[]> {
  const served = new Map(
    [...new Set(objects.map(versionOf))].map((version) => [version, kindsOf(kubectl, version)]),
  );
  const missing = objects.filter(
    (object) => served.get(versionOf(object))?.includes(scalarString(object['kind'])) !== true,
  );
  return groupBy(missing, keyOf);
}

function sentence(kubectl: Kubectl, missing: readonly KubernetesObject[], values: readonly string[]): string {
  const [first = {}] = missing;
  const version = versionOf(first);
  const other = otherVersions(kubectl, version);
  const has = other.length === 0 ? '' : ` (it has ${other.join(', ')})`;
  const remedy = remedies().get(keyOf(first)) ?? 'install its definition first';
  const otherwise = values.length === 0 ? '' : `, or set ${values.join(' and ')} to false`;
  return `The cluster has no ${scalarString(first['kind'])} of ${version}${has}, for ${inWords(missing.map(describeObject))}; ${remedy}${otherwise}.`;
}

function kindsOf(kubectl: Kubectl, version: string): readonly string[] {
  const path = version.includes('/') ? `/apis/${version}` : `/api/${version}`;
  return items(at(raw(kubectl, path), 'resources')).map((resource) => scalarString(at(resource, 'kind')));
}

function otherVersions(kubectl: Kubectl, version: string): readonly string[] {
  const [group = ''] = version.split('/');
  return items(at(raw(kubectl, `/apis/${group}`), 'versions')).map((one) =>
    scalarString(at(one, 'groupVersion')),
  );
}

/** What the API server has at a path; nothing where there is none. */
function raw(kubectl: Kubectl, path: string): Json | undefined {
  try {
    return JSON.parse(kubectl(['get', '--raw', path])) as Json;
  } catch (error) {
    if (error instanceof KubectlError) return undefined;
    throw error;
  }
}

/** What the stacks say of each kind that is not Kubernetes' own. */
function remedies(): ReadonlyMap<string, string> {
  const all = Object.values(stacks).flatMap(({ template }) => template().requirements);
  return new Map(all.map(({ apiVersion, kind, remedy }) => [`${apiVersion}/${kind}`, remedy]));
}

function keyOf(object: KubernetesObject): string {
  return `${versionOf(object)}/${scalarString(object['kind'])}`;
}

function versionOf(object: KubernetesObject): string {
  return scalarString(object['apiVersion']);
}
