import type { KubernetesObject } from '../manifests/render';
import type { Json } from '../values/declaration';
import { scalarString } from '../values/merge';
import { at, describeObject, items, repeatedBy } from './objects';

/**
 * What the API server rejects in pods although each piece of them has the right type, such as a name twice or a mount of a volume that is
 * not there. Such pieces come from several values, of the chart and of the user, so it is seen only where they are together.
 */
export function podProblems(objects: readonly KubernetesObject[]): readonly string[] {
  return objects.flatMap((object) => {
    const isPod = object['kind'] === 'Pod';
    const pod = isPod ? at(object, 'spec') : at(object, 'spec', 'template', 'spec');
    if (pod === undefined) return [];
    const claims = items(at(object, 'spec', 'volumeClaimTemplates')).map(
      (claim) => at(claim, 'metadata') ?? null,
    );
    const containers = ['initContainers', 'containers'].flatMap((key) => items(at(pod, key)));
    return [
      ...problemsOfPod(pod, containers),
      ...missingVolumes(containers, [...items(at(pod, 'volumes')), ...claims]),
      ...containers.flatMap((container) => [...problemsOfContainer(container, pod)]),
    ].map((problem) => `${describeObject(object)} ${problem}`);
  });
}

function* problemsOfPod(pod: Json, containers: readonly Json[]): Generator<string> {
  yield* twice(containers, 'name', 'a container');
  yield* twice(items(at(pod, 'volumes')), 'name', 'a volume');
  yield* twice(items(at(pod, 'imagePullSecrets')), 'name', 'a pull secret');
  for (const toleration of items(at(pod, 'tolerations'))) yield* problemsOfToleration(toleration);
  const spread = items(at(pod, 'topologySpreadConstraints')).map(
    (constraint) =>
      `${scalarString(at(constraint, 'topologyKey'))} ${scalarString(at(constraint, 'whenUnsatisfiable'))}`,
  );
  for (const pair of repeated(spread))
    yield `has two topology spread constraints of ${pair}; remove one of the two.`;
  if (at(pod, 'dnsPolicy') === 'None' && items(at(pod, 'dnsConfig', 'nameservers')).length === 0)
    yield 'has the dnsPolicy None and no nameservers; set dnsConfig.nameservers.';
}

function* problemsOfContainer(container: Json, pod: Json): Generator<string> {
  const name = scalarString(at(container, 'name'));
  const env = items(at(container, 'env'));
  yield* twice(env, 'name', 'a variable');
  yield* twice(items(at(container, 'volumeMounts')), 'mountPath', 'a mount under');
  for (const variable of env)
    if (scalarString(at(variable, 'value')) !== '' && at(variable, 'valueFrom') !== undefined)
      yield `has a variable ${scalarString(at(variable, 'name'))} with value and valueFrom; give one of the two.`;
  for (const source of items(at(container, 'envFrom')))
    if (at(source, 'configMapRef') === undefined && at(source, 'secretRef') === undefined)
      yield `has variables from nowhere in the container ${name}; set configMapRef or secretRef.`;
  const grace = at(pod, 'terminationGracePeriodSeconds');
  const sleep = at(container, 'lifecycle', 'preStop', 'sleep', 'seconds');
  if (typeof sleep === 'number' && typeof grace === 'number' && sleep > grace)
    yield `sleeps before its end for longer than terminationGracePeriodSeconds, ${String(grace)}; make that longer.`;
}

function* missingVolumes(containers: readonly Json[], volumes: readonly Json[]): Generator<string> {
  const known = new Set(volumes.map((volume) => scalarString(at(volume, 'name'))));
  const mounted = containers.flatMap((container) =>
    items(at(container, 'volumeMounts')).map((mount) => scalarString(at(mount, 'name'))),
  );
  for (const name of new Set(mounted))
    if (!known.has(name)) yield `mounts the volume ${name}, which it does not have; add it to the volumes.`;
}

/** What the API server rejects in a toleration (Kubernetes, ValidateTolerations). */
function* problemsOfToleration(toleration: Json): Generator<string> {
  const exists = at(toleration, 'operator') === 'Exists';
  if (at(toleration, 'key') === undefined && !exists)
    yield 'has a toleration without key; set the operator Exists, or a key.';
  if (exists && at(toleration, 'value') !== undefined)
    yield 'has a toleration with the operator Exists and a value; remove the value.';
  if (at(toleration, 'tolerationSeconds') !== undefined && at(toleration, 'effect') !== 'NoExecute')
    yield 'has a toleration with tolerationSeconds and an effect other than NoExecute; remove one of the two.';
}

function* twice(entries: readonly Json[], key: string, what: string): Generator<string> {
  for (const name of repeated(entries.map((entry) => scalarString(at(entry, key)))))
    yield `has ${what} ${name} twice; give one of the two another name.`;
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(repeatedBy(names, (name) => name))];
}
