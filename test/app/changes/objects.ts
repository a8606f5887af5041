import type { JsonObject } from '../../../lib/engine/values/declaration';
import type { EffectsOf, Effect } from '../../../lib/app/changes/effects/effect';
import { objectChanges } from '../../../lib/app/changes/object-changes';

type Objects = readonly JsonObject[];

/** The effects of one kind between two sets of objects. */
export function effects(effectsOf: EffectsOf, before: Objects, after: Objects): readonly Effect[] {
  return effectsOf({ before, after, objects: objectChanges(before, after) });
}

/** The same, as `object: sentence`. */
export function sentences(effectsOf: EffectsOf, before: Objects, after: Objects): readonly string[] {
  return effects(effectsOf, before, after).map(({ of, sentence }) =>
    of === '' ? sentence : `${of}: ${sentence}`,
  );
}

/** An object in the namespace `ai`. */
export function object(kind: string, name: string, rest: JsonObject = {}): JsonObject {
  const apiVersion = ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind) ? 'apps/v1' : 'v1';
  return { apiVersion, kind, metadata: { name, namespace: 'ai' }, ...rest };
}

/** A Deployment with one container. */
export function deployment(
  name: string,
  spec: JsonObject = {},
  container: JsonObject = {},
  pod: JsonObject = {},
): JsonObject {
  return workload('Deployment', name, spec, container, pod);
}

export function statefulSet(
  name: string,
  spec: JsonObject = {},
  container: JsonObject = {},
  pod: JsonObject = {},
): JsonObject {
  return workload('StatefulSet', name, spec, container, pod);
}

function workload(
  kind: string,
  name: string,
  spec: JsonObject,
  container: JsonObject,
  pod: JsonObject,
): JsonObject {
  const labels = { app: name };
  return object(kind, name, {
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'main', image: 'image:1', ...container }], ...pod },
      },
      ...spec,
    },
  });
}
