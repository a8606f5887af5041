import { valuesOf } from '../../lib/engine/values/check';
import type { Fields } from '../../lib/engine/values/collections';
import type { Declaration, Json, JsonObject } from '../../lib/engine/values/declaration';
import { valueRows, valuesYaml } from '../../lib/engine/values/documentation';
import { examplesOf } from '../../lib/engine/values/examples';
import { overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { allPlaces } from '../support/empty-values';
import { everythingOn } from '../support/everything-on';
import { helmDocsSentences } from '../support/helm-docs';
import { plainRendering } from '../support/renderers';

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

describe('labels and annotations', () => {
  const sections = (Object.keys(stacks) as StackName[]).flatMap((name) => {
    const all = [...allPlaces(stacks[name].template().declaration)];
    return all.flatMap(({ path, declaration: { shape } }) =>
      shape.type === 'section' ? [{ name, path: path.join('.'), fields: Object.keys(shape.fields) }] : [],
    );
  });

  it('stand side by side: who may set the ones of an object may set the others', () => {
    const alone = sections.flatMap(({ name, path, fields }) =>
      fields
        .filter((key) => /([lL]abels|[aA]nnotations)$/.test(key))
        .filter((key) => !fields.includes(otherOf(key)))
        .map((key) => `${name}: ${path}.${key}`),
    );
    expect(alone).toEqual([]);
  });

  it('are those of each PodDisruptionBudget, ServiceMonitor, PrometheusRule, dashboard and ScaledObject', () => {
    const optional = /(^|[.])(podDisruptionBudget|serviceMonitor|prometheusRule|dashboard|keda)$/;
    const named = sections.filter(({ path }) => optional.test(path));
    expect(named.length).toBeGreaterThan(10);
    for (const { fields } of named) expect(fields).toEqual(expect.arrayContaining(['labels', 'annotations']));
  });

  const made = sections.filter(({ path }) =>
    /(^|[.])(podDisruptionBudget|serviceMonitor|prometheusRule|dashboard)$/.test(path),
  );
  it.each(made.filter(({ path }) => !/^services[.](?!gateway)/.test(path)))(
    'of $name at $path are on an object',
    ({ name, path }) => {
      const given = { labels: { mine: 'x' }, annotations: { mine: 'y' } };
      const values = overlay(everythingOn(name), nested(path.split('.'), given));
      const request = { release: 'r', namespace: 'n', set: [], setString: [], values: [values] };
      const rendering = plainRendering(stacks[name].template(), request);
      expect(rendering.ok && rendering.objects.map((object) => object['metadata'])).toContainEqual(
        expect.objectContaining({
          labels: expect.objectContaining(given.labels),
          annotations: expect.objectContaining(given.annotations),
        }),
      );
    },
  );
});

function otherOf(key: string): string {
  return key.endsWith('abels')
    ? key.replace('Labels', 'Annotations').replace('labels', 'annotations')
    : key.replace('Annotations', 'Labels').replace('annotations', 'labels');
}

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
