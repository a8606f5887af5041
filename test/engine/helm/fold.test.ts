import { fold, MAXIMUM_LENGTH } from '../../../lib/engine/helm/fold';

const long = (length: number, letter = 'a') => `.${letter.repeat(length)}`;

it('a line that is not too long stays as it is', () => {
  const line = `  key: {{ ${long(MAXIMUM_LENGTH - 14)} }}`;
  expect(line).toHaveLength(MAXIMUM_LENGTH);
  expect(fold(line)).toEqual([line]);
});

it('arguments are on lines of their own', () => {
  const [a, b] = [long(80), `(not ${long(70, 'b')})`];
  expect(fold(`  {{- if and ${a} ${b} }}`)).toEqual(['  {{- if and', `    ${a}`, `    ${b}`, '  }}']);
  expect(fold(`{{- else if or ${a} ${b} }}`)).toEqual(['{{- else if or', `  ${a}`, `  ${b}`, '}}']);
  expect(fold(`{{- if and ${a} ${b} }}true{{ end }}`)).toEqual([
    '{{- if and',
    `  ${a}`,
    `  ${b}`,
    '}}true{{ end }}',
  ]);
});

it('a name or a format stays with what is called', () => {
  const [a, b] = [long(80), long(70, 'b')];
  expect(fold(`{{- $name := printf "%s ( %s" ${a} ${b} }}`)).toEqual([
    '{{- $name := printf "%s ( %s"',
    `  ${a}`,
    `  ${b}`,
    '}}',
  ]);
});

it('what goes into a pipeline is broken too where it is too long by itself', () => {
  const [a, b] = [`(${long(80)} | default dict)`, long(70, 'b')];
  expect(fold(`  key: {{ get ${a} ${b} | quote }}`)).toEqual([
    '  key: {{ get',
    `    ${a}`,
    `    ${b}`,
    '    | quote',
    '  }}',
  ]);
});

it('steps of a pipeline are on lines of their own, behind a key too', () => {
  const [a, b] = [long(80), long(60, 'b')];
  expect(fold(`  key: {{ ${a} | default ${b} | quote }}`)).toEqual([
    `  key: {{ ${a}`,
    `    | default ${b}`,
    '    | quote',
    '  }}',
  ]);
});

it('what is in parentheses is broken again where it is too long itself', () => {
  const [a, b] = [long(80), long(70, 'b')];
  expect(fold(`{{- if not (contains ${a} ${b}) }}`)).toEqual([
    '{{- if not',
    '  (contains',
    `    ${a}`,
    `    ${b}`,
    '  )',
    '}}',
  ]);
});

it.each([
  ['a sentence', `{{- fail "${'a '.repeat(80)}" }}`],
  ['a printed sentence', `{{- fail (printf "${'a '.repeat(80)}" .b) }}`],
  ['a string', `- "${'a '.repeat(80)}"`],
  ['text with an action in it', `  ${'a '.repeat(80)} {{ .b | default .c }}`],
  ['several actions', `  key: "{{ .b | default .c }} ${'a '.repeat(80)} {{ .d | default .e }}"`],
  ['an action of one word', `{{ ${long(150)} }}`],
])('%s stays whole', (_, line) => {
  expect(fold(line)).toEqual([line]);
});
