import type { Fields } from '../../lib/engine/values/collections';
import type { Declaration, Json, JsonObject } from '../../lib/engine/values/declaration';

type Step = string | number;

/** A place in the values of a stack. */
export interface Place {
  readonly path: readonly Step[];
  readonly declaration: Declaration<unknown>;
  /** Whether it stands in an item of a list or an entry of a map, where no defaults are merged in. */
  readonly inEntry: boolean;
}

/** All places of a declaration, its own first; of a list the second item, of a map an entry that has no default. */
export function* placesOf(
  declaration: Declaration<unknown>,
  path: readonly Step[] = [],
  inEntry = false,
): Generator<Place> {
  yield { path, declaration, inEntry };
  const { shape } = declaration;
  if (shape.type === 'section') {
    for (const [key, field] of Object.entries(shape.fields)) yield* placesOf(field, [...path, key], inEntry);
  } else if (shape.type === 'list') yield* placesOf(shape.item, [...path, 1], true);
  else if (shape.type === 'map')
    yield* placesOf(shape.entry, [...path, newKey(declaration, shape.keys.samples)], true);
}

/** A key that the default has not: into an entry that is there by default, defaults are merged, and `null` takes it away. */
function newKey({ default: def }: Declaration<unknown>, samples: readonly string[]): string {
  const key = samples.find((sample) => !Object.hasOwn((def ?? {}) as JsonObject, sample));
  if (key === undefined) throw new Error('There is no sample of a key beside the default ones; add one.');
  return key;
}

/**
 * Values that have one thing at a place, and beside it no more than has to be there.
 *
 * @param path may go one step further than declarations do
 */
export function valuesWith(
  root: Declaration<unknown>,
  path: readonly Step[],
  value: Json,
  inEntry = false,
): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const { shape } = root;
  switch (shape.type) {
    case 'section': {
      const field = shape.fields[String(step)];
      const inner = field === undefined ? value : valuesWith(field, rest, value, inEntry);
      return { ...(inEntry ? leastOf(shape.fields) : {}), [step]: inner };
    }
    case 'list':
      return [least(shape.item), valuesWith(shape.item, rest, value, true)];
    case 'map':
      return { [step]: valuesWith(shape.entry, rest, value, true) };
    default:
      return { [step]: value };
  }
}

/** A right value with as little in it as can be. */
export function least({ shape, samples, default: def }: Declaration<unknown>): Json {
  switch (shape.type) {
    case 'section':
      return leastOf(shape.fields);
    case 'list':
      return [];
    case 'map':
      return {};
    case 'object':
      return samples[0] ?? {};
    default:
      return samples.find((sample) => sample !== '') ?? def ?? '';
  }
}

function leastOf(fields: Fields): JsonObject {
  const required = Object.entries(fields).filter(([, { presence }]) => presence === 'required');
  return Object.fromEntries(required.map(([key, field]) => [key, least(field)]));
}
