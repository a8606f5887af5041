import type { Json } from '../../engine/values/declaration';

/** A string among values, and where it stands. */
export interface Place {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

/** All strings among values, in their order. */
export function textsIn(value: Json, path: readonly PropertyKey[] = []): readonly Place[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Array.isArray(value)
    ? (value as readonly Json[]).flatMap((item, index) => textsIn(item, [...path, index]))
    : Object.entries(value).flatMap(([key, item]) => textsIn(item, [...path, key]));
}
