import type { Fields, Section } from './collections';
import type { Json, JsonObject } from './declaration';
import { InputError } from './input-error';
import { coalesce, isMap, overlay } from './merge';
import { changedPart } from './changed';
import { notPlain } from './plain';
import { withFormerKeys } from './former-keys';
import { schemaOf } from './schema';
import { sentences } from './sentences';
import { formatPath, sourceOf, type ValuesSource } from './sources';

/** Values are not what they must be; the message has one sentence for each that is not. */
export class ValuesError extends InputError {
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
  const declared = Object.hasOwn(declaration.shape.fields, 'global') && global !== undefined;
  const problems = [...injected(declared ? {} : global, enabled, sources)];
  const values = withFormerKeys(declaration, declared ? { ...own, global } : own);
  const changed = changedPart(declaration, values);
  // A schema that is used once is not worth compiling.
  const { error } = schemaOf(changed.declaration).safeParse(changed.values, { jitless: true });
  if (error !== undefined) {
    // What is under a former key has been taken under its own one.
    const own = sources.map((source) => ({ ...source, values: withFormerKeys(declaration, source.values) }));
    problems.push(...error.issues.flatMap((issue) => sentences(issue, declaration, values, own)));
  }
  if (problems.length > 0) throw new ValuesError(problems);
  return values;
}

/**
 * Asserts that the defaults are right, which {@link valuesOf} takes for granted.
 *
 * @throws ValuesError naming each that is not
 */
export function assertDefaults(declaration: Section<Fields>): void {
  const defaults = declaration.default;
  const { error } = schemaOf(declaration).safeParse(defaults, { jitless: true });
  if (error !== undefined)
    throw new ValuesError(error.issues.flatMap((issue) => sentences(issue, declaration, defaults, [])));
}

/** @throws ValuesError for what no values file could hold, and nothing below could be told apart from what it can */
function assertPlain(sources: readonly ValuesSource[]): void {
  const problems = sources.flatMap(({ name, values }) => {
    const found = notPlain(values);
    return found === undefined
      ? []
      : [
          `${name}: ${formatPath(found.path)} is ${found.is}; values are strings, finite numbers, booleans, lists and maps.`,
        ];
  });
  if (problems.length > 0) throw new ValuesError(problems);
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
