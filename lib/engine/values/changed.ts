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
  return { declaration: { ...declaration, shape: { ...shape, fields } }, values: changed };
}

function isSection(field: Fields[string]): field is Section<Fields> {
  return field.shape.type === 'section';
}
