/** Resources of every container: a namespace with a quota takes all pods, and each of them can be sized. */
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { isMap, overlay } from '../../lib/engine/values/merge';
import { at, describeObject } from '../../lib/engine/release/objects';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { valuesWith } from '../inputs/places';
import { allPlaces } from '../support/empty-values';
import { everythingOn } from '../support/everything-on';
import { plainRendering } from '../support/renderers';

const AMOUNTS = {
  limits: { cpu: '7', memory: '7Gi', 'ephemeral-storage': '7Gi', 'nvidia.com/gpu': 1 },
  requests: { cpu: '6', memory: '6Gi', 'ephemeral-storage': '6Gi', 'nvidia.com/gpu': 1 },
};

it.each(Object.keys(stacks) as StackName[])(
  'each container of %s has the resources that the user says',
  (name) => {
    const template = stacks[name].template();
    const given = everythingOn(name);
    const places = [...allPlaces(template.declaration)];
    // Entries that only the values have, such as services.
    const entries = places
      .filter(({ inEntry, declaration }) => !inEntry && declaration.shape.type === 'map')
      .flatMap(({ path, declaration: { shape } }) => {
        const entry = shape.type === 'map' ? shape.entry.shape : shape;
        const keys = Object.keys((at(given, ...path.map(String)) ?? {}) as JsonObject);
        const sized = entry.type === 'section' && Object.hasOwn(entry.fields, 'resources');
        return sized ? keys.map((key) => [...path, key, 'resources']) : [];
      });
    const declared = places
      .filter(({ declaration: { shape } }) => {
        const fields = shape.type === 'section' ? Object.keys(shape.fields) : [];
        return fields.includes('limits') && fields.includes('requests');
      })
      .map(({ path }) => path);
    const values = [...declared, ...entries]
      .map((path) => valuesWith(template.declaration, path, AMOUNTS) as JsonObject)
      .reduce(overlay, given);
    const request = { release: 'my-release', namespace: 'my-namespace', set: [], setString: [] };
    const rendering = plainRendering(template, { ...request, values: [values] });
    if (!rendering.ok) throw new Error(rendering.message);
    const containers = rendering.objects.flatMap((object) =>
      containersIn(object).map(({ name: container, resources }) => [
        `${describeObject(object)}: ${String(container)}`,
        resources,
      ]),
    );
    expect(containers.length).toBeGreaterThan(1);
    expect(
      containers.filter(([, resources]) => JSON.stringify(resources) !== JSON.stringify(AMOUNTS)),
    ).toEqual([]);
  },
);

function containersIn(part: Json): readonly JsonObject[] {
  if (Array.isArray(part)) return (part as readonly Json[]).flatMap(containersIn);
  if (!isMap(part)) return [];
  return Object.entries(part).flatMap(([key, inner]) =>
    (key === 'containers' || key === 'initContainers') && Array.isArray(inner)
      ? (inner as readonly Json[]).filter(isMap)
      : containersIn(inner),
  );
}
