import fc from 'fast-check';
import type { StackName } from '../../lib/stacks/stacks';
import { mayBeTakenAway } from '../../lib/engine/values/collections';
import type { Json, JsonObject, ObjectType } from '../../lib/engine/values/declaration';
import { schemaAt } from '../../lib/engine/values/kubernetes-object';
import { overlay } from '../../lib/engine/values/merge';
import { formatPath } from '../../lib/engine/values/sources';
import { acceptedValueSets } from './accepted';
import { placesOf, valuesWith, type Place } from './places';
import { templateOf, type Input } from './releases';
import { WRONG_PIECES, wrongKeys, wrongTexts } from './wrong-texts';

/** A release with one wrong value in it. */
export interface WrongInput extends Input {
  /** What kind of mistake it is. */
  readonly mistake: string;
  /** The path that the message must name. */
  readonly path: string;
}

interface Mistake {
  readonly mistake: string;
  /** Beyond the place, for a key that must not be there. */
  readonly key?: string;
  readonly value: Json;
  /** The mistake is one of the place's own, and the key is no part of the path. */
  readonly ofMap?: boolean;
}

// Wrong texts that are tried at each place of a kind but the first, at which all of them are.
const TEXTS = 3;
const BASES = 12;

/** Every kind of mistake at every place of a stack's values, each among other values that are right. Always the same for a seed. */
export function wrongInputs(stack: StackName, seed: number): readonly WrongInput[] {
  const root = templateOf(stack).declaration;
  const bases = acceptedValueSets(stack, BASES, seed);
  const places = [...placesOf(root)];
  const numbers = fc.sample(fc.nat(), { seed, numRuns: places.length });
  const seen = new Set<object>();
  return places.flatMap((place, index) =>
    mistakesAt(place, numbers[index] ?? 0, seen)
      .filter((mistake) => !isOfOthers(place, mistake))
      .map(({ mistake, key, value, ofMap }, turn) => {
        const path = key === undefined ? place.path : [...place.path, key];
        const base = bases[(index + turn) % bases.length];
        if (base === undefined) throw new Error(`${stack} accepts nothing.`);
        return {
          ...base,
          mistake,
          path: formatPath(ofMap === true ? place.path : path),
          values: overlay(base.values, valuesWith(root, path, value) as JsonObject),
        };
      }),
  );
}

/** What another chart may have under one of our names of `global`: a map or a list is its own. */
function isOfOthers({ path }: Place, { value }: Mistake): boolean {
  return path[0] === 'global' && path.length === 2 && typeof value === 'object' && value !== null;
}

/** A field that a type does not have, and one of a wrong type. */
function wrongFields(type: ObjectType): Mistake[] {
  const { properties, required = [] } = schemaAt(type, []) ?? {};
  // Of one that must be there it would be said that it is missing.
  const optional = Object.keys(properties as JsonObject).filter(
    (field) => !(required as Json[]).includes(field),
  );
  return optional.slice(0, 1).flatMap((field) => [
    { mistake: 'misspelt field in an object', key: `${field}s`, value: 'x' },
    { mistake: 'flag for a field in an object', key: field, value: [[true]] },
  ]);
}

/** @param seen kinds of texts and keys that have been tried in full */
function mistakesAt(place: Place, number: number, seen: Set<object>): Mistake[] {
  const { declaration, inEntry, path } = place;
  const nullable = mayBeTakenAway(declaration) && !inEntry;
  return [
    ...(nullable || path.length === 0 ? [] : [{ mistake: 'null where something must be', value: null }]),
    ...mistakesOf(place, number, seen),
  ];
}

function mistakesOf({ declaration, path }: Place, number: number, seen: Set<object>): Mistake[] {
  const { shape, expects } = declaration;
  const wrong = (mistake: string, value: Json): Mistake => ({ mistake, value });
  switch (shape.type) {
    case 'section': {
      const keys = Object.keys(shape.fields);
      const own: Mistake[] = [
        { mistake: 'unknown key', key: 'somethingElse', value: 1 },
        { mistake: 'unknown key', key: ['a b', 'a\nb', 'é', '\u001b[31m', '__proto__', 'constructor', ''][number % 7] ?? '', value: 'x' },
        { mistake: 'misspelt key', key: misspelt(keys, number), value: 1 },
      ]; // prettier-ignore
      // Others' values may stand beside those of `global`.
      if (shape.shared === true) return [wrong('list for a map', ['a']), wrong('text for a map', 'a')];
      return path.length === 0
        ? own
        : [
            ...own,
            wrong('list for a map', ['a']),
            wrong('text for a map', 'a'),
            wrong('flag for a map', true),
          ];
    }
    case 'list':
      return [
        wrong('map for a list', { a: 1 }),
        wrong('text for a list', 'a'),
        wrong('number for a list', 1),
      ];
    case 'map': {
      const kind = wrongKeys(shape.keys.expects);
      return [
        wrong('list for a map', ['a']),
        wrong('text for a map', 'a'),
        ...some(kind, number, seen).map((key) => ({ mistake: kind.name, key, value: 'x', ofMap: true })),
      ];
    }
    case 'object':
      return [
        wrong('list for a map', ['a']),
        wrong('text for a map', 'a'),
        ...WRONG_PIECES.map(([mistake, value]) => wrong(mistake, value as Json)),
        ...(shape.of === undefined ? [] : wrongFields(shape.of)),
      ];
    case 'integer': {
      const [least, most] = [Number(declaration.samples[0]), shape.maximum];
      const name = least === 1 && most === 65_535 ? 'port' : 'number';
      return [
        wrong(`${name} below the least`, least - 1),
        wrong(`${name} above the most`, most + 1),
        wrong('fraction', least + 0.5),
        wrong('huge number', [1e21, 2 ** 53, -1e300, 1e6 * 1e6][number % 4] ?? 1e21),
        wrong('text for a number', String(most)),
        wrong('flag for a number', true),
        wrong('list for a number', [least]),
        wrong('map for a number', {}),
      ];
    }
    case 'boolean':
      return [
        wrong('text for a flag', ['true', 'yes', ''][number % 3] ?? ''),
        wrong('number for a flag', number % 2),
        wrong('list for a flag', [true]),
        wrong('map for a flag', {}),
      ];
    case 'string': {
      const kind = wrongTexts(expects);
      const numbers = ['quantity', 'number or percentage'].includes(kind.name) ? [-1, 1.5, 1e21] : [1];
      return [
        ...numbers.map((value) => wrong('number for a text', value)),
        wrong('flag for a text', false),
        wrong('list for a text', ['a']),
        wrong('map for a text', { a: 'a' }),
        ...some(kind, number, seen).map((text) => wrong(kind.name, text)),
      ];
    }
  }
}

/** All texts of a kind the first time, then some, others for other numbers. */
function some(
  kind: { readonly wrong: readonly string[] },
  number: number,
  seen: Set<object>,
): readonly string[] {
  if (!seen.has(kind)) {
    seen.add(kind);
    return kind.wrong;
  }
  const { wrong } = kind;
  return wrong.filter((_, index) => (index + wrong.length - (number % wrong.length)) % wrong.length < TEXTS);
}

/** A key as it is mistyped: a letter less, one twice, two swapped, or in the wrong case. */
function misspelt(keys: readonly string[], number: number): string {
  const key = keys[number % keys.length] ?? 'a';
  const place = 1 + (number % Math.max(1, key.length - 1));
  const ways = [
    key.slice(0, place) + key.slice(place + 1),
    key.slice(0, place) + key.slice(place - 1),
    key.toUpperCase(),
    `${key}s`,
  ];
  const usable = ways.filter((way) => way !== '' && !keys.includes(way));
  return usable[number % usable.length] ?? `${key}x`;
}
