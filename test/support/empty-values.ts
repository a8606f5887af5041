import { valuesOf, ValuesError } from '../../lib/engine/values/check';
import type { Fields, Section } from '../../lib/engine/values/collections';
import type { Declaration, Json, JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { formatPath } from '../../lib/engine/values/sources';
import { placesOf, valuesWith, type Place } from '../inputs/places';

/** What a template may take for nothing, and the text that gives it by a flag, where one can. */
interface EmptyValue {
  readonly value: Json;
  readonly set?: string;
  readonly setString?: string;
}

const EMPTY_VALUES: readonly EmptyValue[] = [
  { value: 0, set: '0' },
  { value: '0', setString: '0' },
  { value: '', set: '' },
  { value: false, set: 'false' },
  { value: null, set: 'null' },
  { value: [] },
  { value: {} },
];

/** Values of which one is empty, given in files and by flags. */
export interface EmptyValueSet {
  /** The value and its place, for people. */
  readonly name: string;
  readonly values: readonly JsonObject[];
  readonly set: readonly string[];
  readonly setString: readonly string[];
}

/**
 * Every empty value at every place that takes it, each alone on top of others.
 *
 * @param base what is given beside it
 * @param by whether a string, a number or a boolean comes from a file or from a flag, which Helm reads as another type
 */
export function emptyValueSets(
  root: Section<Fields>,
  base: JsonObject,
  by: 'file' | 'flag',
): readonly EmptyValueSet[] {
  const seen = new Set([JSON.stringify(valuesOf(root, [{ name: 'base', values: base }]))]);
  const places = [...allPlaces(root)];
  // In files what several components share is tried at two of them, by flags at all.
  const tried = by === 'flag' ? places : places.filter((place, index) => earlier(places, place, index) < 2);
  return tried.flatMap(({ path }) =>
    EMPTY_VALUES.flatMap(({ value, set, setString }): EmptyValueSet[] => {
      const values = overlay(base, valuesWith(root, path, value) as JsonObject);
      const merged = acceptedValues(root, values);
      // Most empty maps are what is there without them.
      if (merged === undefined || seen.has(merged)) return [];
      seen.add(merged);
      const flag = (text: string | undefined): string[] =>
        by === 'file' || text === undefined ? [] : [`${flagPath(path)}=${text}`];
      const name = `${formatPath(path)} is ${JSON.stringify(value)}`;
      return [{ name, values: [values], set: flag(set), setString: flag(setString) }];
    }),
  );
}

/** At how many places before one there is the same declaration. */
function earlier(places: readonly Place[], { declaration }: Place, index: number): number {
  return places.slice(0, index).filter((other) => other.declaration === declaration).length;
}

/** All places below a declaration, those in the entries that are there by default among them. */
export function* allPlaces(root: Declaration<unknown>): Generator<Place> {
  for (const place of placesOf(root)) {
    const { shape, default: entries } = place.declaration;
    if (place.path.length > 0) yield place;
    if (shape.type !== 'map' || place.inEntry) continue;
    for (const key of Object.keys((entries ?? {}) as JsonObject))
      yield* placesOf(shape.entry, [...place.path, key], true);
  }
}

function acceptedValues(root: Section<Fields>, values: JsonObject): string | undefined {
  try {
    return JSON.stringify(valuesOf(root, [{ name: 'test', values }]));
  } catch (error) {
    if (error instanceof ValuesError) return undefined;
    throw error;
  }
}

function flagPath(path: Place['path']): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${String(step)}]` : `.${step.replace(/[.,=[\\]/g, '\\$&')}`))
    .join('')
    .slice(1);
}
