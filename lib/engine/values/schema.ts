import * as z from 'zod';
import { mayBeTakenAway, type Fields, type Section } from './collections';
import type { Declaration, MapLimits } from './declaration';
import { objectCheck } from './object-check';
import { isMap } from './merge';
import { nearMisses } from './near-miss';

// Half of a character of two, which no file can hold.
const HALF = /\p{Surrogate}/u;

const made = new WeakMap<object, z.ZodType>();

/** What checks the values of a stack, after Helm's merging. It is made once for each declaration. */
export function schemaOf(values: Section<Fields>): z.ZodType {
  return schemaIn(values, false);
}

const madeInEntries = new WeakMap<object, z.ZodType>();

/** @param inEntry whether the value stands in a list item or map entry, where Helm merges no defaults in */
function schemaIn(declaration: Declaration<unknown>, inEntry: boolean): z.ZodType {
  const known = inEntry ? madeInEntries : made;
  const schema = known.get(declaration) ?? newSchema(declaration, inEntry);
  known.set(declaration, schema);
  return schema;
}

function newSchema(declaration: Declaration<unknown>, inEntry: boolean): z.ZodType {
  const { shape } = declaration;
  switch (shape.type) {
    case 'section': {
      const ours = (field: Declaration<unknown>) =>
        shape.shared === true ? oursOrTheirs(field, presenceIn(field, inEntry)) : presenceIn(field, inEntry);
      const fields = Object.entries(shape.fields).map(([key, field]) => [key, ours(field)] as const);
      return shape.shared === true
        ? sharedObject(Object.fromEntries(fields))
        : z.strictObject(Object.fromEntries(fields));
    }
    case 'list':
      return z.array(schemaIn(shape.item, true)).min(shape.least ?? 0);
    case 'map': {
      const { key, reserved } = shape.keys;
      const keys = z
        .string()
        .regex(key)
        .refine((name) => reserved?.test(name) !== true);
      return record(keys, schemaIn(shape.entry, true)).refine(
        (entries) => sizeOf(entries) <= largestOf(shape.keys),
        TOO_LARGE,
      );
    }
    case 'object':
      return objectCheck(shape);
    default:
      if (declaration.schema === undefined) throw new Error(`${declaration.description} has no schema.`);
      return (declaration.schema() as z.ZodType).refine(
        (value) => typeof value !== 'string' || !HALF.test(value),
      );
  }
}

/** Values that other charts have theirs beside; a key that is a slip away from one of ours is meant for us. */
function sharedObject(fields: Readonly<Record<string, z.ZodType>>): z.ZodType {
  const known = Object.keys(fields);
  return z.looseObject(fields).check(({ value, issues }) => {
    const keys = [...nearMisses(Object.keys(value), known)];
    if (keys.length > 0) issues.push({ code: 'unrecognized_keys', keys, input: value });
  });
}

/** What another chart has under a name that we have too: told from ours by its form. */
function oursOrTheirs({ shape }: Declaration<unknown>, ours: z.ZodType): z.ZodType {
  return z.unknown().check(({ value, issues }) => {
    if (isMap(value) || (Array.isArray(value) && shape.type !== 'list')) return;
    for (const issue of ours.safeParse(value).error?.issues ?? [])
      issues.push({ ...issue, input: value } as z.core.$ZodRawIssue);
  });
}

function presenceIn(field: Declaration<unknown>, inEntry: boolean): z.ZodType {
  const schema = schemaIn(field, inEntry);
  if (field.presence === 'required') return schema;
  // Helm merges no defaults into an entry and leaves a `null` in there where it is: values can be left out, not taken away.
  if (inEntry) return schema.optional();
  // Elsewhere what has a default is there, since Helm has merged it in: who deletes it with `null` is told so, instead of
  // getting a nil pointer out of a template.
  return mayBeTakenAway(field) ? schema.nullish() : schema;
}

/** The message of the issue of a map that is larger than it may be. */
export const TOO_LARGE = 'too large';

/** Most bytes that a map may have. */
export function largestOf({ largest = 900 * 1024 }: MapLimits): number {
  return largest;
}

function sizeOf(entries: Readonly<Record<string, unknown>>): number {
  return Buffer.byteLength(JSON.stringify(entries));
}

/** Zod passes over the key `__proto__`, and Helm does not. */
function record<T>(keys: z.ZodString, entries: z.ZodType<T>): z.ZodType<Record<string, T>> {
  const plain = z.custom<Record<string, T>>((value) => !isMap(value) || !Object.hasOwn(value, '__proto__'));
  return plain.pipe(z.record(keys, entries) as never);
}
