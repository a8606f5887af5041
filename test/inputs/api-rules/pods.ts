import type { Json, JsonObject } from '../../../lib/engine/values/declaration';
import { at, listAt, mapAt, mapsAt, repeated, stringAt } from './json';
import { containerProblems } from './containers';
import { annotationProblems, labelProblems, placed, selectorProblems } from './metadata';
import { configKey, dnsLabel, dnsSubdomain, labelValue, qualifiedName } from './names';

/**
 * What the API server rejects in a pod (pkg/apis/core/validation, ValidatePodSpec).
 *
 * @param pod with metadata and a spec
 * @param claims names of volumes that a StatefulSet makes
 */
export function* podProblems(pod: JsonObject, claims: readonly string[] = []): Generator<string> {
  yield* labelProblems('metadata.labels', at(pod, 'metadata', 'labels'));
  yield* annotationProblems('metadata.annotations', at(pod, 'metadata', 'annotations'));
  const spec = mapAt(pod, 'spec');
  const volumes = [...mapsAt(spec, 'volumes').map((volume) => stringAt(volume, 'name')), ...claims];
  yield* volumeProblems(spec);
  for (const name of repeated(volumes)) yield `volumes: ${name} is there twice`;
  const containers = ['initContainers', 'containers'].flatMap((kind) => mapsAt(spec, kind));
  if (listAt(spec, 'containers').length === 0) yield 'containers: there is none';
  for (const name of repeated(containers.map((container) => stringAt(container, 'name'))))
    yield `containers: ${name} is there twice`;
  for (const container of containers) {
    for (const problem of containerProblems(container, volumes))
      yield `container ${stringAt(container, 'name')}: ${problem}`;
  }
  yield* placementProblems(spec);
  for (const key of ['serviceAccountName', 'priorityClassName'])
    if (at(spec, key) !== undefined) yield* placed(key, dnsSubdomain(stringAt(spec, key)));
  for (const secret of mapsAt(spec, 'imagePullSecrets'))
    yield* placed('imagePullSecrets', dnsSubdomain(stringAt(secret, 'name')));
  for (const name of repeated(mapsAt(spec, 'imagePullSecrets').map((secret) => stringAt(secret, 'name'))))
    yield `imagePullSecrets: ${name} is there twice`;
  const grace = at(spec, 'terminationGracePeriodSeconds');
  if (grace !== undefined && !(Number(grace) >= 0)) yield 'terminationGracePeriodSeconds is negative';
}

function* volumeProblems(spec: JsonObject): Generator<string> {
  for (const volume of mapsAt(spec, 'volumes')) {
    const place = `volume ${stringAt(volume, 'name')}`;
    yield* placed(place, dnsLabel(stringAt(volume, 'name')));
    if (Object.keys(volume).length !== 2) yield `${place} has not one source`;
    const references = [
      ['configMap', 'name'],
      ['secret', 'secretName'],
      ['persistentVolumeClaim', 'claimName'],
    ] as const;
    for (const [kind, key] of references)
      if (at(volume, kind) !== undefined) yield* placed(place, dnsSubdomain(stringAt(volume, kind, key)));
    for (const kind of ['configMap', 'secret'])
      for (const item of mapsAt(volume, kind, 'items')) {
        yield* placed(place, configKey(stringAt(item, 'key')));
        const path = stringAt(item, 'path');
        if (path === '' || path.startsWith('/') || path.split('/').includes('..'))
          yield `${place}: ${path} leads out`;
      }
  }
}

function* placementProblems(spec: JsonObject): Generator<string> {
  yield* labelProblems('nodeSelector', at(spec, 'nodeSelector'));
  for (const [index, toleration] of mapsAt(spec, 'tolerations').entries())
    yield* tolerationProblems(`tolerations[${String(index)}]`, toleration);
  for (const spread of mapsAt(spec, 'topologySpreadConstraints'))
    yield* selectorProblems('topologySpreadConstraints', at(spread, 'labelSelector'));
  for (const term of affinityTerms(at(spec, 'affinity'))) {
    const { weight, podAffinityTerm } = term;
    if (weight !== undefined && !(Number(weight) >= 1 && Number(weight) <= 100))
      yield 'affinity: a weight is not from 1 to 100';
    const inner = podAffinityTerm ?? term;
    yield* placed('affinity.topologyKey', qualifiedName(stringAt(inner, 'topologyKey')));
    yield* selectorProblems('affinity', at(inner, 'labelSelector'));
  }
}

function affinityTerms(affinity: Json | undefined): JsonObject[] {
  return ['podAffinity', 'podAntiAffinity'].flatMap((kind) =>
    ['preferredDuringSchedulingIgnoredDuringExecution', 'requiredDuringSchedulingIgnoredDuringExecution'] //
      .flatMap((when) => mapsAt(affinity, kind, when)),
  );
}

/** pkg/apis/core/validation, ValidateTolerations */
function* tolerationProblems(place: string, toleration: JsonObject): Generator<string> {
  const { key, operator = 'Equal', value, effect, tolerationSeconds } = toleration;
  if (typeof key === 'string' && key !== '') yield* placed(`${place}.key`, qualifiedName(key));
  if ((key === undefined || key === '') && operator !== 'Exists')
    yield `${place} has no key and is not Exists`;
  if (tolerationSeconds !== undefined && effect !== 'NoExecute')
    yield `${place} has seconds and is not NoExecute`;
  if (operator === 'Exists' && value !== undefined && value !== '')
    yield `${place} is Exists and has a value`;
  if (operator === 'Equal' && typeof value === 'string') yield* placed(`${place}.value`, labelValue(value));
}
