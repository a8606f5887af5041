/** Anything that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object: a values file, a Kubernetes object. */
export type JsonObject = Readonly<Record<string, Json>>;

/**
 * What a value looks like, as far as a template has to know it to write the value down correctly.
 *
 * - `yamlSafe`: a string whose limits leave no character that YAML or a template could misread.
 * - `orNumber`: a string that may be given as a number too, of which 0 is a value and not the absence of one.
 * - `maximum`: Helm prints integers of a million and more as floats; a template needs to know whether that can happen.
 */
export type Shape =
  | { readonly type: 'string'; readonly yamlSafe: boolean; readonly orNumber?: true }
  | { readonly type: 'integer'; readonly minimum?: number; readonly maximum: number }
  | { readonly type: 'boolean' }
  | {
      readonly type: 'section';
      readonly fields: Readonly<Record<string, Declaration<unknown>>>;
      /** Whether keys of others may stand beside the declared ones; see `globalSection`. */
      readonly shared?: boolean;
    }
  | { readonly type: 'list'; readonly item: Declaration<unknown>; readonly least?: number }
  | { readonly type: 'map'; readonly entry: Declaration<unknown>; readonly keys: MapLimits }
  /**
   * A piece of a Kubernetes object. `of`: its type, unless only the API server knows it. `nullableFields`: whether a field of it may be
   * `null`, which leaves it out.
   */
  | { readonly type: 'object'; readonly of?: ObjectType; readonly nullableFields?: true };

/** A type of the Kubernetes API. */
export interface ObjectType {
  readonly name: string;
  /** JSON schemas of draft 7 by their names: its own, and those that this one refers to as `#/definitions/NAME`. */
  readonly schemas: Readonly<Record<string, JsonObject>>;
}

/** What the keys of a map may be. */
export interface MapLimits {
  readonly key: RegExp;
  /** Keys that the stack sets itself and a user may not. */
  readonly reserved?: RegExp;
  /** What a right key is, to follow "must be". */
  readonly expects: string;
  /** Keys for the generator of the equality test. */
  readonly samples: readonly string[];
  /**
   * Most bytes that keys and entries may have together, as JSON. The API server rejects what is larger; a JSON schema cannot
   * say it, so Helm does not.
   *
   * @default 921600 (900 KiB): a ConfigMap takes 1 MiB
   */
  readonly largest?: number;
}

/** A schema of zod, as far as those know it who declare values: its own types are not to be read by the compilers of others. */
export interface ValueSchema<out T> {
  parse(value: unknown): T;
  safeParse(value: unknown): { readonly success: boolean };
}

/** How a value comes to be there when the user says nothing. */
export type Presence =
  /** It has a default, so it is always there. */
  | 'defaulted'
  /** It has a default, and the user may take it away with `null`. */
  | 'nullable'
  /** It may be absent, and absent means that Kubernetes or the software decides. */
  | 'optional'
  /** The user has to give it, within a list item or a map entry that the user gives. */
  | 'required';

/**
 * One value that a user may set: its type, its default, a sentence on it and its limits, in one place.
 *
 * From it come the TypeScript type of the stack's props, `values.yaml`, `values.schema.json`, the table in the chart's
 * README, the checks of a values file and the generator of the equality test.
 */
export interface Declaration<out T, P extends Presence = Presence, S extends boolean = boolean> {
  readonly shape: Shape;
  /**
   * Checks a string, number or boolean; what is made of others is checked by their schemas, see `schemaOf`. It is made when it is needed:
   * most values of a release have their defaults.
   */
  readonly schema?: () => ValueSchema<T>;
  /** The JSON schema, where the one made from `schema` would read badly in Helm's messages. */
  readonly jsonSchema?: Readonly<Record<string, Json>>;
  readonly presence: P;
  /** The default; `undefined` where there is none. */
  readonly default: Json | undefined;
  /** One sentence for the people who set it. */
  readonly description: string;
  /** What a right value is, to follow "must be": "a port from 1 to 65535". */
  readonly expects: string;
  /**
   * The limits in a sentence for `values.yaml` and READMEs: "From 1 to 9."
   *
   * @default `Must be ${expects}.` where neither a default nor an example shows it, otherwise nothing
   */
  readonly limits?: string;
  /**
   * A few plain values for people, shown by editors and in documentation; the first one is the most helpful.
   *
   * @default none; of a list, its first item is an example of that item
   */
  readonly examples?: readonly Json[];
  /**
   * A heading in `values.yaml` above it, of it and what comes after it.
   *
   * @default - none
   */
  readonly heading?: string;
  /**
   * Keys that it had in earlier versions, beside its own. They are taken while its own key has the default, and documented nowhere but in
   * the JSON schema: the stored values of a release have them, and values files of users.
   *
   * @default - none
   */
  readonly formerly?: readonly string[];
  /** Whether it is a secret: it may be given with `--set` or in a private values file, never in an environment. */
  readonly secret: S;
  /** Values at and beyond the limits, for the generator of the equality test. */
  readonly samples: readonly Json[];
}

/** The TypeScript type of the values that a declaration admits. */
export type TypeOf<D> = D extends Declaration<infer T> ? T : never;

/** Makes a value optional: it has no default and may be absent (or `null`, which means the same). The default becomes an example. */
export function optional<T, S extends boolean>(
  declaration: Declaration<T, Presence, S>,
): Declaration<T, 'optional', S> {
  const { default: example, examples } = declaration;
  const helps =
    (typeof example === 'string' && example !== '') || (typeof example === 'number' && example !== 0);
  return {
    ...declaration,
    presence: 'optional',
    default: undefined,
    ...(helps && examples === undefined ? { examples: [example] } : {}),
  };
}

/** Makes a value nullable: it has a default, and `null` takes it away. */
export function nullable<D extends Declaration<unknown>>(
  declaration: D,
): Omit<D, 'presence'> & { readonly presence: 'nullable' } {
  return { ...declaration, presence: 'nullable' };
}

/**
 * Lets the fields of a piece of a Kubernetes object be `null`, at any depth: each is left out then. Helm itself does so only with a field
 * that has a default, and not in the entry of a map.
 */
export function nullableFields<D extends Declaration<JsonObject>>(declaration: D): D {
  const { shape } = declaration;
  if (shape.type !== 'object' || shape.of === undefined)
    throw new Error('Only a piece of a Kubernetes object whose type is known has such fields.');
  return { ...declaration, shape: { ...shape, nullableFields: true } };
}

/** Makes a value of a list item or a map entry required: it has no default and must be given. */
export function required<T, S extends boolean>(
  declaration: Declaration<T, Presence, S>,
): Declaration<T, 'required', S> {
  return { ...declaration, presence: 'required', default: undefined };
}

/** The fields of a section under a heading of their own in `values.yaml`, which stands above the first of them. */
export function underHeading<F extends Readonly<Record<string, Declaration<unknown>>>>(
  heading: string,
  fields: F,
): F {
  const entries = Object.entries(fields);
  return Object.fromEntries(
    entries.map(([key, field], index) => [key, index === 0 ? { ...field, heading } : field]),
  ) as F;
}

/** Gives a value the keys that it had in earlier versions, beside its own. */
export function formerly<D extends Declaration<unknown>>(declaration: D, ...keys: readonly string[]): D {
  return { ...declaration, formerly: keys };
}
