import { valuesOf } from '../../lib/engine/values/check';
import type { Fields } from '../../lib/engine/values/collections';
import type { Declaration, Json, JsonObject } from '../../lib/engine/values/declaration';
import { valueRows, valuesYaml } from '../../lib/engine/values/documentation';
import { examplesOf } from '../../lib/engine/values/examples';
import { stacks } from '../../lib/stacks/stacks';
import { helmDocsSentences } from '../support/helm-docs';

describe.each(Object.entries(stacks))('the values of %s', (_, { template }) => {
  const { declaration } = template();
  const places = [...placesOf(declaration.shape.fields, [])];

  it('have a values.yaml in which helm-docs finds the sentence of the README for each default', () => {
    const found = helmDocsSentences(valuesYaml('Values.', declaration));
    const rows = valueRows(declaration.shape.fields).filter(
      ({ path, default: value }) => value !== '' && !/\[\]|<name>/.test(path),
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.map(({ path }) => [path, found.get(path)])).toEqual(
      rows.map(({ path, description }) => [path, description]),
    );
  });

  it('have examples that are right', () => {
    const given = places.flatMap(({ path, declaration: at }) =>
      examplesOf(at).map((example) => [path.join('.'), nested(path, example)] as const),
    );
    expect(given.length).toBeGreaterThan(10);
    for (const [path, values] of given) {
      const check = (): JsonObject => valuesOf(declaration, [{ name: path, values }]);
      expect(check).not.toThrow();
    }
  });

  it('have no example of a secret', () => {
    // What is declared, since `examplesOf` never gives any.
    const declared = places.filter(
      ({ declaration: { secret, examples } }) => secret && examples !== undefined,
    );
    expect(declared.map(({ path }) => path.join('.'))).toEqual([]);
  });
});

interface Place {
  readonly path: readonly string[];
  readonly declaration: Declaration<unknown>;
}

/** Each value outside of lists and maps. */
function* placesOf(fields: Fields, path: readonly string[]): Generator<Place> {
  for (const [key, declaration] of Object.entries(fields)) {
    const { shape } = declaration;
    if (shape.type === 'section') yield* placesOf(shape.fields, [...path, key]);
    else yield { path: [...path, key], declaration };
  }
}

function nested(path: readonly string[], value: Json): JsonObject {
  return path.reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject;
}
