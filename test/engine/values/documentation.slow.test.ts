import { parseDocument } from 'yaml';
import { relayValues } from '../../../lib/stacks/claude-relay/values';
import { entry, list, mapOf, section } from '../../../lib/engine/values/collections';
import type { Fields, Section } from '../../../lib/engine/values/collections';
import { required, optional, nullable } from '../../../lib/engine/values/declaration';
import { valueRows, valuesYaml } from '../../../lib/engine/values/documentation';
import { integer, port } from '../../../lib/engine/values/numbers';
import { addressRange } from '../../../lib/engine/values/names';
import {
  boolean,
  imageRepository,
  imageTag,
  NASTY_STRINGS,
  oneOf,
  secret,
  string,
} from '../../../lib/engine/values/scalars';
import { annotations } from '../../../lib/engine/values/string-maps';
import { everythingValues } from '../../support/everything';
import { parseLikeHelm } from '../../support/helm';
import { helmDocsSentences } from '../../support/helm-docs';
import { MAJORS, ValuesChart } from './values-chart';

const DECLARATIONS: readonly (readonly [string, Section<Fields>])[] = [
  ['claude-relay', relayValues],
  ['everything', everythingValues],
  [
    'texts that YAML misreads',
    section('Texts.', {
      ...Object.fromEntries(
        NASTY_STRINGS.map((nasty, index) => [`text-${String(index)}`, string(nasty, 'Any text.')]),
      ),
      all: list(NASTY_STRINGS, 'Texts.', string('', 'Text.')),
      map: annotations({}, 'Texts.'),
    }),
  ],
];

describe.each(DECLARATIONS)('values.yaml of %s', (name, declaration) => {
  const yaml = valuesYaml(`Values of ${name}.`, declaration);

  it.each(MAJORS)('is read by Helm %d as the defaults of the declaration', async (major) => {
    const chart = new ValuesChart(yaml);
    try {
      expect(await chart.render(major, {})).toEqual({ ok: true, values: declaration.default });
    } finally {
      chart.remove();
    }
  });

  it('has a comment above every value and every section', () => {
    const lines = yaml.split('\n');
    const keys = fieldsOf(declaration.shape.fields);
    expect(keys.length).toBeGreaterThan(20);
    const uncommented = keys.filter(({ key, depth, description }) => {
      const pattern = new RegExp(`^ {${String(2 * depth)}}(# )?"?${escape(key)}"?:`);
      const places = lines.flatMap((line, index) => (pattern.test(line) ? [index] : []));
      return !places.some((place) => commentAbove(lines, place).startsWith(description));
    });
    expect(uncommented).toEqual([]);
  });

  it('has no line of comment beyond 110 characters', () => {
    const comments = yaml.split('\n').filter((line) => line.trimStart().startsWith('#'));
    expect(comments.filter((line) => line.length > 110)).toEqual([]);
  });

  it('has no key twice', () => {
    expect(parseDocument(yaml, { uniqueKeys: true }).errors).toEqual([]);
  });

  it('has a row in the table for each value', () => {
    const rows = valueRows(declaration.shape.fields).map(({ path }) => path);
    expect(rows).toEqual(leavesOf(declaration.shape.fields, ''));
    expect(new Set(rows).size).toBe(rows.length);
  });
});

interface Field {
  readonly key: string;
  readonly depth: number;
  readonly description: string;
}

/** All that `values.yaml` has a line for. */
function fieldsOf(fields: Fields, depth = 0): Field[] {
  return Object.entries(fields).flatMap(([key, { shape, description }]) => [
    { key, depth, description },
    ...(shape.type === 'section' ? fieldsOf(shape.fields, depth + 1) : []),
  ]);
}

/** The paths of all values but sections, and of those in list items and map entries. */
function leavesOf(fields: Fields, prefix: string): string[] {
  return Object.entries(fields).flatMap(([key, { shape }]) => {
    const path = prefix + key;
    if (shape.type === 'section') return leavesOf(shape.fields, `${path}.`);
    const inner = shape.type === 'list' ? shape.item.shape : shape.type === 'map' ? shape.entry.shape : shape;
    const step = shape.type === 'list' ? '[]' : '.<name>';
    return [path, ...(inner.type === 'section' ? leavesOf(inner.fields, `${path}${step}.`) : [])];
  });
}

/** The comment right above a line, in one line. */
function commentAbove(lines: readonly string[], place: number): string {
  const comment: string[] = [];
  for (let line = place - 1; /^ *#/.test(lines[line] ?? ''); line -= 1) comment.unshift(lines[line] ?? '');
  // A value that is not set by default stands in a comment too, right above this one's.
  const start = comment.findLastIndex((line) => /^ *# \S+:( \S+)?$/.test(line)) + 1;
  return comment
    .slice(start)
    .map((line) => line.replace(/^ *#( --)? ?/, ''))
    .join(' ');
}

function escape(literal: string): string {
  return literal.replace(/[.\\^$*+?()[\]{}|-]/g, '\\$&');
}

const small = section('Small.', {
  name: string('0755', 'Name.'),
  port: port(80, 'Port.'),
  on: boolean(true, 'On.'),
  maybe: optional(integer(5, 'Maybe.', { minimum: 1, maximum: 9 })),
  unknown: optional(string('', 'Unknown.')),
  gone: nullable(integer(5, 'Gone.', { minimum: 1, maximum: 9 })),
  word: oneOf('', 'Word.', ['', 'a', 'b']),
  tag: imageTag('', 'Tag.'),
  set: imageTag('v1', 'Tag.'),
  from: imageRepository('', 'Image.'),
  inner: section('Inner.', { labels: annotations({}, 'Labels.'), token: secret('Token.') }),
  items: list(
    [],
    'Items.',
    entry('An item.', { key: required(string('', 'Key.')), on: boolean(false, 'On.') }),
  ),
  ranges: list([], 'Ranges.', addressRange('A range.')),
  map: mapOf({ a: { on: true } }, 'Map.', entry('An entry.', { on: boolean(false, 'On.') }), {
    key: /^a$/,
    expects: 'a',
    samples: ['a'],
  }),
});

describe('valuesYaml', () => {
  it('writes a heading, groups, sentences for helm-docs, and what is not set as a comment with an example', () => {
    const yaml = valuesYaml('Heading.', small);
    expect(yaml).toBe(`# yaml-language-server: $schema=values.schema.json
# Heading.

# -- Name.
name: "0755"

# -- Port.
port: 80

# -- On.
"on": true

# Maybe. From 1 to 9. Not set by default.
# maybe: 5

# Unknown. Not set by default.
# unknown:

# -- Gone. From 1 to 9.
gone: 5

# -- Word. One of "", a, b.
word: ""

# -- Tag. Example: \`v1.2.3\`.
tag: ""

# -- Tag.
set: v1

# -- Image. Must be an image repository such as ghcr.io/owner/name, without tag.
from: ""

# Inner.
inner:
  # -- Labels.
  labels: {}
  # -- Token.
  token: ""

# -- Items.
items: []

# -- Ranges. Example: \`["10.0.0.0/8"]\`.
ranges: []

# -- Map.
map:
  a:
    "on": true
`);
  });

  it('refers to the file for a default that is too long for a table', () => {
    const long = section('Long.', { long: list(Array(50).fill('x'), 'Long.', string('', 'A text.')) });
    expect(valuesYaml('Heading.', long)).toContain(
      '# -- Long.\n# @default -- See values.yaml.\nlong:\n  - x\n',
    );
  });

  it('is read by helm-docs also where a sentence has an option of a command, and a value is not set', () => {
    const values = section('Odd.', {
      short: string('', 'For `helm install --create-namespace`, which makes it.'),
      long: string('', `${'Any word '.repeat(11)}--set and ${'any word '.repeat(11)}@default -- x.`),
      a: optional(port(1, 'A.')),
      b: section('B.', { c: optional(port(1, 'C.')), d: section('D.', { e: port(1, 'E.') }) }),
    });
    expect(Object.fromEntries(helmDocsSentences(valuesYaml('Heading.', values)))).toEqual({
      short: values.shape.fields.short.description,
      long: values.shape.fields.long.description,
      'b.d.e': 'E.',
    });
  });

  it('writes a section under a key that YAML takes for a flag so that it stays a text', async () => {
    const odd = section('Odd.', { y: section('Why.', { no: port(1, 'No.') }) });
    const yaml = valuesYaml('Heading.', odd);
    expect(await parseLikeHelm([yaml])).toEqual([[odd.default]]);
  });

  it('is a map for Helm even where no value has a default', async () => {
    const bare = section('Bare.', { maybe: optional(port(1, 'Maybe.')) });
    const yaml = valuesYaml('Heading.', bare);
    expect(await parseLikeHelm([yaml])).toEqual([[]]);
  });
});

describe('valueRows', () => {
  it('says of each value its type, its default as JSON and its sentence, items and entries included', () => {
    const rows = valueRows(small.shape.fields).map((row) => Object.values(row).join(' | '));
    expect(rows).toEqual([
      'name | string | "0755" | Name.',
      'port | int | 80 | Port.',
      'on | bool | true | On.',
      'maybe | int |  | Maybe. From 1 to 9. Not set by default. Example: `5`.',
      'unknown | string |  | Unknown. Not set by default.',
      'gone | int | 5 | Gone. From 1 to 9.',
      'word | string | "" | Word. One of "", a, b.',
      'tag | string | "" | Tag. Example: `v1.2.3`.',
      'set | string | "v1" | Tag.',
      'from | string | "" | Image. Must be an image repository such as ghcr.io/owner/name, without tag.',
      'inner.labels | map | {} | Labels.',
      'inner.token | string | "" | Token.',
      'items | list | [] | Items.',
      'items[].key | string |  | Key. Required.',
      'items[].on | bool | false | On.',
      'ranges | list | [] | Ranges. Example: `["10.0.0.0/8"]`.',
      'map | map | {"a":{"on":true}} | Map.',
      'map.<name>.on | bool | false | On.',
    ]);
  });
});
