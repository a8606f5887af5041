import { helpersFile } from '../../../lib/engine/helm/helpers-file';
import { greaterThan, text } from '../../../lib/engine/template/operators';
import { choose, merged, when, type Tree } from '../../../lib/engine/template/tree';
import { messageOf, SmallStack } from '../small-stack';

function fileOf(define: (stack: SmallStack) => unknown): string {
  const stack = new SmallStack();
  define(stack);
  return helpersFile('small', stack.helpers);
}

it('a string is written bare', () => {
  expect(fileOf((stack) => stack.namedString('name', 'The name.', text`${stack.values.host}-x`))).toBe(
    '{{/*\nThe name.\n*/}}\n{{- define "small.name" -}}\n{{- printf "%s-x" .Values.host }}\n{{- end }}\n',
  );
});

it('a choice is written side by side', () => {
  expect(
    fileOf((stack) => stack.namedInteger('n', 'N.', choose(stack.values.on, stack.values.large, 5))),
  ).toContain('{{- if .Values.on }}\n  {{- .Values.large | int64 }}\n{{- else }}\n  {{- 5 }}\n{{- end }}\n');
  expect(fileOf((stack) => stack.namedString('t', 'T.', when(stack.values.on, 'a')))).toContain(
    '{{- if .Values.on }}\n  {{- "a" }}\n{{- end }}\n',
  );
});

it('a choice within a choice is an else if', () => {
  const { on, off } = new SmallStack().values;
  expect(fileOf((stack) => stack.namedInteger('n', 'N.', choose(on, 1, choose(off, 2, 3))))).toContain(
    [
      '{{- if .Values.on }}',
      '  {{- 1 }}',
      '{{- else if .Values.off }}',
      '  {{- 2 }}',
      '{{- else }}',
      '  {{- 3 }}',
      '{{- end }}\n',
    ].join('\n'),
  );
});

it('a condition prints true or nothing', () => {
  expect(fileOf((stack) => stack.namedCondition('c', 'C.', greaterThan(stack.values.replicas, 1)))).toContain(
    '{{- if gt (int .Values.replicas) 1 }}true{{ end }}\n',
  );
});

it('a map is written key by key, helpers one after the other', () => {
  const file = fileOf((stack) => {
    stack.namedMap('one', 'One.', { a: 'b' });
    stack.namedMap('two', 'Two.', { c: 'd' });
  });
  expect(file).toContain('{{- define "small.one" -}}\na: b\n{{- end }}\n\n{{/*\nTwo.');
});

it.each<[string, Tree]>([
  ['small: helper wrong: A string or a number was expected in a helper.', {}],
  ['small: helper wrong: A string or a number was expected in a helper.', undefined],
])('an author’s mistake names stack and helper: %s', (message, tree) => {
  expect(messageOf(() => fileOf((stack) => stack.namedString('wrong', 'Wrong.', tree)))).toBe(message);
});

it('an author’s mistake in a map names the field too', () => {
  const wrong = (stack: SmallStack) => stack.namedMap('wrong', 'Wrong.', { a: { b: merged([1]) } });
  expect(() => fileOf(wrong)).toThrow(
    /^small: helper wrong, a\.b: A map was expected in a template\. \(test/,
  );
});

it('a comment cannot end before its end', () => {
  expect(messageOf(() => fileOf((stack) => stack.namedString('wrong', 'Of apps/*/v1.', 'a')))).toBe(
    'small: helper wrong: Its comment must not contain "*/", which ends it.',
  );
});
