/** A field of a security context that is null is left to the cluster: in every chart and component, with a default or without one. */
import { valuesOf, ValuesError } from '../../lib/engine/values/check';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { isMap, overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { placesOf, valuesWith } from '../inputs/places';
import { newChartFolder } from '../../lib/testing/chart-folder';
import { compareRenderings } from '../support/equality';
import { everythingOn } from '../support/everything-on';
import { plainRendering, type RenderRequest } from '../support/renderers';

const names = Object.keys(stacks) as StackName[];

const requestOf = (values: JsonObject, set: readonly string[] = []): RenderRequest => ({
  release: 'my-release',
  namespace: 'my-namespace',
  values: [values],
  set,
  setString: [],
});

/** The types of security contexts, by whom they are of. */
const TYPES = { pod: 'PodSecurityContext', container: 'SecurityContext' } as const;
type Owner = keyof typeof TYPES;

/** Where a stack has the security context of pods or containers among its values, that of each service in a map of them and of a new one. */
function contexts(name: StackName, owner: Owner): readonly (readonly string[])[] {
  const root = stacks[name].template().declaration;
  const values = valuesOf(root, [{ name: 'test', values: everythingOn(name) }]);
  return [...placesOf(root)].flatMap(({ path, declaration: { shape }, inEntry }) => {
    if (shape.type !== 'object' || shape.of?.name !== TYPES[owner]) return [];
    const [map = '', entry = '', ...within] = path.map(String);
    if (!inEntry) return [[map, entry, ...within].filter((step) => step !== '')];
    return [...Object.keys(values[map] as JsonObject), entry].map((key) => [map, key, ...within]);
  });
}

/** Values with something at each of some places. */
function everywhere(name: StackName, places: ReturnType<typeof contexts>, value: JsonObject): JsonObject {
  const root = stacks[name].template().declaration;
  return places.reduce(
    (values, path) => overlay(values, valuesWith(root, path, value) as JsonObject),
    everythingOn(name),
  );
}

function objectsOf(name: StackName, values: JsonObject): readonly JsonObject[] {
  const rendering = plainRendering(stacks[name].template(), requestOf(values));
  if (!rendering.ok) throw new Error(rendering.message);
  return rendering.objects;
}

/** The security contexts of pods, or those of the containers that the values are for: one of a helper has no field besides these. */
function contextsIn(objects: readonly JsonObject[], owner: Owner): readonly JsonObject[] {
  const pods = objects.flatMap((object) => [...podsIn(object)]);
  if (owner === 'pod') return pods.map(({ securityContext = {} }) => securityContext as JsonObject);
  return pods.map(({ containers }) => {
    const [{ securityContext = {} } = {}] = containers as readonly JsonObject[];
    return securityContext as JsonObject;
  });
}

function without(map: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
}

function* podsIn(value: Json): Generator<JsonObject> {
  if (!isMap(value)) return;
  if (Array.isArray(value['containers'])) yield value;
  else for (const inner of Object.values(value)) yield* podsIn(inner);
}

const FIELDS: Readonly<Record<Owner, readonly string[]>> = {
  pod: ['runAsUser', 'runAsGroup', 'fsGroup', 'fsGroupChangePolicy', 'runAsNonRoot', 'seccompProfile', 'supplementalGroups'],
  container: ['runAsUser', 'runAsNonRoot', 'allowPrivilegeEscalation', 'readOnlyRootFilesystem', 'capabilities', 'privileged'],
}; // prettier-ignore

const cases = names.flatMap((name) =>
  (['pod', 'container'] as const).flatMap((owner) => FIELDS[owner].map((field) => ({ name, owner, field }))),
);

it.each(cases)('$name leaves $field of each $owner to the cluster, and nothing else', ({ name, owner, field }) => {
  const places = contexts(name, owner);
  expect(places.length).toBeGreaterThan(1);
  const before = contextsIn(objectsOf(name, everywhere(name, places, {})), owner);
  const after = contextsIn(objectsOf(name, everywhere(name, places, { [field]: null })), owner);
  expect(after).toEqual(before.map((context) => without(context, field)));
}); // prettier-ignore

const NULLS: Readonly<Record<Owner, JsonObject>> = {
  pod: { ...nullsOf(FIELDS.pod), seLinuxOptions: { level: null, type: 'spc_t' } },
  container: { ...nullsOf(FIELDS.container), capabilities: { add: null, drop: ['ALL'] } },
};

function nullsOf(fields: readonly string[]): JsonObject {
  return Object.fromEntries(fields.map((field) => [field, null]));
}

it.each(names)('%s leaves fields out alike, plainly and through Helm 3 and 4', async (name) => {
  const stack = stacks[name].template();
  const chart = newChartFolder(stack);
  const pods = contexts(name, 'pod');
  const containers = contexts(name, 'container');
  const values = overlay(everywhere(name, pods, NULLS.pod), everywhere(name, containers, NULLS.container));
  const rendered = (['pod', 'container'] as const).flatMap((owner) =>
    contextsIn(objectsOf(name, values), owner),
  );
  expect(JSON.stringify(rendered)).not.toContain('null');
  expect(await compareRenderings(stack, chart, requestOf(values))).toBe('same objects');

  const onlyNulls = overlay(
    everywhere(name, pods, nullsOf(FIELDS.pod)),
    everywhere(name, containers, nullsOf(FIELDS.container)),
  );
  expect(await compareRenderings(stack, chart, requestOf(onlyNulls))).toBe('same objects');

  const flags = [...pods, ...containers].map((path) => `${path.join('.')}.runAsUser=null`);
  const base = everywhere(name, [...pods, ...containers], {});
  expect(await compareRenderings(stack, chart, requestOf(base, flags))).toBe('same objects');
});

it.each(names)('%s rejects null in a field that has to be there, and in a list', (name) => {
  const { declaration } = stacks[name].template();
  for (const path of contexts(name, 'pod')) {
    const problems = (value: JsonObject): string => {
      try {
        valuesOf(declaration, [{ name: 'test', values: valuesWith(declaration, path, value) as JsonObject }]);
        return 'none';
      } catch (error) {
        if (error instanceof ValuesError) return error.message;
        throw error;
      }
    };
    const at = path.join('.');
    expect(problems({ seccompProfile: { type: null } })).toContain(`${at}.seccompProfile.type is`);
    expect(problems({ supplementalGroups: [null] })).toContain(`${at}.supplementalGroups[0] is null`);
  }
});
