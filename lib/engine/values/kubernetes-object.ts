import type { Declaration, Json, JsonObject, ObjectType } from './declaration';
import { isMap } from './merge';

/** The name of the schema of a piece whose type is not known. */
export const PLAIN = 'plain';

/**
 * A piece of a Kubernetes object in Kubernetes' own words, such as an affinity.
 *
 * @param def `{}` means absent
 * @param samples pieces that are right, the most helpful one first
 * @param type its type: fields that this does not have are rejected. By default the API server checks it.
 */
export function kubernetesObject(
  def: JsonObject,
  description: string,
  samples: readonly JsonObject[],
  type?: ObjectType,
): Declaration<JsonObject, 'defaulted', false> {
  return {
    shape: type === undefined ? { type: 'object' } : { type: 'object', of: type },
    presence: 'defaulted',
    default: def,
    description,
    expects:
      type === undefined
        ? `a Kubernetes object whose strings are ${TEXT_EXPECTS.replace(/^a /, '')}`
        : `a map with fields of ${type.name} in the Kubernetes API`,
    secret: false,
    samples,
  };
}

// `toYaml` of strings with other breaks or odd white space does not survive indentation; no field that is passed through this way wants
// them, so they are rejected rather than changed silently.
const TEXT = /^([!-~]([ -~]*[!-~])?(\n+[ -~]*[!-~])*\n?)?$/;
const TEXT_EXPECTS =
  'a text in ASCII, without tabs and without spaces at its beginning and at the end of a line';
const KEY = /^[A-Za-z0-9][A-Za-z0-9_./-]*$/;
// The Kubernetes API has no larger numbers in what people set, and the floats of Helm hold these.
const MOST = 2_147_483_647;

const NUMBER_LIMITS = { minimum: -MOST, maximum: MOST };
const STRING_LIMITS = { pattern: TEXT.source };

const DEFINITIONS = '#/definitions/';

/** A reference to a definition by its name. */
export function referenceTo(name: string): JsonObject {
  return { $ref: `${DEFINITIONS}${name}` };
}

/** The name of the definition that a reference is to. */
export function nameIn(reference: string): string {
  return reference.replace(DEFINITIONS, '');
}

/** The JSON schema of a value within a piece whose type is not known. */
export const PLAIN_VALUE = referenceTo(PLAIN);

const PLAIN_MAP: JsonObject = {
  type: 'object',
  propertyNames: { pattern: KEY.source },
  additionalProperties: PLAIN_VALUE,
};

const PLAIN_SCHEMA: JsonObject = {
  anyOf: [
    { type: 'string', ...STRING_LIMITS },
    { type: 'integer', ...NUMBER_LIMITS },
    { type: 'boolean' },
    { type: 'array', items: PLAIN_VALUE },
    PLAIN_MAP,
  ],
};

/** The JSON schema of a piece, which refers to {@link objectDefinitions}. */
export function objectSchema(type: ObjectType | undefined): JsonObject {
  return type === undefined ? PLAIN_MAP : referenceTo(type.name);
}

/** What the schemas of pieces refer to, by name: in the order of the names, so that it does not depend on that of the values. */
export function objectDefinitions(types: readonly ObjectType[]): JsonObject {
  const definitions = new Map<string, Json>([[PLAIN, PLAIN_SCHEMA]]);
  const add = (name: string, { schemas }: ObjectType): void => {
    if (definitions.has(name)) return;
    const schema = schemas[name];
    if (schema === undefined) throw new Error(`There is no schema ${name}.`);
    definitions.set(name, limited(schema));
    for (const referred of referencesIn(schema)) add(referred, { name: referred, schemas });
  };
  for (const type of types) add(type.name, type);
  return Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The limits of what `toYaml` carries, in the schema of a type. */
function limited(schema: JsonObject): JsonObject {
  const { additionalProperties, items, properties, type } = schema;
  const types = [type].flat();
  if (type === 'object' && properties === undefined && additionalProperties === undefined) return PLAIN_MAP;
  return {
    ...schema,
    ...(types.includes('string') && schema['enum'] === undefined && schema['pattern'] === undefined
      ? STRING_LIMITS
      : {}),
    ...(types.includes('integer') || types.includes('number') ? NUMBER_LIMITS : {}),
    ...(isMap(items) ? { items: limited(items) } : {}),
    ...(isMap(additionalProperties)
      ? { propertyNames: { pattern: KEY.source }, additionalProperties: limited(additionalProperties) }
      : {}),
    ...(isMap(properties)
      ? {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, field]) => [name, isMap(field) ? limited(field) : field]),
          ),
        }
      : {}),
  };
}

function referencesIn(schema: Json): string[] {
  if (Array.isArray(schema)) return schema.flatMap(referencesIn);
  if (!isMap(schema)) return [];
  return Object.entries(schema).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [nameIn(inner)] : referencesIn(inner),
  );
}

/** The schema of what is at a path in a piece of a type; `undefined` where the type has no such field. */
export function schemaAt(
  { name, schemas }: ObjectType,
  path: readonly PropertyKey[],
): JsonObject | undefined {
  const resolve = (schema: Json | undefined): JsonObject | undefined => {
    if (!isMap(schema)) return undefined;
    const { $ref } = schema;
    return typeof $ref === 'string' ? resolve(schemas[nameIn($ref)]) : schema;
  };
  return path.reduce<JsonObject | undefined>((schema, step) => {
    if (schema === undefined) return undefined;
    const { additionalProperties, items, properties } = schema;
    const field = isMap(properties) ? properties[String(step)] : undefined;
    return resolve(typeof step === 'number' ? items : (field ?? additionalProperties));
  }, resolve(schemas[name]));
}

/** What a value of a schema must be, to follow "must be". */
export function expectedBy(schema: JsonObject): string {
  const { description, enum: words, pattern, type } = schema;
  if (typeof pattern === 'string' && typeof description === 'string') return description;
  if (Array.isArray(words)) return `one of ${words.join(', ')}`;
  const types: readonly Json[] = [type ?? 'object'].flat();
  const names = types.map((one) => EXPECTED[one as keyof typeof EXPECTED]);
  return names.join(' or ');
}

const EXPECTED = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'an integer',
  number: 'a number',
  object: 'a map',
  string: TEXT_EXPECTS,
} as const;
