import { section } from '../../lib/engine/values/collections';
import type { Declaration, Json } from '../../lib/engine/values/declaration';
import { schemaOf } from '../../lib/engine/values/schema';

/** Whether a declaration takes a value. */
export function accepts(declaration: Declaration<unknown>, value: Json): boolean {
  return schemaOf(section('Values.', { value: declaration })).safeParse({ value }).success;
}

/** Expects that a declaration takes some values, its samples and its examples among them, and no others. */
export function expectLimits(
  declaration: Declaration<unknown>,
  right: readonly Json[],
  wrong: readonly Json[],
): void {
  const own = [...declaration.samples, ...(declaration.examples ?? [])];
  expect([...right, ...own].filter((value) => !accepts(declaration, value))).toEqual([]);
  expect(wrong.filter((value) => accepts(declaration, value))).toEqual([]);
}
