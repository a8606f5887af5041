import type { z } from 'zod';
import type { Fields, Section } from './collections';
import type { Declaration, Json, JsonObject } from './declaration';
import { largestOf, schemaOf, TOO_LARGE } from './schema';
import { coalesce, isMap, overlay } from './merge';
import { notPlain } from './plain';
import { quoted } from './quoted';
import { elsewhere, nearest, type Path } from './suggestion';
import { listed } from './wording';

/** Where values come from: a values file or the command line. */
export interface ValuesSource {
  /** The name that people know it by, such as `my-values.yaml` or `--set`. */
  readonly name: string;
  readonly values: JsonObject;
}

/** Values are not what they must be; the message has one sentence for each that is not. */
export class ValuesError extends Error {
  constructor(readonly problems: readonly string[]) {
    super([...problems.slice(0, MOST_PROBLEMS), ...moreOf(problems)].join('\n'));
  }
}

// More than that nobody reads.
const MOST_PROBLEMS = 50;

function moreOf(problems: readonly string[]): string[] {
  const more = problems.length - MOST_PROBLEMS;
  const [source] = (problems[0] ?? '').split(': ');
  return more > 0 ? [`${source ?? ''}: and ${String(more)} more.`] : [];
}

/**
 * The values of a release: what the user gives, later sources over earlier ones, over the defaults; merged as Helm does
 * and checked against the declarations.
 *
 * @throws ValuesError naming for each problem the source, the path, what is wrong and what would be right
 */
export function valuesOf(declaration: Section<Fields>, sources: readonly ValuesSource[]): JsonObject {
  assertPlain(sources);
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

/** @throws ValuesError for what no values file could hold, and nothing below could be told apart from what it can */
function assertPlain(sources: readonly ValuesSource[]): void {
  const problems = sources.flatMap(({ name, values }) => {
    const found = notPlain(values);
    return found === undefined
      ? []
      : [
          `${name}: ${formatPath(found.path)} is ${found.is}; values are texts, finite numbers, flags, lists and maps.`,
        ];
  });
  if (problems.length > 0) throw new ValuesError(problems);
}

/** A path as people write it: `ingress.hosts[0].host`. */
export function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${String(step)}]`;
      const key = String(step);
      if (!/^[A-Za-z0-9_-]+$/.test(key)) return `[${quoted(key)}]`;
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
    return issue.keys.map(
      (key) =>
        `${sourceOf([...path, key], sources)}: ${unknownKey([...path, key], declaration, root, values)}`,
    );
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
  if (issue.message === TOO_LARGE && declaration.shape.type === 'map') {
    const kibibytes = Math.floor(largestOf(declaration.shape.keys) / 1024);
    return [
      `${source}: ${formatPath(path)} is too large for Kubernetes; it must have at most ${String(kibibytes)} KiB.`,
    ];
  }
  const is =
    value === undefined ? 'is missing' : holdsSecret(declaration) ? 'is not right' : `is ${show(value)}`;
  return [`${source}: ${formatPath(path)} ${is}; it must be ${declaration.expects}.`];
}

// So many keys are read at a glance.
const FEW = 8;

function unknownKey(
  path: Path,
  holder: Declaration<unknown>,
  root: Section<Fields>,
  values: JsonObject,
): string {
  const known = holder.shape.type === 'section' ? Object.keys(holder.shape.fields) : [];
  const sibling = nearest(String(path.at(-1)), known);
  const meant =
    sibling === undefined ? elsewhere(root, path, at(values, path)) : [[...path.slice(0, -1), sibling]];
  const hint =
    meant.length > 0
      ? `Did you mean ${listed(meant.map(formatPath), 'or')}?`
      : known.length <= FEW
        ? `There are: ${known.join(', ')}.`
        : 'The README of the chart has all values.';
  return `${formatPath(path)} is not a known value. ${hint}`;
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
  const text = quoted(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
