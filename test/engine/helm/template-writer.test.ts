import { written, messageOf, SmallStack } from '../small-stack';
import { AuthorError } from '../../../lib/engine/values/author-error';
import { text } from '../../../lib/engine/template/operators';
import {
  choose, commented, each, eachEntry, ifSet, Include, lines, Lines, merged, neverEmpty, pair, when, type Tree,
} from '../../../lib/engine/template/tree'; // prettier-ignore

const { on, off, maybe, name, host, labels, words, names, object, services } = new SmallStack().values;
const include = new Include({ kind: 'map', name: 'labels', comment: '', body: { a: 'b' } });

describe('a map is written', () => {
  it.each<[string, Tree, string[]]>([
    ['key by key', { a: 1, b: { c: host } }, ['a: 1', 'b:', '  c: {{ .Values.host | quote }}']],
    ['without what is undefined', { a: undefined, b: 1 }, ['b: 1']],
    ['with what the author left empty', { a: {}, b: [] }, ['a: {}', 'b: []']],
    ['with a block', { a: 'x\n{{y\n' }, ['a: |', '  x', '  {{ "{{" }}y']],
    ['with a condition', { a: when(on, 1), b: 2 }, ['{{- if .Values.on }}', 'a: 1', '{{- end }}', 'b: 2']],
    [
      'with one condition for several keys',
      { a: when(on, 1), b: when(on, { c: 2 }) },
      ['{{- if .Values.on }}', 'a: 1', 'b:', '  c: 2', '{{- end }}'],
    ],
    [
      'with a choice of maps',
      { a: choose(on, { b: 1 }, { c: 2 }) },
      ['a:', '  {{- if .Values.on }}', '  b: 1', '  {{- else }}', '  c: 2', '  {{- end }}'],
    ],
    [
      'with a choice of what the author left empty',
      { a: choose(on, commented('Why.', {}), { b: 1 }), c: choose(on, ['d'], []) },
      [
        'a:',
        ...['  {{- if .Values.on }}', '  # Why.', '  {}', '  {{- else }}', '  b: 1', '  {{- end }}'],
        'c:',
        ...['  {{- if .Values.on }}', '  - d', '  {{- else }}', '  []', '  {{- end }}'],
      ],
    ],
    [
      'with a choice of scalars on one line',
      { a: choose(on, 1, 2) },
      ['a: {{ if .Values.on }}1{{ else }}2{{ end }}'],
    ],
    ['with what may be absent', { a: maybe }, ['{{- with .Values.maybe }}', 'a: {{ . }}', '{{- end }}']],
    [
      'with what is left out if empty',
      { a: ifSet(name) },
      ['{{- with .Values.name }}', 'a: {{ . | quote }}', '{{- end }}'],
    ],
    [
      'with a map of the user',
      { a: labels },
      ['{{- with .Values.labels }}', 'a:', '  {{- toYaml . | nindent 2 }}', '{{- end }}'],
    ],
    [
      'with an object of the user',
      { a: object },
      ['{{- with .Values.object }}', 'a:', '  {{- toYaml . | nindent 2 }}', '{{- end }}'],
    ],
    ['from parts', merged({ a: 1 }, include), ['a: 1', '{{ include "small.labels" . }}']],
    ['with a helper', { a: include }, ['a:', '  {{- include "small.labels" . | nindent 2 }}']],
    ['with a key of a value', pair(host, 1), ['{{ .Values.host | quote }}: 1']],
    [
      'with lines',
      { a: lines('x', when(on, 'y'), text`${host}!`) },
      ['a: |', '  x', '  {{- if .Values.on }}', '  y', '  {{- end }}', '  {{ .Values.host }}!'],
    ],
    [
      'with a key for each entry',
      { a: eachEntry(services, { key: 'key', entry: 'service' }, (key, service) => pair(key, service.port)) },
      [
        '{{- if .Values.services }}',
        'a:',
        '  {{- range $key, $service := .Values.services }}',
        '  {{ $key | quote }}: {{ dig "port" 80 $service }}',
        '  {{- end }}',
        '{{- end }}',
      ],
    ],
  ])('%s', (_, tree, result) => {
    expect(written(tree)).toEqual(result);
  });
});

describe('a list is written', () => {
  it.each<[string, Tree, string[]]>([
    ['item by item', ['a', 1, {}, 'x\ny\n'], ['- a', '- 1', '- {}', '- |', '  x', '  y']],
    ['a map beside the dash', [{ a: 1, b: 2 }], ['- a: 1', '  b: 2']],
    ['parts beside the dash', [merged({ a: 1 }, { b: 2 })], ['- a: 1', '  b: 2']],
    ['a condition', ['a', when(on, { b: 1 })], ['- a', '{{- if .Values.on }}', '- b: 1', '{{- end }}']],
    ['an item that may be absent', ['a', maybe], ['- a', '{{- with .Values.maybe }}', '- {{ . }}', '{{- end }}']],
    ['a loop', ['a', each(names, 'n', (n) => ({ name: n }))], ['- a', '{{- range $n := .Values.names }}', '- name: {{ $n | quote }}', '{{- end }}']],
    ['a list of the user', ['a', names], ['- a', '{{- with .Values.names }}', '{{- toYaml . | nindent 2 }}', '{{- end }}']],
    ['strings of the user one by one', ['a', words], ['- a', '{{- range $value := .Values.words }}', '- {{ $value | quote }}', '{{- end }}']],
    ['what is never empty', neverEmpty([when(on, 'a')]), ['{{- if .Values.on }}', '- a', '{{- end }}']],
    ['what is never empty of two decisions', ['a', when(on, ['b', 'c'])], ['- a', '{{- if .Values.on }}', '- b', '- c', '{{- end }}']],
  ])('%s', (_, tree, result) => {
    expect(written({ list: tree })).toEqual(['list:', ...result.map((line) => `  ${line}`)]);
  }); // prettier-ignore

  it('is left out where none of its items is there', () => {
    expect(written({ list: [when(on, 'a'), when(off, 'b')] })).toEqual([
      '{{- if or .Values.on .Values.off }}',
      'list:',
      '  {{- if .Values.on }}',
      '  - a',
      '  {{- end }}',
      '  {{- if .Values.off }}',
      '  - b',
      '  {{- end }}',
      '{{- end }}',
    ]);
  });
});

describe('an author’s mistake names the field', () => {
  const section = new SmallStack().values['dash-ed'];
  it.each<[string, Tree]>([
    ['A map was expected in a template.', 'a'],
    ['a.b: A map was expected in a template.', { a: { b: merged([1]) } }],
    [
      'spec.containers[1]: The first property of a list item must always be there.',
      { spec: { containers: [1, { args: words, name: 'a' }] } },
    ],
    ['a: A loop whose items are there only at times needs something beside it that always is.', { a: merged(each(words, 'w', (w) => when(w, { b: 1 }))) }],
    [
      'a: (index .Values "dash-ed") holds strings that toYaml may change; write it item by item with each().',
      { a: section },
    ],
    [
      'a[1]: The variable n is hidden by another one of that name.',
      { a: ['b', each(names, 'n', (outer) => each(words, 'n', (inner) => text`${outer} ${inner}`))] },
    ],
    ['a: A line was expected.', { a: new Lines([when(on, { b: 1 })]) }],
  ])('%s', (message, tree) => {
    expect(() => written(tree)).toThrow(AuthorError);
    expect(messageOf(() => written(tree))).toBe(message);
  }); // prettier-ignore
});

it('a decision between long scalars is not on one line', () => {
  const [a, b] = ['a', 'b'].map((letter) => letter.repeat(60));
  expect(written({ key: choose(on, a, b) })).toEqual([
    '{{- if .Values.on }}',
    `key: ${a ?? ''}`,
    '{{- else }}',
    `key: ${b ?? ''}`,
    '{{- end }}',
  ]);
});
