import { isMap } from '../values/merge';
import type { Json, JsonObject } from '../values/declaration';

/**
 * The text of `values.schema.json`: a line for each value at the top and each definition. Indented throughout it would be half of what a
 * packaged chart weighs, and a change would be spread over many lines.
 */
export function schemaFile(schema: JsonObject): string {
  return `${braced(schema, '', (value) => (isMap(value) ? braced(value, '  ', JSON.stringify) : JSON.stringify(value)))}\n`;
}

function braced(map: JsonObject, indent: string, text: (value: Json) => string): string {
  const entries = Object.entries(map).map(
    ([key, value]) => `${indent}  ${JSON.stringify(key)}: ${text(value)}`,
  );
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n${indent}}`;
}
