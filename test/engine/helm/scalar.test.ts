import {
  escapeBraces,
  goInline,
  goScalar,
  isBlockString,
  isScalar,
  literal,
} from '../../../lib/engine/helm/scalar';
import { IntOrString } from 'cdk8s-plus-27/lib/imports/k8s';
import { literal as constant } from '../../../lib/engine/template/expression';
import { equal, text } from '../../../lib/engine/template/operators';
import {
  choose,
  commented,
  each,
  lines,
  merged,
  neverEmpty,
  when,
  type Tree,
} from '../../../lib/engine/template/tree';
import { SmallStack } from '../small-stack';

const { on, replicas, large, name, host, labels, words } = new SmallStack().values;
const root = { chart: 'small', atRoot: true };

it.each<[string, boolean, Tree]>([
  ['a string', true, 'a'],
  ['null', true, null],
  ['an expression for a number', true, replicas],
  ['a decision between two', true, choose(on, 'a', name)],
  ['an expression for a list', false, words],
  ['an expression for a map', false, labels],
  ['a scalar with a comment', true, commented('Why.', 1)],
  ['a map with a comment', false, commented('Why.', {})],
  ['a decision with a map', false, choose(on, 'a', {})],
  ['a list', false, []],
  ['a map', false, {}],
  ['parts of a map', false, merged()],
  ['a string of several lines', false, lines('a')],
  ['a loop', false, each(words, 'word', () => 1)],
  ['a wrapper', false, IntOrString.fromNumber(1)],
])('%s is a scalar: %s', (_, result, tree) => {
  expect(isScalar(tree)).toBe(result);
});

it.each<[Tree, string]>([
  ['plain', 'plain'],
  ['yes', '"yes"'],
  ['{{ $labels.pod }}', '"{{ "{{" }} $labels.pod }}"'],
  [1, '1'],
  [null, 'null'],
  [constant('0o7'), '"0o7"'],
  [constant(true), 'true'],
  [replicas, '{{ .Values.replicas }}'],
  [large, '{{ .Values.large | int64 }}'],
  [on, '{{ .Values.on }}'],
  [equal(host, 'a'), '{{ if eq .Values.host "a" }}true{{ else }}false{{ end }}'],
  [name, '{{ .Values.name | quote }}'],
  [text`${host}-${replicas}`, '"{{ .Values.host }}-{{ .Values.replicas }}"'],
  [text`${host} ${name}`, '{{ printf "%s %s" .Values.host .Values.name | quote }}'],
  [choose(on, 'a', name), '{{ if .Values.on }}a{{ else }}{{ .Values.name | quote }}{{ end }}'],
  [when(on, 1), '{{ if .Values.on }}1{{ end }}'],
  [
    choose(on, 1, choose(large, 2, 3)),
    '{{ if .Values.on }}1{{ else if .Values.large }}2{{ else }}3{{ end }}',
  ],
  [choose(on, 1, when(large, 2)), '{{ if .Values.on }}1{{ else if .Values.large }}2{{ end }}'],
])('%# is written %s', (tree, code) => {
  expect(goScalar(tree, root)).toBe(code);
});

it('a comment has no place on the line of its scalar', () => {
  expect(() => goScalar(choose(on, commented('Why.', 1), 2), root)).toThrow(
    'A comment needs a line of its own; it must be around the whole value.',
  );
});

it('nothing else is written as a scalar', () => {
  for (const tree of [undefined, {}, [], merged(), lines(), neverEmpty([])])
    expect(() => goScalar(tree, root)).toThrow('A string, a number or a boolean was expected in a template.');
});

it('a string within a string is bare', () => {
  expect(goInline(text`{{ ${text`${host}:${large}`}`, root)).toBe(
    '{{ "{{" }} {{ .Values.host }}:{{ .Values.large | int64 }}',
  );
  expect(goInline(name, root)).toBe('{{ .Values.name }}');
});

it('a brace beside a value or another brace is not read as the beginning of an action', () => {
  expect(goInline(text`{${host}}`, root)).toBe('{{ "{" }}{{ .Values.host }}}');
  expect(goInline(text`{${text`{ ${host}`}`, root)).toBe('{{ "{" }}{ {{ .Values.host }}');
  expect(goInline(text`{${text`a="${host}"`}}`, root)).toBe('{a="{{ .Values.host }}"}');
});

it('a tidy string of several lines is a block', () => {
  expect([isBlockString('a\nb\n'), isBlockString('a\nb'), isBlockString('a'), isBlockString(1)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

it('braces are escaped, in keys too', () => {
  expect(escapeBraces('{{ a }} {{ b }}')).toBe('{{ "{{" }} a }} {{ "{{" }} b }}');
  expect([literal('a.b/c'), literal('on'), literal(1), literal(null)]).toEqual([
    'a.b/c',
    '"on"',
    '1',
    'null',
  ]);
});
