import { toYaml } from '../yaml/document';
import { quoted, yamlText } from '../yaml/scalar';
import type { Fields, Section } from './collections';
import type { Declaration, Json } from './declaration';

const WIDTH = 110;

/** `values.yaml` of a chart: every value with its default, in groups, each with its sentence. */
export function valuesYaml(heading: string, values: Section<Fields>): string {
  return [...comment(heading, ''), ...section(values.shape.fields, '', true)].join('\n') + '\n';
}

function* section(fields: Fields, indent: string, top: boolean): Generator<string> {
  for (const [key, field] of Object.entries(fields)) {
    if (top) yield '';
    yield* comment(commentOf(field), indent);
    if (field.shape.type === 'section') {
      yield `${indent}${yamlText(key)}:`;
      yield* section(field.shape.fields, `${indent}  `, false);
    } else {
      yield* withDefault(key, field, indent);
    }
  }
}

function* withDefault(
  key: string,
  { default: value }: Declaration<unknown>,
  indent: string,
): Generator<string> {
  if (value === undefined) {
    yield `${indent}# ${yamlText(key)}:`;
    return;
  }
  const written = toYaml({ [key]: value }).trimEnd();
  for (const line of written.split('\n')) yield indent + line;
}

function commentOf(field: Declaration<unknown>): string {
  const { shape } = field;
  if (shape.type === 'section' || shape.type === 'list' || shape.type === 'map' || shape.type === 'object')
    return field.description;
  const limits =
    shape.type === 'boolean' || field.expects.startsWith('text') ? '' : ` Must be ${field.expects}.`;
  return `${field.description}${limits}${field.presence === 'optional' ? ' Not set by default.' : ''}`;
}

function* comment(text: string, indent: string): Generator<string> {
  let line = `${indent}#`;
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > WIDTH) {
      yield line;
      line = `${indent}#`;
    }
    line += ` ${word}`;
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
      description: commentOf(field),
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

function defaultText(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}
