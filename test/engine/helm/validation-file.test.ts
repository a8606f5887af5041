import { validationFile } from '../../../lib/engine/helm/validation-file';
import { not, text } from '../../../lib/engine/template/operators';
import { ForEachItem } from '../../../lib/engine/template/scopes';
import { SmallStack } from '../small-stack';

it('a rule stops Helm with its sentence', () => {
  const stack = new SmallStack();
  stack.addValidation('name', 'must be set.', not(stack.values.name));
  expect(validationFile('small', stack.validationRules)).toBe(
    '{{- if not .Values.name }}\n{{- fail "name must be set." }}\n{{- end }}\n',
  );
});

it('a rule in a loop is asked in each iteration, with a path of its own', () => {
  const stack = new SmallStack();
  const loop = new ForEachItem(stack, 'names', stack.values.names, 'one');
  stack.addValidationWithin(loop, text`names.${text`<${loop.item}>`}`, 'is wrong.', stack.values.on);
  expect(validationFile('small', stack.validationRules)).toBe(
    [
      '{{- range $one := .Values.names }}',
      '{{- if $.Values.on }}',
      '{{- fail (printf "names.<%s> is wrong." $one) }}',
      '{{- end }}',
      '{{- end }}',
      '',
    ].join('\n'),
  );
});
