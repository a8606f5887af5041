/** Makes the schemas of {@link API_TYPES} and {@link CRD_TYPES}: names, types and what is required, in JSON schema of draft 7. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { API_TYPE_SOURCE, API_TYPES, CRD_TYPES } from './api-types';
import { download } from './crd-sources';

type Schema = Readonly<Record<string, unknown>>;

const Schema: z.ZodType<Schema> = z.record(z.string(), z.unknown());

/** What a schema of the API server leaves open, as it says only for people how these are written. */
const SPECIAL: Readonly<Record<string, Schema>> = {
  Quantity: { type: ['string', 'number'] },
  IntOrString: { type: ['string', 'integer'] },
};

/**
 * The schemas by the names of their types.
 *
 * @param customTypes the schemas of the custom resources, by the names of their definitions
 */
export function apiSchemas(customTypes: Readonly<Record<string, unknown>>): Readonly<Record<string, Schema>> {
  const { module, version, file } = API_TYPE_SOURCE;
  const text = readFileSync(join(download(`${module}@${version}`), file), 'utf8');
  const { definitions } = z.object({ definitions: z.record(z.string(), Schema) }).parse(JSON.parse(text));
  const made = new Map<string, Schema>();
  const sources = new Map<string, string>();
  const add = (source: string): void => {
    const name = shortName(source);
    if (sources.get(name) === source) return;
    if (sources.has(name)) throw new Error(`${source} and ${String(sources.get(name))} have one short name.`);
    sources.set(name, source);
    const definition = definitions[source];
    if (definition === undefined) throw new Error(`${source} not found in ${module} ${version}.`);
    made.set(name, SPECIAL[name] ?? reduced(definition, add));
  };
  API_TYPES.forEach(add);
  for (const [name, { crd, path }] of Object.entries(CRD_TYPES)) {
    const definition = path.reduce<unknown>(stepInto, customTypes[crd]);
    if (definition === undefined) throw new Error(`${name} not found in ${crd}.`);
    made.set(name, reduced(Schema.parse(definition), add));
  }
  return Object.fromEntries([...made].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function shortName(source: string): string {
  return source.slice(source.lastIndexOf('.') + 1);
}

function stepInto(schema: unknown, step: string): unknown {
  const { items, properties } = z
    .looseObject({ items: z.unknown().optional(), properties: z.record(z.string(), z.unknown()).optional() })
    .parse(schema);
  return step === '*' ? items : properties?.[step];
}

/** A schema without prose and without limits, which the API server checks: a value of a wrong type or name is what people mistake. */
function reduced(schema: Schema, refer: (source: string) => void): Schema {
  const { $ref, additionalProperties, enum: words, items, properties, required, type } = schema;
  if (typeof $ref === 'string') {
    const source = $ref.replace('#/definitions/', '');
    refer(source);
    return { $ref: `#/definitions/${shortName(source)}` };
  }
  if (schema['x-kubernetes-int-or-string'] === true) return { type: ['string', 'integer'] };
  const inner = (given: unknown) => reduced(Schema.parse(given), refer);
  switch (type) {
    case 'object':
    case undefined: {
      if (properties === undefined)
        return typeof additionalProperties === 'object' && additionalProperties !== null
          ? { type: 'object', additionalProperties: inner(additionalProperties) }
          : { type: 'object' };
      const fields = Object.entries(Schema.parse(properties)).map(([name, field]) => [name, inner(field)]);
      return {
        type: 'object',
        additionalProperties: false,
        ...(required === undefined ? {} : { required }),
        properties: Object.fromEntries(fields) as Schema,
      };
    }
    case 'array':
      return { type, items: inner(items) };
    default:
      return { type, ...(words === undefined ? {} : { enum: words }) };
  }
}
