import { validationFile } from '../../../lib/engine/helm/validation-file';
import { and, not, text } from '../../../lib/engine/template/operators';
import { ForEachItem, Named, OnlyIf } from '../../../lib/engine/template/scopes';
import { SmallStack } from '../small-stack';

it('a rule stops Helm with its sentence', () => {
  const stack = new SmallStack();
  stack.addValidation('name', 'must be set.', not(stack.values.name));
  expect(validationFile('small', stack.validationRules)).toBe(
    '{{- if not .Values.name }}\n  {{- fail "name must be set." }}\n{{- end }}\n',
  );
});

it('a rule in a loop is asked in each iteration, with a path of its own', () => {
  const stack = new SmallStack();
  const loop = new ForEachItem(stack, 'names', stack.values.names, 'one');
  stack.addValidationWithin(loop, text`names.${text`<${loop.item}>`}`, 'is wrong.', stack.values.on);
  expect(validationFile('small', stack.validationRules)).toBe(
    [
      '{{- range $one := .Values.names }}',
      '  {{- if $.Values.on }}',
      '    {{- fail (printf "names.<%s> is wrong." $one) }}',
      '  {{- end }}',
      '{{- end }}',
      '',
    ].join('\n'),
  );
});

it('rules in a row share what they ask first, and their scopes', () => {
  const stack = new SmallStack();
  const { on, off, name, host, names } = stack.values;
  const enabled = new OnlyIf(stack, 'enabled', on);
  const loop = new ForEachItem(enabled, 'names', names, 'one');
  const full = new Named(loop, 'full', text`x-${loop.item}`);
  stack.addValidation('a', 'is wrong.', on, off, name);
  stack.addValidation('b', 'is wrong.', and(on, off), host);
  stack.addValidationWithin(enabled, 'c', 'is wrong.', off);
  stack.addValidationWithin(full, 'd', 'is wrong.', name);
  stack.addValidationWithin(full, 'e', 'is wrong.', off);
  stack.addValidation('f', 'is wrong.', not(on), name);
  stack.addValidation('g', 'is wrong.', not(on), off);
  stack.addValidation('h', 'is wrong.', on);
  expect(validationFile('small', stack.validationRules).trimEnd().split('\n')).toEqual([
    '{{- if .Values.on }}',
    '  {{- if .Values.off }}',
    '    {{- if .Values.name }}',
    '      {{- fail "a is wrong." }}',
    '    {{- end }}',
    '    {{- if .Values.host }}',
    '      {{- fail "b is wrong." }}',
    '    {{- end }}',
    '    {{- fail "c is wrong." }}',
    '  {{- end }}',
    '  {{- range $one := .Values.names }}',
    '    {{- $full := printf "x-%s" $one }}',
    '    {{- if $.Values.name }}',
    '      {{- fail "d is wrong." }}',
    '    {{- end }}',
    '    {{- if $.Values.off }}',
    '      {{- fail "e is wrong." }}',
    '    {{- end }}',
    '  {{- end }}',
    '{{- else }}',
    '  {{- if .Values.name }}',
    '    {{- fail "f is wrong." }}',
    '  {{- end }}',
    '  {{- if .Values.off }}',
    '    {{- fail "g is wrong." }}',
    '  {{- end }}',
    '{{- end }}',
    '{{- if .Values.on }}',
    '  {{- fail "h is wrong." }}',
    '{{- end }}',
  ]);
});

it('a value that is to be unique is looked up in a map, which is there before all loops', () => {
  const stack = new SmallStack();
  const loop = new ForEachItem(stack, 'names', stack.values.names, 'one');
  const value = text`${loop.item}.${stack.values.host}`;
  stack.addUniqueWithin(
    loop,
    { name: 'hosts', value, key: loop.item },
    (earlier) => text`names.${earlier} and names.${loop.item}`,
    'have one host.',
  );
  expect(validationFile('small', stack.validationRules).trimEnd().split('\n')).toEqual([
    '{{- $hosts := dict }}',
    '{{- range $one := .Values.names }}',
    '  {{- $earlier := get $hosts (printf "%s.%s" $one $.Values.host) }}',
    '  {{- $_ := set $hosts (printf "%s.%s" $one $.Values.host) $one }}',
    '  {{- if $earlier }}',
    '    {{- fail (printf "names.%s and names.%s have one host." $earlier $one) }}',
    '  {{- end }}',
    '{{- end }}',
  ]);
});

it.each([
  ['two maps of unique values', ['hosts', 'hosts'], 'one', 'are named hosts.'],
  ['a map and the item of a loop', ['one'], 'one', 'The variable one is hidden by another one of that name.'],
])('%s with one name are a mistake of the author', (_, maps, item, message) => {
  const stack = new SmallStack();
  const loop = new ForEachItem(stack, 'names', stack.values.names, item);
  for (const name of maps)
    stack.addUniqueWithin(loop, { name, value: loop.item, key: loop.item }, () => 'names', 'are twice.');
  expect(() => validationFile('small', stack.validationRules)).toThrow(message);
});
