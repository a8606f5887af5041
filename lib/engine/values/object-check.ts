import * as z from 'zod';
import type { JsonObject, ObjectType, Shape } from './declaration';
import { objectDefinitions, objectSchema, PLAIN } from './kubernetes-object';
import { isMap, withoutNull } from './merge';

type ObjectShape = Shape & { readonly type: 'object' };

const made = new Map<string, z.ZodType<JsonObject>>();

/** What checks a piece: as it is rendered, without fields that are null where they may be. */
export function objectCheck({ of, nullableFields }: ObjectShape): z.ZodType {
  const check = typeCheck(of);
  return nullableFields === true
    ? z.preprocess((value) => (isMap(value) ? withoutNull(value) : value), check)
    : check;
}

/** What checks a piece of a type. It is made once for each type. */
function typeCheck(type: ObjectType | undefined): z.ZodType<JsonObject> {
  const name = type?.name ?? PLAIN;
  const known = made.get(name);
  if (known !== undefined) return known;
  const check = z.fromJSONSchema({
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...objectSchema(type),
    definitions: objectDefinitions(type === undefined ? [] : [type]),
  }) as z.ZodType<JsonObject>;
  made.set(name, check);
  return check;
}
