import type { KubernetesObject } from '../manifests/render';
import type { Json } from '../values/declaration';
import { scalarString } from '../values/merge';
import { at, describeObject, items } from './objects';

/** What a list of a pod or of one of its containers has by name: the key of the list, that of the name, and what an item is called. */
const OF_PODS = [
  ['volumes', 'name', 'a volume'],
  ['imagePullSecrets', 'name', 'a pull secret'],
] as const;
const OF_CONTAINERS = [
  ['env', 'name', 'a variable'],
  ['volumeMounts', 'mountPath', 'a mount under'],
] as const;

/**
 * What does not go together in the lists of a pod: names that stand twice, which the API server or an apply rejects, and mounts of volumes
 * that are not there. What is given under two values, such as a volume of the chart and one of `extraVolumes`, is seen only here.
 */
export function podProblems(objects: readonly KubernetesObject[]): readonly string[] {
  return objects.flatMap((object) => {
    const pod = object['kind'] === 'Pod' ? at(object, 'spec') : at(object, 'spec', 'template', 'spec');
    if (pod === undefined) return [];
    const containers = ['initContainers', 'containers'].flatMap((key) => items(at(pod, key)));
    const twice = [
      ...repeated(namesIn(containers, 'name')).map((name) => `a container ${name}`),
      ...OF_PODS.flatMap((list) => within(pod, list)),
      ...containers.flatMap((container) => OF_CONTAINERS.flatMap((list) => within(container, list))),
    ];
    const claims = namesIn(
      items(at(object, 'spec', 'volumeClaimTemplates')).map((claim) => at(claim, 'metadata') ?? null),
      'name',
    );
    const volumes = new Set([...namesIn(items(at(pod, 'volumes')), 'name'), ...claims]);
    const mounted = containers.flatMap((container) => namesIn(items(at(container, 'volumeMounts')), 'name'));
    const missing = [...new Set(mounted)].filter((name) => !volumes.has(name));
    const tolerations = items(at(pod, 'tolerations')).flatMap(tolerationProblems);
    return [
      ...tolerations.map((problem) => `${describeObject(object)} has a toleration ${problem}`),
      ...twice.map(
        (what) => `${describeObject(object)} has ${what} twice; give one of the two another name.`,
      ),
      ...missing.map(
        (name) =>
          `${describeObject(object)} mounts the volume ${name}, which it does not have; add it to the volumes.`,
      ),
    ];
  });
}

/** What the API server rejects in a toleration (Kubernetes, ValidateTolerations). */
function tolerationProblems(toleration: Json): string[] {
  const exists = at(toleration, 'operator') === 'Exists';
  return [
    ...(at(toleration, 'key') === undefined && !exists
      ? ['without key; set the operator Exists, or a key.']
      : []),
    ...(exists && at(toleration, 'value') !== undefined
      ? ['with the operator Exists and a value; remove the value.']
      : []),
    ...(at(toleration, 'tolerationSeconds') !== undefined && at(toleration, 'effect') !== 'NoExecute'
      ? ['with tolerationSeconds and an effect other than NoExecute; remove one of the two.']
      : []),
  ];
}

function within(parent: Json, [list, key, what]: readonly [string, string, string]): string[] {
  return repeated(namesIn(items(at(parent, list)), key)).map((name) => `${what} ${name}`);
}

function namesIn(entries: readonly Json[], key: string): string[] {
  return entries.map((entry) => scalarString(at(entry, key)));
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
