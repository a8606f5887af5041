import type { Json } from './declaration';

/** A string among values, and where it stands. */
export interface Place {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

/** All strings among values, in their order. */
export function stringsIn(value: Json, path: readonly PropertyKey[] = []): readonly Place[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value)
    ? (value as readonly Json[]).flatMap((item, index) => stringsIn(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) => stringsIn(item, [...path, key]));
}
