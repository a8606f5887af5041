import type { Fields, Section } from './collections';
import type { JsonObject } from './declaration';
import { isMap, setOwn } from './merge';
import { sameJson } from './minimal-overrides';

/** Part of a declaration, with the values of that part. */
export interface Part {
  readonly declaration: Section<Fields>;
  readonly values: Record<string, JsonObject[string]>;
}

/**
 * What of the values is not the default, with its declaration and with all that is not declared. A default is right by itself, which is
 * checked where a chart is written; and most values of a release have theirs, so that to check them all takes most of the time.
 */
export function changedPart(declaration: Section<Fields>, values: JsonObject): Part {
  const { shape } = declaration;
  // Keys of others are compared with all of ours.
  if (shape.shared === true) return { declaration, values };
  const fields: Record<string, Fields[string]> = {};
  const changed: Part['values'] = {};
  for (const [key, value] of Object.entries(values))
    if (!Object.hasOwn(shape.fields, key)) setOwn(changed, key, value);
  for (const [key, field] of Object.entries(shape.fields)) {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (sameJson(value, field.default)) continue;
    const part =
      isSection(field) && isMap(value) ? changedPart(field, value) : { declaration: field, values: value };
    fields[key] = part.declaration;
    if (part.values !== undefined) setOwn(changed, key, part.values);
  }
  return { declaration: sectionOf(declaration, fields), values: changed };
}

const parts = new WeakMap<Section<Fields>, Map<string, Section<Fields>>>();

/** A part of a section. It is the same for the same fields, so that the schema of it is made once: releases often change the same values. */
function sectionOf(section: Section<Fields>, fields: Fields): Section<Fields> {
  const known = parts.get(section) ?? new Map<string, Section<Fields>>();
  parts.set(section, known);
  const key = Object.entries(fields)
    .map(([name, field]) => `${name} ${String(numberOf(field))}`)
    .join('\n');
  const part = known.get(key) ?? { ...section, shape: { ...section.shape, fields } };
  if (known.size < MOST_PARTS) known.set(key, part);
  return part;
}

// A process that renders other values again and again is not to fill its memory with them.
const MOST_PARTS = 1000;

const numbers = new WeakMap<object, number>();
let last = 0;

/** A number that no other object has. */
function numberOf(field: object): number {
  const number = numbers.get(field) ?? (last += 1);
  numbers.set(field, number);
  return number;
}

function isSection(field: Fields[string]): field is Section<Fields> {
  return field.shape.type === 'section';
}
