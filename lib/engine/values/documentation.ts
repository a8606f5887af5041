import { toYaml } from '../yaml/document';
import { yamlString } from '../yaml/scalar';
import type { Fields, Section } from './collections';
import type { Declaration, Json, Presence } from './declaration';
import { examplesOf } from './examples';
import { quoted } from './wording';

const WIDTH = 110;

/**
 * The line by which editors find the schema of a `values.yaml` (yaml-language-server). Files of an environment go without: they
 * are complete only with the defaults, so an editor would take all other values for missing.
 */
export const SCHEMA_LINE = '# yaml-language-server: $schema=values.schema.json';

/**
 * `values.yaml` of a chart: every value with its default, in groups, each with its sentence.
 *
 * The comments are those that helm-docs reads: `# --` above each key, so that its table has a row for it. A group has a plain
 * comment, since a row for a group would show all its defaults as one line of JSON, and no `@section`, which helm-docs wants
 * repeated at each value. A value without default has a plain comment too: helm-docs knows no keys that are commented out and
 * would take its sentence for that of the next key.
 */
export function valuesYaml(heading: string, values: Section<Fields>): string {
  const lines = [SCHEMA_LINE, ...comment('#', heading, ''), ...section(values.shape.fields, '', true)];
  return lines.join('\n') + '\n';
}

function* section(fields: Fields, indent: string, top: boolean): Generator<string> {
  for (const [key, field] of Object.entries(fields)) {
    if (top) yield '';
    if (field.heading !== undefined) {
      yield* comment('#', `===== ${field.heading} =====`, indent);
      if (top) yield '';
    }
    if (field.shape.type === 'section') {
      yield* comment('#', field.description, indent);
      // With comments alone below it, the key would have the value null.
      const empty = Object.values(field.shape.fields).every((inner) => inner.default === undefined);
      yield `${indent}${yamlString(key)}:${empty ? ' {}' : ''}`;
      yield* section(field.shape.fields, `${indent}  `, false);
    } else if (field.default === undefined) {
      yield* commentedOut(key, field, indent);
    } else {
      yield* withDefault(key, field, field.default, indent);
    }
  }
}

/** A value without default: a key in a comment, with an example after it where there is one. */
function* commentedOut(key: string, field: Declaration<unknown>, indent: string): Generator<string> {
  yield* comment('#', sentenceOf(field), indent);
  const [example] = examplesOf(field);
  const written = example === undefined ? `${yamlString(key)}:` : toYaml({ [key]: example }).trimEnd();
  for (const line of written.split('\n')) yield `${indent}# ${line}`;
}

function* withDefault(
  key: string,
  field: Declaration<unknown>,
  value: Json,
  indent: string,
): Generator<string> {
  yield* comment('# --', `${sentenceOf(field)}${exampleSentence(field)}`, indent);
  if (isLong(defaultText(value))) yield `${indent}# @default -- See values.yaml.`;
  const written = toYaml({ [key]: value }).trimEnd();
  for (const line of written.split('\n')) yield indent + line;
}

const PRESENCE: Partial<Record<Presence, string>> = {
  optional: ' Not set by default.',
  required: ' Required.',
};

/** What a value is, and its limits where they would not be seen otherwise. */
function sentenceOf(field: Declaration<unknown>): string {
  return `${field.description}${limitsOf(field)}${PRESENCE[field.presence] ?? ''}`;
}

function limitsOf(field: Declaration<unknown>): string {
  const { shape, default: value, limits, expects } = field;
  if (limits !== undefined) return limits === '' ? '' : ` ${limits}`;
  const single = shape.type === 'string' || shape.type === 'integer' || shape.type === 'boolean';
  const isShown = (value !== undefined && value !== '') || examplesOf(field).length > 0;
  return single && !isShown ? ` Must be ${expects}.` : '';
}

/** An example of a single value or a list of them, where the default shows nothing. */
function exampleSentence(field: Declaration<unknown>): string {
  const { shape, default: value } = field;
  const [example] = examplesOf(field);
  const isShown = value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
  if (example === undefined || isShown || shape.type === 'map' || shape.type === 'object') return '';
  return ` Example: \`${typeof example === 'string' ? example : quoted(example)}\`.`;
}

/**
 * A comment in lines. helm-docs drops a sentence that has a word such as `--create-namespace` on its first line (to it, what is
 * before that is a key) and begins a new one at a line that begins so: such a word goes with the one before it to a later line.
 *
 * @param start what the first line begins with; the others begin with `#` alone
 */
function* comment(start: '#' | '# --', text: string, indent: string): Generator<string> {
  let line = `${indent}${start}`;
  let isFirst = true;
  for (const words of text.split(/ (?!--|@)/)) {
    if (line.length + 1 + words.length > WIDTH || (isFirst && words.includes(' --'))) {
      yield line;
      line = `${indent}#`;
      isFirst = false;
    }
    line += ` ${words}`;
  }
  yield line;
}

/** One row of the table of values in a chart's README. */
export interface ValueRow {
  readonly path: string;
  readonly type: string;
  /** As JSON; empty where there is none. */
  readonly default: string;
  readonly description: string;
}

/** A row for each value that is not itself a section. */
export function valueRows(fields: Fields, prefix = ''): ValueRow[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const path = `${prefix}${key}`;
    if (field.shape.type === 'section') return valueRows(field.shape.fields, `${path}.`);
    const row = {
      path,
      type: typeName(field),
      default: defaultText(field.default),
      description: `${sentenceOf(field)}${exampleSentence(field)}`,
    };
    const items = itemFields(field);
    return items ? [row, ...valueRows(items.fields, `${path}${items.step}.`)] : [row];
  });
}

function itemFields({ shape }: Declaration<unknown>): { fields: Fields; step: string } | undefined {
  const inner =
    shape.type === 'list' ? shape.item.shape : shape.type === 'map' ? shape.entry.shape : undefined;
  if (inner?.type !== 'section') return undefined;
  return { fields: inner.fields, step: shape.type === 'list' ? '[]' : '.<name>' };
}

function typeName({ shape }: Declaration<unknown>): string {
  switch (shape.type) {
    case 'integer':
      return 'int';
    case 'boolean':
      return 'bool';
    case 'list':
      return 'list';
    case 'string':
      return 'string';
    default:
      return 'map';
  }
}

// What is longer makes a table too wide to read. The hosts of an Ingress, one with one path, still fit.
const LONGEST_DEFAULT = 90;

/** Whether a default reads badly in a table, so that it is better looked up in `values.yaml`. */
export function isLong(defaultAsJson: string): boolean {
  return defaultAsJson.length > LONGEST_DEFAULT;
}

function defaultText(value: Json | undefined): string {
  return value === undefined ? '' : quoted(value);
}
