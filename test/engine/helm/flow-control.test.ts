import { written, SmallStack } from '../small-stack';
import { and, greaterThan, not, or } from '../../../lib/engine/template/operators';
import { TemplateWriter } from '../../../lib/engine/helm/template-writer';
import {
  choose,
  commented,
  each,
  ifSet,
  merged,
  neverEmpty,
  when,
  type Tree,
} from '../../../lib/engine/template/tree';

const { on, off, replicas, maybe, name, labels, words, names } = new SmallStack().values;

describe('a condition is asked once', () => {
  const both = and(on, off);
  it.each<[string, Tree, string[]]>([
    [
      'within itself',
      { a: when(on, { b: [when(on, 2)] }) },
      ['{{- if .Values.on }}', 'a:', '  b:', '    - 2', '{{- end }}'],
    ],
    [
      'within a condition that it is part of',
      { a: when(both, { b: when(on, 1), c: when(and(off, name), 2) }) },
      [
        '{{- if and .Values.on .Values.off }}',
        'a:',
        '  b: 1',
        '  {{- if .Values.name }}',
        '  c: 2',
        '  {{- end }}',
        '{{- end }}',
      ],
    ],
    [
      'within its opposite, where it is not so',
      { a: choose(on, { b: 1 }, { c: when(on, 2), d: when(not(on), 3) }) },
      ['a:', '  {{- if .Values.on }}', '  b: 1', '  {{- else }}', '  d: 3', '  {{- end }}'],
    ],
    [
      'by a value that asks for itself',
      { a: when(maybe, { b: maybe, c: ifSet(maybe) }) },
      ['{{- if .Values.maybe }}', 'a:', '  b: {{ .Values.maybe }}', '  c: {{ .Values.maybe }}', '{{- end }}'],
    ],
    [
      'by what is beside it in a map',
      merged({ a: when(on, 1) }, { b: when(on, [2]), c: 3 }),
      ['{{- if .Values.on }}', 'a: 1', 'b:', '  - 2', '{{- end }}', 'c: 3'],
    ],
    [
      'by what is beside it in a list',
      { a: [0, when(on, 1), when(on, 2), when(not(on), 3)] },
      ['a:', '  - 0', '  {{- if .Values.on }}', '  - 1', '  - 2', '  {{- else }}', '  - 3', '  {{- end }}'],
    ],
    [
      'where only a part of it had to be asked',
      merged(
        { a: 1 },
        when(
          not(on),
          merged(
            { b: 2 },
            when(or(on, off), { c: 3 }),
            when(or(on, off), merged({ d: 4 }, when(off, { e: 5 }))),
          ),
        ),
      ),
      [
        ...['a: 1', '{{- if not .Values.on }}', 'b: 2'],
        ...['{{- if .Values.off }}', 'c: 3', 'd: 4', 'e: 5', '{{- end }}', '{{- end }}'],
      ],
    ],
    [
      'where only a part of its opposite had to be asked',
      merged(
        { a: 1 },
        when(not(on), merged({ b: 2 }, when(not(off), { c: 3 }), when(or(on, off), when(off, { d: 4 })))),
      ),
      [
        ...['a: 1', '{{- if not .Values.on }}', 'b: 2'],
        ...['{{- if not .Values.off }}', 'c: 3', '{{- else }}', 'd: 4', '{{- end }}', '{{- end }}'],
      ],
    ],
    [
      'in a loop',
      {
        a: when(on, [each(names, 'n', (n) => ({ b: 1, c: when(on, n) }))]),
      },
      [
        '{{- if .Values.on }}',
        '{{- if .Values.names }}',
        'a:',
        '  {{- range $n := .Values.names }}',
        '  - b: 1',
        '    c: {{ $n | quote }}',
        '  {{- end }}',
        '{{- end }}',
        '{{- end }}',
      ],
    ],
  ])('%s', (_, tree, result) => {
    expect(written(tree)).toEqual(result);
  });

  it('but asked again of a variable with the same name', () => {
    const inner = each(words, 'n', (n) => ({ c: 1, d: when(n, 2) }));
    const tree = { a: [each(names, 'n', (n) => ({ b: 1, e: when(n, neverEmpty([inner])) }))] };
    expect(written(tree).filter((line) => line.includes('if $n'))).toHaveLength(2);
  });

  it('an item of a list does not go on with a condition of the one before', () => {
    const item = { a: 1, b: when(on, 2) };
    expect(written({ list: [item, item] }).filter((line) => line.includes('if .Values.on'))).toHaveLength(2);
    // Or the first property of the second would be one of the first item.
    expect(() => written({ list: [item, { a: when(on, 3), b: when(on, 4) }] })).toThrow(
      'list[1]: The first property of a list item must always be there.',
    );
  });
});

it('a choice within a choice is an else if', () => {
  expect(written({ a: choose(on, { b: 1 }, choose(off, { c: 2 }, { d: 3 })) })).toEqual([
    'a:',
    '  {{- if .Values.on }}',
    '  b: 1',
    '  {{- else if .Values.off }}',
    '  c: 2',
    '  {{- else }}',
    '  d: 3',
    '  {{- end }}',
  ]);
  expect(written({ a: choose(on, { b: 1 }, choose(not(on), { c: 2 }, { d: 3 })) })).toEqual([
    'a:',
    '  {{- if .Values.on }}',
    '  b: 1',
    '  {{- else }}',
    '  c: 2',
    '  {{- end }}',
  ]);
});

describe('a comment is written', () => {
  it.each<[string, Tree, string[]]>([
    ['above a property', { a: commented('Why.', 1) }, ['# Why.', 'a: 1']],
    ['above a map', { a: commented('Why.', { b: 1 }) }, ['# Why.', 'a:', '  b: 1']],
    [
      'within the condition of the property, whichever is around the other',
      { a: commented('A.', when(on, 1)), b: when(on, commented('B.', 2)) },
      ['{{- if .Values.on }}', '# A.', 'a: 1', '# B.', 'b: 2', '{{- end }}'],
    ],
    [
      'within a `with`',
      { a: commented('Why.', labels) },
      ['{{- with .Values.labels }}', '# Why.', 'a:', '  {{- toYaml . | nindent 2 }}', '{{- end }}'],
    ],
    [
      'above an item of a list',
      { a: [commented('One.', 1), commented('Map.', { b: 1, c: 2 })] },
      ['a:', '  # One.', '  - 1', '  # Map.', '  - b: 1', '    c: 2'],
    ],
    [
      'above the dash, for the first property of an item',
      { a: [{ b: commented('Why.', 1), c: commented('Not that.', 2) }] },
      ['a:', '  # Why.', '  - b: 1', '    # Not that.', '    c: 2'],
    ],
    ['above part of a map', merged({ a: 1 }, commented('Why.', { b: 2 })), ['a: 1', '# Why.', 'b: 2']],
    ['one above the other', { a: commented('A.', commented('B.', 1)) }, ['# A.', '# B.', 'a: 1']],
    ['with braces that Helm leaves alone', { a: commented('{{ b }}', 1) }, ['# {{ "{{" }} b }}', 'a: 1']],
    [
      'without characters that end it',
      { a: commented('b\nc\u0085d: e\u2028f\u0007g', 1) },
      ['# b c d: e f g', 'a: 1'],
    ],
    [
      'in lines that are not too long',
      { a: commented(`${'word '.repeat(30)}end.`, 1) },
      [`# ${'word '.repeat(22)}word`, `# ${'word '.repeat(7)}end.`, 'a: 1'],
    ],
  ])('%s', (_, tree, result) => {
    expect(written(tree)).toEqual(result);
  });
});

it('lines and conditions can be written one by one', () => {
  const writer = new TemplateWriter('small');
  writer.onlyIf(2, on, writer.top(), () => writer.line(2, 'b'));
  writer.line(2, '');
  expect(writer.toString()).toBe('  {{- if .Values.on }}\n  b\n  {{- end }}\n\n');
  expect(written({ a: when(greaterThan(replicas, 1), 1) })).toContain(
    '{{- if gt (int .Values.replicas) 1 }}',
  );
});
