/** What a user says explicitly wins over a default: `null` takes it away, alike in every chart and in the services of a user. */
import { valuesOf, ValuesError } from '../../lib/engine/values/check';
import type { Json, JsonObject } from '../../lib/engine/values/declaration';
import { isMap, overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { allPlaces } from '../support/empty-values';
import { everythingOn } from '../support/everything-on';
import { plainRendering } from '../support/renderers';

const names = Object.keys(stacks) as StackName[];

/** Where a chart itself has something in place of nothing, as the description of the value says. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  'mcp-box': [
    // The names that derive from the key of the service are the same.
    'services.gateway.name',
    'services.gateway.image',
    'services.gateway.image.repository',
    // Each service has the defaults in the table, which are those of the gateway.
    'services.gateway.service',
    'services.gateway.resources',
  ],
};

it('what may be null in one chart may be so in each, under the same name', () => {
  const presences = new Map<string, Map<string, string>>();
  for (const name of names) {
    for (const { path, declaration } of allPlaces(stacks[name].template().declaration)) {
      const key = path.slice(-2).join('.');
      const known = presences.get(key) ?? new Map<string, string>();
      presences.set(key, known.set(`${name} ${path.join('.')}`, declaration.presence));
    }
  }
  const mixed = [...presences.values()].flatMap((places) => {
    const values = [...places.values()];
    return values.includes('nullable')
      ? [...places].filter(([, presence]) => presence === 'defaulted' || presence === 'required')
      : [];
  });
  expect(mixed).toEqual([]);
});

it.each(names)('a default of %s that may be taken away with null is away then', (name) => {
  const template = stacks[name].template();
  const given = everythingOn(name);
  const rendered = (values: JsonObject): string | undefined => {
    const request = { release: 'my-release', namespace: 'my-namespace', set: [], setString: [] };
    const rendering = plainRendering(template, { ...request, values: [values] });
    return rendering.ok ? JSON.stringify(rendering.objects) : undefined;
  };
  const before = rendered(given);
  const entryDefaults = new Map(
    [...allPlaces(template.declaration)]
      .filter(({ inEntry }) => inEntry)
      .map(({ path, declaration }) => [path.join('.'), declaration.default]),
  );
  let tried = 0;
  const without = [...defaultsIn(template.declaration.default)].filter(({ path, value }) => {
    const values = overlay(given, at(path));
    const after = accepted(template.declaration, values) ? rendered(values) : undefined;
    if (after === undefined) return false;
    tried += 1;
    // In an entry, what is left out has the default that its description gives.
    return after === before && JSON.stringify(entryDefaults.get(path.join('.'))) !== JSON.stringify(value);
  });
  expect(
    without.map(({ path }) => path.join('.')).filter((path) => SAID[name]?.includes(path) !== true),
  ).toEqual([]);
  expect(tried).toBeGreaterThan(4);
});

interface Default {
  readonly path: readonly string[];
  readonly value: Json;
}

/** All that a chart has by default, the groups among it too. What is empty is nothing to take away. */
function* defaultsIn(values: JsonObject, above: readonly string[] = []): Generator<Default> {
  for (const [key, value] of Object.entries(values)) {
    const path = [...above, key];
    if (value === '' || (Array.isArray(value) && value.length === 0)) continue;
    if (isMap(value) && Object.keys(value).length === 0) continue;
    yield { path, value };
    if (isMap(value)) yield* defaultsIn(value, path);
  }
}

function at(path: readonly string[]): JsonObject {
  return path.reduceRight<Json>((inner, key) => ({ [key]: inner }), null) as JsonObject;
}

function accepted(declaration: Parameters<typeof valuesOf>[0], values: JsonObject): boolean {
  try {
    valuesOf(declaration, [{ name: 'test', values }]);
    return true;
  } catch (error) {
    if (error instanceof ValuesError) return false;
    throw error;
  }
}
