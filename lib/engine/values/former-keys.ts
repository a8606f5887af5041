import type { Fields, Section } from './collections';
import type { Declaration, Json, JsonObject } from './declaration';
import { isMap, setOwn } from './merge';
import { sameJson } from './minimal-overrides';

/** Where former keys of values stand, with what a template needs to take their values over. */
export interface FormerKey {
  /** The keys to the section; `*` for each entry of a map. */
  readonly path: readonly string[];
  readonly former: string;
  readonly key: string;
  /** The default of the value, which a former key takes precedence over; `null` for none. */
  readonly default: Json;
}

const found = new WeakMap<Declaration<unknown>, readonly FormerKey[]>();

/** All former keys of a declaration; see `Declaration.formerly`. They are looked for once in each declaration. */
export function formerKeys(declaration: Declaration<unknown>): readonly FormerKey[] {
  const known = found.get(declaration) ?? formerKeysIn(declaration, []);
  found.set(declaration, known);
  return known;
}

function formerKeysIn(declaration: Declaration<unknown>, path: readonly string[]): readonly FormerKey[] {
  const { shape } = declaration;
  switch (shape.type) {
    case 'section':
      return Object.entries(shape.fields).flatMap(([key, field]) => [
        ...(field.formerly ?? []).map((former) => ({ path, former, key, default: field.default ?? null })),
        ...formerKeysIn(field, [...path, key]),
      ]);
    case 'map':
      return formerKeysIn(shape.entry, [...path, '*']);
    case 'list':
    case 'object':
    case 'string':
    case 'integer':
    case 'boolean':
      return [];
  }
}

/**
 * Values with those of former keys under their own: a former key is taken where its own one is absent or has the default. Whoever gives
 * both means the own one.
 */
export function withFormerKeys(declaration: Section<Fields>, values: JsonObject): JsonObject {
  return formerKeys(declaration).reduce((taken, former) => replaced(taken, former.path, former), values);
}

function replaced(values: JsonObject, [step, ...rest]: readonly string[], former: FormerKey): JsonObject {
  if (step === undefined) return renamed(values, former);
  const result: Record<string, Json> = {};
  for (const [key, value] of Object.entries(values)) {
    const leads = isMap(value) && (step === '*' || step === key);
    setOwn(result, key, leads ? replaced(value, rest, former) : value);
  }
  return result;
}

function renamed(values: JsonObject, { former, key, default: fallback }: FormerKey): JsonObject {
  if (!Object.hasOwn(values, former)) return values;
  const { [former]: given = null, ...rest } = values;
  const isDefault = !Object.hasOwn(values, key) || sameJson(values[key], fallback);
  return isDefault ? { ...rest, [key]: given } : rest;
}
