import type { Declaration, Json, JsonObject, MapLimits, Presence, Shape, TypeOf } from './declaration';
import { checked } from './pattern';

/** The declarations of a section, by key. */
export type Fields = Readonly<Record<string, Declaration<unknown>>>;

type KeysWith<F extends Fields, P extends Presence> = {
  [K in keyof F]: F[K]['presence'] extends P ? K : never;
}[keyof F];

/** The values of a section after defaults: everything is there but what is declared optional. */
export type SectionValues<F extends Fields> = {
  readonly [K in KeysWith<F, 'defaulted' | 'required'>]: TypeOf<F[K]>;
} & {
  readonly [K in KeysWith<F, 'optional' | 'nullable'>]?: TypeOf<F[K]> | null | undefined;
};

/** The values of a list item or map entry as a user gives them: only what is required has to be there. */
export type EntryValues<F extends Fields> = {
  readonly [K in KeysWith<F, 'required'>]: TypeOf<F[K]>;
} & {
  readonly [K in Exclude<keyof F, KeysWith<F, 'required'>>]?: TypeOf<F[K]> | undefined;
};

/** What the default of a list or a map says of one item or entry: of a group of values, any part. */
type DefaultOf<D> = D extends {
  readonly shape: { readonly type: 'section'; readonly fields: infer F extends Fields };
}
  ? { readonly [K in keyof F]?: DefaultOf<F[K]> }
  : TypeOf<D>;

/** A group of values under one key. */
export interface Section<F extends Fields> extends Declaration<SectionValues<F>, 'defaulted', false> {
  readonly shape: { readonly type: 'section'; readonly fields: F; readonly shared?: boolean };
  readonly default: JsonObject;
}

/** A group of values in a list item or map entry: a defaulted value may be left out there. */
export interface Entry<F extends Fields> extends Declaration<EntryValues<F>, 'required', false> {
  readonly shape: { readonly type: 'section'; readonly fields: F };
}

/** A list whose items all have one form. */
export interface List<D extends Declaration<unknown>> extends Declaration<
  readonly TypeOf<D>[],
  'defaulted',
  false
> {
  readonly shape: { readonly type: 'list'; readonly item: D; readonly least?: number };
}

/** A map with keys of the user's choice whose entries all have one form. */
export interface MapOf<D extends Declaration<unknown>> extends Declaration<
  Readonly<Record<string, TypeOf<D>>>,
  'defaulted',
  false
> {
  readonly shape: { readonly type: 'map'; readonly entry: D; readonly keys: MapLimits };
}

/**
 * A group of values under one key, such as `redis.auth`.
 *
 * @param description a heading for `values.yaml`
 */
export function section<const F extends Fields>(description: string, fields: F): Section<F> {
  const defaults: Record<string, Json> = {};
  for (const [key, field] of Object.entries(fields)) {
    if (field.default !== undefined) defaults[key] = field.default;
  }
  return { ...group(description, fields), presence: 'defaulted', default: defaults };
}

/**
 * The group of values under the key `global`, which Helm hands on from a chart to the charts within it: what others have put
 * there stands beside it and is let through, unchecked. Others may mean something else by a key too: a map or a list in the place of
 * a single value, or a map in that of a list, is theirs, and whoever reads a value asks with `isKind`.
 */
export function globalSection<const F extends Fields>(description: string, fields: F): Section<F> {
  const { shape, ...rest } = section(description, fields);
  return { ...rest, shape: { ...shape, shared: true } };
}

/** Adds to the samples of a value what another chart may have under its name, for the generator of the equality test. */
export function orTheirs<D extends Declaration<unknown>>(declaration: D): D {
  return { ...declaration, samples: [...declaration.samples, { url: 'theirs' }] };
}

/** The values of one list item or one map entry. Helm merges no defaults into those, so all but required ones may be left out. */
export function entry<const F extends Fields>(description: string, fields: F): Entry<F> {
  return { ...group(description, fields), presence: 'required', default: undefined };
}

// As many as a sentence can have that is to be read.
const MOST_KEYS = 20;

function someOf(keys: readonly string[]): string {
  const more = keys.length - MOST_KEYS;
  const named = keys.slice(0, MOST_KEYS).join(', ');
  return more > 0 ? `${named} and ${String(more)} more` : named;
}

function group<F extends Fields>(description: string, fields: F) {
  return {
    shape: { type: 'section', fields } satisfies Shape,
    description,
    expects: `a map with the keys ${someOf(Object.keys(fields))}`,
    secret: false,
    samples: [],
  } as const;
}

/** Whether `null` means absent: for what has no default, or one that the user may do without. */
export function mayBeTakenAway({ presence }: Declaration<unknown>): boolean {
  return presence === 'optional' || presence === 'nullable';
}

/** A list. As in Helm, a list that is given replaces the default as a whole. */
export function list<D extends Declaration<unknown>>(
  def: NoInfer<readonly DefaultOf<D>[]>,
  description: string,
  item: D,
): List<D> {
  return {
    shape: { type: 'list', item },
    presence: 'defaulted',
    default: def as readonly Json[],
    description,
    expects: 'a list',
    secret: false,
    samples: [],
  };
}

/** A list of at least one item that has a default. */
export function atLeastOne<D extends Declaration<unknown>>(
  def: NoInfer<readonly DefaultOf<D>[]>,
  description: string,
  item: D,
): List<D> {
  return {
    ...list(def, description, item),
    shape: { type: 'list', item, least: 1 },
    expects: 'a list of at least one item',
  };
}

/** A list of at least one item, in an item or entry that makes no sense without it. */
export function nonEmptyList<D extends Declaration<unknown>>(
  description: string,
  item: D,
): Declaration<readonly TypeOf<D>[], 'required', false> {
  return {
    ...list([], description, item),
    shape: { type: 'list', item, least: 1 },
    presence: 'required',
    default: undefined,
    expects: 'a list of at least one item',
  };
}

/** A map from keys of the user's choice to entries of one form. Helm merges such maps key by key. */
export function mapOf<D extends Declaration<unknown>>(
  def: NoInfer<Readonly<Record<string, DefaultOf<D>>>>,
  description: string,
  entryOf: D,
  limits: MapLimits,
): MapOf<D> {
  const { key, reserved } = limits;
  const keys = {
    ...limits,
    key: checked(key),
    ...(reserved === undefined ? {} : { reserved: checked(reserved) }),
  };
  return {
    shape: { type: 'map', entry: entryOf, keys },
    presence: 'defaulted',
    default: def as JsonObject,
    description,
    expects: `a map whose keys are ${limits.expects}`,
    secret: false,
    samples: [],
  };
}
