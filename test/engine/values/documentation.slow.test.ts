import { parseDocument } from 'yaml';
import { relayValues } from '../../../lib/stacks/claude-relay/values';
import { list, section } from '../../../lib/engine/values/collections';
import type { Fields, Section } from '../../../lib/engine/values/collections';
import { optional } from '../../../lib/engine/values/declaration';
import { valueRows, valuesYaml } from '../../../lib/engine/values/documentation';
import { port } from '../../../lib/engine/values/numbers';
import { NASTY_STRINGS, string } from '../../../lib/engine/values/scalars';
import { annotations } from '../../../lib/engine/values/string-maps';
import { everythingValues } from '../../support/everything';
import { parseLikeHelm } from '../../support/helm';
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
  const start = comment.findLastIndex((line) => /^ *# ( +)?\S+:( \S+)?$/.test(line)) + 1;
  return comment
    .slice(start)
    .map((line) => line.replace(/^ *#( --)? ?/, ''))
    .join(' ');
}

function escape(literal: string): string {
  return literal.replace(/[.\\^$*+?()[\]{}|-]/g, '\\$&');
}

describe('valuesYaml', () => {
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
