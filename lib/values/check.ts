import { closest } from 'fastest-levenshtein';
import type { z } from 'zod';
import type { Fields, Section } from './collections';
import type { Declaration, Json, JsonObject } from './declaration';
import { schemaOf } from './schema';
import { coalesce, isMap, overlay } from './merge';

/** Where values come from: a values file or the command line. */
export interface ValuesSource {
  /** The name that people know it by, such as `my-values.yaml` or `--set`. */
  readonly name: string;
  readonly values: JsonObject;
}

/** Values are not what they must be; the message has one sentence for each that is not. */
export class ValuesError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/**
 * The values of a release: what the user gives, later sources over earlier ones, over the defaults; merged as Helm does
 * and checked against the declarations.
 *
 * @throws ValuesError naming for each problem the source, the path, what is wrong and what would be right
 */
export function valuesOf(declaration: Section<Fields>, sources: readonly ValuesSource[]): JsonObject {
  const given = sources.reduce<JsonObject>((merged, source) => overlay(merged, source.values), {});
  const { global, enabled, ...own } = coalesce(declaration.default, given);
  const problems = [...injected(global, enabled, sources)];
  const declared = Object.hasOwn(declaration.shape.fields, 'global') && global !== undefined;
  const values = declared ? { ...own, global } : own;
  const result = schemaOf(declaration).safeParse(values);
  if (!result.success)
    problems.push(...result.error.issues.flatMap((issue) => sentences(issue, declaration, values, sources)));
  if (problems.length > 0) throw new ValuesError(problems);
  return values;
}

/** A path as people write it: `ingress.hosts[0].host`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${String(step)}]`;
      const key = String(step);
      if (!/^[A-Za-z0-9_-]+$/.test(key)) return `["${key}"]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}

/** The source that set a value last, or set the map or list that it stands in; the defaults if none did. */
export function sourceOf(path: readonly PropertyKey[], sources: readonly ValuesSource[]): string {
  let name = 'values.yaml';
  let deepest = 0;
  for (const source of sources) {
    const { depth, replaces } = reachOf(source.values, path);
    if (!replaces && (depth === 0 || depth < deepest)) continue;
    name = source.name;
    deepest = depth;
  }
  return name;
}

/** How far along a path a source goes, and whether it replaces what earlier ones have there, as all but maps does. */
function reachOf(values: JsonObject, path: readonly PropertyKey[]): { depth: number; replaces: boolean } {
  let at: Json | undefined = values;
  for (const [depth, step] of path.entries()) {
    if (!isMap(at)) return { depth: depth + depthIn(at, path.slice(depth)), replaces: true };
    if (!Object.hasOwn(at, step)) return { depth, replaces: false };
    at = at[step as string];
  }
  return { depth: path.length, replaces: false };
}

function depthIn(values: Json | undefined, path: readonly PropertyKey[]): number {
  let depth = 0;
  let at = values;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) break;
    at = (at as Record<PropertyKey, Json>)[step];
    depth += 1;
  }
  return depth;
}

/** Helm adds `global` to the values of every chart, and a parent chart `enabled`. */
function* injected(
  global: Json | undefined,
  enabled: Json | undefined,
  sources: readonly ValuesSource[],
): Generator<string> {
  if (global !== undefined && !isMap(global)) yield `${sourceOf(['global'], sources)}: global must be a map.`;
  if (enabled !== undefined && typeof enabled !== 'boolean') {
    yield `${sourceOf(['enabled'], sources)}: enabled must be true or false.`;
  }
}

function sentences(
  issue: z.core.$ZodIssue,
  root: Section<Fields>,
  values: JsonObject,
  sources: readonly ValuesSource[],
): string[] {
  if (issue.code === 'unrecognized_keys') {
    const { declaration, path } = declaredAt(root, issue.path);
    return issue.keys.map((key) => unknownKey([...path, key], declaration, sources));
  }
  const { declaration, path } = declaredAt(root, issue.path);
  const source = sourceOf(path, sources);
  const value = at(values, path);
  if (issue.code === 'invalid_key' && declaration.shape.type === 'map') {
    const key = String(issue.path.at(-1));
    return [
      `${source}: ${formatPath(path)} has the key ${show(key)}, and keys must be ${declaration.shape.keys.expects}.`,
    ];
  }
  const is =
    value === undefined ? 'is missing' : holdsSecret(declaration) ? 'is not right' : `is ${show(value)}`;
  return [`${source}: ${formatPath(path)} ${is}; it must be ${declaration.expects}.`];
}

function unknownKey(
  path: readonly PropertyKey[],
  holder: Declaration<unknown>,
  sources: readonly ValuesSource[],
): string {
  const known = holder.shape.type === 'section' ? Object.keys(holder.shape.fields) : [];
  const nearest = closest(String(path.at(-1)), known);
  const hint = known.length > 0 ? ` Did you mean ${formatPath([...path.slice(0, -1), nearest])}?` : '';
  return `${sourceOf(path, sources)}: ${formatPath(path)} is not a known value.${hint}`;
}

/** The declaration that governs a path, and the path as far as declarations go. */
function declaredAt(
  root: Declaration<unknown>,
  path: readonly PropertyKey[],
): { declaration: Declaration<unknown>; path: PropertyKey[] } {
  let declaration = root;
  const walked: PropertyKey[] = [];
  for (const step of path) {
    const next = childOf(declaration, step);
    if (next === undefined) break;
    declaration = next;
    walked.push(step);
  }
  return { declaration, path: walked };
}

function childOf({ shape }: Declaration<unknown>, step: PropertyKey): Declaration<unknown> | undefined {
  if (shape.type === 'section') return shape.fields[String(step)];
  if (shape.type === 'list') return shape.item;
  // A wrong key is a matter of the map, not of the entry.
  return shape.type === 'map' &&
    shape.keys.key.test(String(step)) &&
    shape.keys.reserved?.test(String(step)) !== true
    ? shape.entry
    : undefined;
}

/** Whether a value may be a secret, or a secret that was given in place of the map that it belongs in. */
function holdsSecret({ secret, shape }: Declaration<unknown>): boolean {
  return secret || (shape.type === 'section' && Object.values(shape.fields).some(holdsSecret));
}

function at(values: Json, path: readonly PropertyKey[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, Json>)[step] : undefined,
    values,
  );
}

function show(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
