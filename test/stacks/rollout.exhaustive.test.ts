/**
 * Rollout: what a pod reads from a ConfigMap or a Secret, as environment or as files, it reads at its start. A value that changes one
 * and not the pod would have no effect until somebody restarts it. So for each value, changed alone: where what a pod reads changes,
 * the pod's template changes too. Environment and commands are in the template itself.
 */
import { at, describeObject, metadataOf } from '../../lib/engine/release/objects';
import type { KubernetesObject } from '../../lib/engine/manifests/render';
import type { StackTemplate } from '../../lib/engine/template/stack-template';
import type { Declaration, Json, JsonObject } from '../../lib/engine/values/declaration';
import { isMap, overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { valuesWith } from '../inputs/places';
import { allPlaces } from '../support/empty-values';
import { everythingOn } from '../support/everything-on';
import { plainRendering } from '../support/renderers';
import { REQUIRED_VALUES } from '../support/required-values';

it.each(Object.keys(stacks) as StackName[])(
  '%s replaces each pod for whose start a value, changed alone, makes a difference',
  (name) => {
    const template = stacks[name].template();
    const places = [...allPlaces(template.declaration)];
    const changed = (values: JsonObject, { path }: (typeof places)[number], value: Json) =>
      overlay(values, valuesWith(template.declaration, path, value) as JsonObject);
    // As little as there can be, all that can be switched on, and with the latter each switch turned.
    const [few, all] = [REQUIRED_VALUES[name] ?? {}, everythingOn(name)];
    // Not the switches of entries that are not there.
    const given = overlay(template.declaration.default, all);
    const switches = places.filter(
      ({ path, declaration: { shape } }) =>
        shape.type === 'boolean' && at(given, ...path.slice(0, 2).map(String)) !== undefined,
    );
    const turned = switches.flatMap((place) => [true, false].map((value) => changed(all, place, value)));

    const stale = new Set<string>();
    const replaced = new Set<string>();
    const seen = new Set<string>();
    for (const values of [all, few, ...turned]) {
      const before = podsOf(template, values);
      // Pods that read the same keys of the same objects have been tried.
      const keys = JSON.stringify([...(before?.values() ?? [])].map((pod) => pod.keys));
      if (before === undefined || seen.has(keys)) continue;
      seen.add(keys);
      const merged = overlay(template.declaration.default, values);
      for (const place of places) {
        const others = othersFor(place.declaration, at(merged, ...place.path.map(String)));
        for (const value of others.slice(0, turned.includes(values) ? 1 : 2)) {
          for (const [id, pod] of podsOf(template, changed(values, place, value)) ?? []) {
            const old = before.get(id);
            if (old === undefined || old.reads === pod.reads) continue;
            (old.template === pod.template ? stale : replaced).add(`${place.path.join('.')}: ${id}`);
          }
        }
      }
    }
    expect([...stale].sort()).toEqual([]);
    // It has looked: values change what pods read.
    expect(replaced.size).toBeGreaterThan(2);
  },
  120_000,
);

/** Values to change to: all but the one that is there already. */
function othersFor({ shape, samples }: Declaration<unknown>, present: Json | undefined): readonly Json[] {
  const values = shape.type === 'boolean' ? [true, false] : samples;
  return values.filter((value) => JSON.stringify(value) !== JSON.stringify(present));
}

interface Pod {
  readonly template: string;
  /** All that its containers find in ConfigMaps and Secrets of the release at their start. */
  readonly reads: string;
  /** The objects and the keys of it. */
  readonly keys: readonly string[];
}

/** The pods of a release by the kind and the name of what makes them; nothing where the values do not go together. */
function podsOf(template: StackTemplate, values: JsonObject): ReadonlyMap<string, Pod> | undefined {
  const request = { release: 'my-release', namespace: 'my-namespace', set: [], setString: [] };
  const rendering = plainRendering(template, { ...request, values: [values] });
  if (!rendering.ok) return undefined;
  const objects = new Map(rendering.objects.map((object) => [describeObject(object), object]));
  const pods = new Map<string, Pod>();
  for (const [id, object] of objects) {
    const spec = object['spec'];
    // A Pod alone is a test's, which is made anew for each run. A Job's pod ends, and each attempt is a new one, which reads anew.
    if (object['kind'] === 'Job' || !isMap(spec) || !isMap(spec['template'])) continue;
    const { namespace } = metadataOf(object);
    const readings = readingsIn(spec['template']).map(({ kind, name, keys }) => ({
      name: `${kind} ${namespace}/${name}`,
      content: contentOf(objects.get(`${kind} ${namespace}/${name}`), keys),
    }));
    pods.set(id, {
      template: JSON.stringify(spec['template']),
      reads: JSON.stringify(readings),
      keys: readings.flatMap(({ name, content }) => [name, ...Object.keys(content)]),
    });
  }
  return pods;
}

interface Reading {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /** @default - all that it has */
  readonly keys?: readonly string[];
}

/** Where a pod names a ConfigMap or a Secret: in variables, and in volumes of their own or projected ones. */
function readingsIn(part: Json | undefined): readonly Reading[] {
  if (Array.isArray(part)) return (part as readonly Json[]).flatMap(readingsIn);
  if (!isMap(part)) return [];
  const own = Object.entries(part).flatMap(([word, source]): Reading[] => {
    const kind = /^configMap(Ref|KeyRef)?$/.test(word) ? 'ConfigMap' : 'Secret';
    const name = isMap(source) ? (source['name'] ?? source['secretName']) : undefined;
    if (!/^(configMap|secret)(Ref|KeyRef)?$/.test(word) || typeof name !== 'string' || !isMap(source))
      return [];
    const items = source['items'] as readonly JsonObject[] | undefined;
    const keys =
      items?.map((item) => String(item['key'])) ??
      (source['key'] === undefined ? undefined : [String(source['key'])]);
    return [{ kind, name, ...(keys === undefined ? {} : { keys }) }];
  });
  return [...own, ...Object.values(part).flatMap(readingsIn)];
}

function contentOf(object: KubernetesObject | undefined, keys: readonly string[] | undefined): JsonObject {
  const content = {
    ...(object?.['data'] as JsonObject),
    ...(object?.['stringData'] as JsonObject),
    ...(object?.['binaryData'] as JsonObject),
  };
  return keys === undefined ? content : Object.fromEntries(keys.map((key) => [key, content[key] ?? null]));
}
