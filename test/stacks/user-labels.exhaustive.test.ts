/**
 * What a stack sets on an object of its own, a user's labels and annotations leave alone: the same key twice would be a mistake of the
 * author's that no user understands.
 */
import { renderObjects } from '../../lib/engine/manifests/render';
import { ValuesError, valuesOf } from '../../lib/engine/values/check';
import type { Declaration, Json, JsonObject } from '../../lib/engine/values/declaration';
import { isMap, overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { everythingOn, objectsWithEverything } from '../support/everything-on';

describe.each(Object.keys(stacks) as StackName[])('%s', (name) => {
  const stack = stacks[name].template();
  const everything = everythingOn(name);
  const values = valuesOf(stack.declaration, [{ name: 'everything', values: everything }]);
  const keys = new Set(objectsWithEverything(name).flatMap(keysOf));

  const maps = mapsOf(stack.declaration, values, []).map((path) => ({ name: path.join('.'), path }));
  it.each(maps)('$name replaces nothing that the stack sets', ({ path }) => {
    expect(keys.size).toBeGreaterThan(5);
    for (const key of keys) {
      const given = overlay(everything, nested([...path, key], 'mine'));
      const check = () => valuesOf(stack.declaration, [{ name: 'user.yaml', values: given }]);
      if (rejects(check)) continue;
      const release = { name: 'my-release', namespace: 'my-namespace', chart: stack.chart, values: check() };
      expect(() => renderObjects(stack, release)).not.toThrow();
    }
  });
});

function rejects(check: () => unknown): boolean {
  try {
    check();
    return false;
  } catch (error) {
    if (error instanceof ValuesError) return true;
    throw error;
  }
}

/** The keys of all labels and annotations in an object, those of its pods too. */
function keysOf(json: unknown): string[] {
  if (Array.isArray(json)) return json.flatMap(keysOf);
  if (!isMap(json)) return [];
  return Object.entries(json).flatMap(([key, value]) =>
    (key === 'labels' || key === 'annotations') && isMap(value) ? Object.keys(value) : keysOf(value),
  );
}

/** The paths of the labels and annotations that a user may add, in each entry that there is. */
function mapsOf(declaration: Declaration<unknown>, values: unknown, path: readonly string[]): string[][] {
  const { shape } = declaration;
  const into = isMap(values) ? values : {};
  if (shape.type === 'section')
    return Object.entries(shape.fields).flatMap(([key, field]) => mapsOf(field, into[key], [...path, key]));
  if (shape.type !== 'map') return [];
  if (shape.entry.shape.type === 'section')
    return Object.keys(into).flatMap((key) => mapsOf(shape.entry, into[key], [...path, key]));
  return /(labels|annotations)$/i.test(path.at(-1) ?? '') ? [[...path]] : [];
}

function nested(path: readonly string[], value: Json): JsonObject {
  return path.reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject;
}
