import { parse } from 'yaml';
import { entry, list, mapOf, section } from '../../../lib/engine/values/collections';
import { nullable, optional, required } from '../../../lib/engine/values/declaration';
import { isLong, valueRows, valuesYaml } from '../../../lib/engine/values/documentation';
import { addressRange } from '../../../lib/engine/values/names';
import { integer, port } from '../../../lib/engine/values/numbers';
import {
  boolean,
  imageRepository,
  imageTag,
  oneOf,
  secret,
  string,
} from '../../../lib/engine/values/scalars';
import { annotations } from '../../../lib/engine/values/string-maps';
import { helmDocsSentences } from '../../support/helm-docs';

// That Helm reads the defaults from it is in documentation.slow.test.ts.

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

  it('writes an empty map for a group in which nothing is set, which would be null with comments alone', () => {
    const group = section('Values.', {
      inner: section('Inner.', { a: optional(string('', 'A.')), b: optional(string('x', 'B.')) }),
    });
    expect(parse(valuesYaml('Heading.', group))).toEqual({ inner: {} });
  });

  it('refers to the file for a default that is too long for a table', () => {
    const long = section('Long.', { long: list(Array(50).fill('x'), 'Long.', string('', 'A text.')) });
    expect(valuesYaml('Heading.', long)).toContain(
      '# -- Long.\n# @default -- See values.yaml.\nlong:\n  - x\n',
    );
  });

  it('is read as helm-docs reads it also where a sentence has an option of a command, and a value is not set', () => {
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

describe('isLong', () => {
  it.each([
    [90, false],
    [91, true],
  ])('is of %d characters %s', (length, long) => {
    expect(isLong('x'.repeat(length))).toBe(long);
  });
});
