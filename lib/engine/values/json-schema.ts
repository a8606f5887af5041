import * as z from 'zod';
import { mayBeTakenAway, type Fields, type Section } from './collections';
import type { Declaration, Json, JsonObject, ObjectType, Shape } from './declaration';
import { examplesOf } from './examples';
import { nameIn, objectDefinitions, objectSchema, referenceTo } from './kubernetes-object';
import { nearMissesOf } from './near-miss';

type JsonSchema = Record<string, Json>;

/**
 * `values.schema.json` of a chart: what Helm itself checks before it renders anything.
 *
 * Helm adds `global` to the values of every chart, and a parent chart may add `enabled` as the condition of a dependency,
 * so both are let through (helm issue 10392).
 *
 * What has a default is not required: with `--reuse-values` Helm upgrades a release with the values of its older version, which may lack
 * it; see `completingHelper`.
 *
 * Titles, descriptions, defaults and examples are for editors, which show them beside the value. The title is the path of the
 * value, as README and messages name it and `--set` takes it: far down in a values file the key alone says little.
 */
export function jsonSchemaOf(chart: string, values: Section<Fields>): JsonSchema {
  const root = schemaOf(values, '', false);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...root,
    title: `Values of the ${chart} chart`,
    properties: {
      ...(root['properties'] as JsonSchema),
      ...(Object.hasOwn(values.shape.fields, 'global') ? {} : { global: GLOBAL }),
      enabled: ENABLED,
    },
    definitions: objectDefinitions(objectTypesIn(values)),
  };
}

/**
 * @param path where the value stands, as in the README: `ingress.hosts[].host`
 * @param inEntry whether the value stands in a list item or map entry, where Helm merges no defaults in
 */
function schemaOf(declaration: Declaration<unknown>, path: string, inEntry: boolean): JsonSchema {
  const { shape, description } = declaration;
  const head: JsonSchema = { title: path, description };
  if (declaration.default !== undefined && shape.type !== 'section') head['default'] = declaration.default;
  const examples = examplesOf(declaration);
  if (examples.length > 0) head['examples'] = examples;
  const nullable = mayBeTakenAway(declaration) && !inEntry;
  switch (shape.type) {
    case 'section':
      return {
        ...head,
        ...orNull(sectionSchema(shape.fields, path, inEntry), nullable),
        ...(shape.shared === true ? shared(shape.fields, path) : {}),
      };
    case 'list':
      return {
        ...head,
        ...orNull({ type: 'array' }, nullable),
        ...(shape.least === undefined ? {} : { minItems: shape.least }),
        items: schemaOf(shape.item, `${path}[]`, true),
      };
    case 'map': {
      const { key, reserved } = shape.keys;
      const names: JsonSchema = { pattern: key.source };
      if (reserved !== undefined) names['not'] = { pattern: reserved.source };
      return {
        ...head,
        ...orNull({ type: 'object' }, nullable),
        propertyNames: names,
        additionalProperties: schemaOf(shape.entry, `${path}.<name>`, true),
      };
    }
    case 'object':
      return withReference(head, orNull(objectSchema(typeOfObject(shape)), nullable));
    case 'string':
    case 'integer':
    case 'boolean':
      return { ...head, ...orNull(leafSchema(declaration), nullable) };
  }
}

/** Keys of others stand beside the known ones, but none that is meant to be one of those; under a known one may be theirs too. */
function shared(fields: Fields, path: string): JsonSchema {
  const known = Object.keys(fields);
  const properties = known.map((key) => {
    const field = fields[key] as Declaration<unknown>;
    const {
      title = '',
      description = '',
      default: standard = null,
      ...ours
    } = schemaOf(field, `${path}.${key}`, false);
    const theirs = { type: field.shape.type === 'list' ? 'object' : ['array', 'object'] };
    return [key, { title, description, default: standard, anyOf: [ours, theirs] }] as const;
  });
  return {
    additionalProperties: true,
    propertyNames: { anyOf: [{ enum: known }, { not: { pattern: nearMissesOf(known).source } }] },
    properties: Object.fromEntries(properties),
  };
}

function sectionSchema(fields: Fields, path: string, inEntry: boolean): JsonSchema {
  const properties: JsonSchema = {};
  for (const [key, field] of Object.entries(fields)) {
    const at = (name: string) => (path === '' ? name : `${path}.${name}`);
    properties[key] = schemaOf(field, at(key), inEntry);
    for (const former of field.formerly ?? []) {
      const description = `Former name of ${key}.`;
      properties[former] = { ...schemaOf(field, at(former), inEntry), description, deprecated: true };
    }
  }
  const required = Object.keys(fields).filter((key) => fields[key]?.presence === 'required');
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties,
  };
}

function leafSchema(declaration: Declaration<unknown>): JsonSchema {
  if (declaration.jsonSchema) return declaration.jsonSchema;
  const schema: JsonSchema = {
    ...(z.toJSONSchema((declaration.schema?.() ?? z.never()) as z.ZodType, {
      target: 'draft-7',
    }) as JsonSchema),
  };
  delete schema['$schema'];
  return schema;
}

/**
 * An absent value may also be written as `null`, which is how a values file takes something away. Helm deletes it together with a default,
 * but with `--reuse-values` the default is gone already and `null` stays.
 */
function orNull(schema: Readonly<JsonSchema>, nullable: boolean): JsonSchema {
  if (!nullable) return schema;
  if ('$ref' in schema) return { anyOf: [schema, { type: 'null' }] };
  const words = schema['enum'] as readonly Json[] | undefined;
  return {
    ...schema,
    type: [schema['type'] as Json, 'null'].flat(),
    ...(words ? { enum: [...words, null] } : {}),
  };
}

const GLOBAL: JsonSchema = {
  title: 'global',
  type: 'object',
  description: 'Added by Helm; not used by this chart.',
};

const ENABLED: JsonSchema = {
  title: 'enabled',
  type: 'boolean',
  description: 'Added by a parent chart; not used by this chart.',
};

/** A validator of draft 7 reads nothing beside a reference, so it stands alone within what is said of the value. */
function withReference(head: JsonSchema, schema: Readonly<JsonSchema>): JsonSchema {
  return '$ref' in schema ? { ...head, allOf: [schema] } : { ...head, ...schema };
}

/** The type of a piece of a Kubernetes object, as the JSON schema has it. */
function typeOfObject({ of, nullableFields }: Shape & { readonly type: 'object' }): ObjectType | undefined {
  return of !== undefined && nullableFields === true ? withNullableFields(of) : of;
}

/** A type whose fields may be null, but for those that it requires. It has another name, since the type itself may be in use too. */
function withNullableFields({ name, schemas }: ObjectType): ObjectType {
  const all = withNullable.get(schemas) ?? schemasWithNullable(schemas);
  withNullable.set(schemas, all);
  return { name: nullableName(name), schemas: all };
}

/** The types of an API with those whose fields may be null: an API has hundreds, and many values are of one. */
const withNullable = new WeakMap<ObjectType['schemas'], ObjectType['schemas']>();

function schemasWithNullable(schemas: ObjectType['schemas']): ObjectType['schemas'] {
  const nullable = (schema: JsonObject): JsonObject => {
    const { properties = {}, required = [] } = schema;
    const fields = Object.entries(properties as Readonly<Record<string, JsonObject>>).map(([key, field]) => {
      const { $ref } = field;
      const own = typeof $ref === 'string' ? referenceTo(nullableName(nameIn($ref))) : field;
      return [key, orNull(own, !(required as readonly string[]).includes(key))] as const;
    });
    return { ...schema, ...(fields.length > 0 ? { properties: Object.fromEntries(fields) } : {}) };
  };
  const entries = Object.entries(schemas).map(
    ([key, schema]) => [nullableName(key), nullable(schema)] as const,
  );
  // Those of what is in lists are as they were: null is left out of maps only.
  return { ...schemas, ...Object.fromEntries(entries) };
}

function nullableName(name: string): string {
  return `Nullable${name}`;
}

/** The types of the pieces of Kubernetes objects among values. */
function objectTypesIn({ shape }: Declaration<unknown>): readonly ObjectType[] {
  switch (shape.type) {
    case 'section':
      return Object.values(shape.fields).flatMap(objectTypesIn);
    case 'list':
      return objectTypesIn(shape.item);
    case 'map':
      return objectTypesIn(shape.entry);
    case 'object': {
      const type = typeOfObject(shape);
      return type === undefined ? [] : [type];
    }
    case 'string':
    case 'integer':
    case 'boolean':
      return [];
  }
}
