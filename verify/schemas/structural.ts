import { z } from 'zod';

type Schema = Readonly<Record<string, unknown>>;

const Schema = z.record(z.string(), z.unknown());

/**
 * The JSON schema (draft 4, to which OpenAPI 3.0 is closest) that takes what an API server takes, told to be strict: a structural
 * schema takes any field and an API server rejects the unknown ones, so here unknown ones are made wrong. The rules in CEL
 * (`x-kubernetes-validations`) are left to the API server.
 *
 * Below `anyOf`, `oneOf`, `allOf` and `not` nothing is made strict: what stands there only narrows fields that are declared outside.
 */
export function strictSchema(structural: Schema): Schema {
  const { properties, items, additionalProperties, type, nullable, ...rest } = structural;
  const strict: Record<string, unknown> = { ...rest };
  if (properties !== undefined) strict['properties'] = eachOf(properties);
  if (items !== undefined) strict['items'] = strictSchema(Schema.parse(items));
  if (type !== undefined) strict['type'] = nullable === true ? [type, 'null'] : type;
  if (structural['x-kubernetes-int-or-string'] === true && rest['anyOf'] === undefined)
    strict['anyOf'] = [{ type: 'integer' }, { type: 'string' }];
  if (typeof additionalProperties === 'object')
    strict['additionalProperties'] = strictSchema(Schema.parse(additionalProperties));
  else if (additionalProperties !== undefined) strict['additionalProperties'] = additionalProperties;
  else if (type === 'object' && structural['x-kubernetes-preserve-unknown-fields'] !== true)
    strict['additionalProperties'] = false;
  return strict;
}

function eachOf(properties: unknown): Record<string, Schema> {
  const fields = Object.entries(Schema.parse(properties));
  return Object.fromEntries(fields.map(([name, schema]) => [name, strictSchema(Schema.parse(schema))]));
}
