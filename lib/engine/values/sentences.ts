import type * as z from 'zod';
import type { Fields, Section } from './collections';
import type { Declaration, Json, JsonObject } from './declaration';
import { objectSentences } from './object-sentences';
import { formatList, shortlyQuoted } from './wording';
import { largestOf, TOO_LARGE } from './schema';
import { formatPath, sourceOf, type ValuesSource } from './sources';
import { suggestPath, suggestKey, type Path } from './suggestion';

/** What is wrong, in a sentence for each value: its source, its path, what it is and what would be right. */
export function sentences(
  issue: z.core.$ZodIssue,
  root: Section<Fields>,
  values: JsonObject,
  sources: readonly ValuesSource[],
): string[] {
  const { declaration, path } = declaredAt(root, issue.path);
  const { shape } = declaration;
  if (shape.type === 'object' && shape.of !== undefined) {
    const found = objectSentences(issue, shape.of, path, (within) => at(values, within));
    if (found.length > 0)
      return found.map(({ path: field, sentence }) => `${sourceOf(field, sources)}: ${sentence}`);
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(
      (key) =>
        `${sourceOf([...path, key], sources)}: ${unknownKey([...path, key], declaration, root, values)}`,
    );
  }
  const source = sourceOf(path, sources);
  const value = at(values, path);
  if (issue.code === 'invalid_key' && declaration.shape.type === 'map') {
    const key = String(issue.path.at(-1));
    return [
      `${source}: ${formatPath(path)} has the key ${shortlyQuoted(key)}, and keys must be ${declaration.shape.keys.expects}.`,
    ];
  }
  if (issue.message === TOO_LARGE && declaration.shape.type === 'map') {
    const kibibytes = Math.floor(largestOf(declaration.shape.keys) / 1024);
    return [
      `${source}: ${formatPath(path)} is too large for Kubernetes; it must have at most ${String(kibibytes)} KiB.`,
    ];
  }
  const is =
    value === undefined
      ? 'is missing'
      : holdsSecret(declaration)
        ? 'is not right'
        : `is ${shortlyQuoted(value)}`;
  const right = inAnotherForm(declaration, value, source) ?? textOfFile(root, path, value, source);
  return [`${source}: ${formatPath(path)} ${is}; it must be ${right ?? declaration.expects}.`];
}

/** How a value would be right that YAML or `--set` has taken for one of another type; nothing where it would be wrong then too. */
function inAnotherForm(
  declaration: Declaration<unknown>,
  value: Json | undefined,
  source: string,
): string | undefined {
  const { shape, schema, expects } = declaration;
  const accepts = (other: Json): boolean => schema?.().safeParse(other).success === true;
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  if (shape.type === 'string' && scalar && accepts(String(value))) {
    const what = shape.orNumber === true ? expects : 'a string';
    return `${what}: ${source === '--set' ? 'use --set-string' : 'put it in quotes'}`;
  }
  if (typeof value !== 'string' || !['integer', 'boolean'].includes(shape.type)) return undefined;
  const unquoted = WORDS.get(value) ?? (/^-?[0-9]+$/.test(value) ? Number(value) : undefined);
  if (unquoted === undefined || !accepts(unquoted)) return undefined;
  return `${expects}: ${source === '--set-string' ? 'use --set' : 'leave out the quotes'}`;
}

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** How the text of a file is given, for whom its content has become a map: there is a "|" missing after the key. */
function textOfFile(
  root: Section<Fields>,
  path: readonly PropertyKey[],
  value: Json | undefined,
  source: string,
): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { declaration } = declaredAt(root, path);
  const inMap = declaredAt(root, path.slice(0, -1)).declaration.shape.type === 'map';
  if (!inMap || declaration.schema?.().safeParse('several:\n  lines\n').success !== true) return undefined;
  return source.startsWith('--set')
    ? 'a string: give the text of a file with --set-file'
    : 'a string: for the text of a file, put "|" after the key';
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
  const sibling = suggestKey(String(path.at(-1)), known);
  const meant =
    sibling === undefined ? suggestPath(root, path, at(values, path)) : [[...path.slice(0, -1), sibling]];
  const hint =
    meant.length > 0
      ? `Did you mean ${formatList(meant.map(formatPath), 'or')}?`
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
