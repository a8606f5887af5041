import { closest, distance } from 'fastest-levenshtein';
import type { Declaration, Json } from './declaration';
import { isMap } from './merge';

/** Of some words the one that a misspelt word may be meant to be: nothing where all are too far from it to help. */
export function suggestKey(word: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const candidate = closest(word, known);
  const apart = distance(word, candidate);
  return apart <= Math.max(2, Math.floor(word.length / 3)) && apart < word.length ? candidate : undefined;
}

/** A path of keys and indices to a value. */
export type Path = readonly PropertyKey[];

// More than two to choose from help as little as none.
const MOST = 2;

/**
 * Where a key is known that was given in the wrong place: `mysql` is, under `infrastructure`. The nearest places, of those that
 * have the form of what was given.
 *
 * @param path where the key was given
 * @param value what was given there
 */
export function suggestPath(
  root: Declaration<unknown>,
  path: Path,
  value: Json | undefined,
): readonly Path[] {
  const found = declarationsAlong(root, path)
    .filter(([place, { shape }]) => place.at(-1) === path.at(-1) && admits(shape, value))
    .map(([place]) => ({ place, shared: sharedSteps(place, path) }))
    .sort((a, b) => b.shared - a.shared || a.place.length - b.place.length);
  const [first] = found;
  const best = found.filter(
    ({ place, shared }) => shared === first?.shared && place.length === first.place.length,
  );
  return best.length > MOST ? [] : best.map(({ place }) => place);
}

/** All declarations with their paths; of those in the entries of maps and lists, the ones of the entries that a path goes through. */
function declarationsAlong(
  declaration: Declaration<unknown>,
  path: Path,
  at: Path = [],
): (readonly [Path, Declaration<unknown>])[] {
  const { shape } = declaration;
  const goesThrough = at.every((step, index) => step === path[index]);
  const next = path[at.length];
  const inner: (readonly [PropertyKey, Declaration<unknown>])[] =
    shape.type === 'section'
      ? Object.entries(shape.fields)
      : (shape.type === 'map' || shape.type === 'list') && goesThrough && next !== undefined
        ? [[next, shape.type === 'map' ? shape.entry : shape.item]]
        : [];
  return [
    ...(at.length > 0 ? [[at, declaration] as const] : []),
    ...inner.flatMap(([key, field]) => declarationsAlong(field, path, [...at, key])),
  ];
}

/** Whether a value has the form of what is declared, as far as that tells where it belongs. */
function admits(shape: Declaration<unknown>['shape'], value: Json | undefined): boolean {
  if (value === null || value === undefined) return true;
  switch (shape.type) {
    case 'section': {
      const keys = isMap(value) ? Object.keys(value) : undefined;
      return keys?.length === 0 || keys?.some((key) => Object.hasOwn(shape.fields, key)) === true;
    }
    case 'map':
    case 'object':
      return isMap(value);
    case 'list':
      return Array.isArray(value);
    default:
      return typeof value !== 'object';
  }
}

function sharedSteps(one: Path, other: Path): number {
  const differs = one.findIndex((step, index) => step !== other[index]);
  return differs < 0 ? one.length : differs;
}
