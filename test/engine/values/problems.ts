import { valuesOf, ValuesError } from '../../../lib/engine/values/check';
import type { Fields, Section } from '../../../lib/engine/values/collections';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import type { ValuesSource } from '../../../lib/engine/values/sources';

/** Values files by the names `1.yaml`, `2.yaml` and so on. */
export function files(...values: readonly JsonObject[]): ValuesSource[] {
  return values.map((given, index) => ({ name: `${String(index + 1)}.yaml`, values: given }));
}

/** What is wrong with values, each in a sentence. */
export function problemsOf(
  declaration: Section<Fields>,
  ...values: readonly JsonObject[]
): readonly string[] {
  try {
    valuesOf(declaration, files(...values));
  } catch (error) {
    if (error instanceof ValuesError) return error.problems;
    throw error;
  }
  return [];
}
