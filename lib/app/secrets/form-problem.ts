import type { SecretForm } from '../../kubernetes/secret-form';

/** What is wrong with a value, to follow the name of its key, if it has another form; nothing of the value is in it. */
export function formProblem(form: SecretForm, value: string): string | undefined {
  if (value === '') return `is empty, and must be ${form.is}`;
  if (form.isFile === undefined && /^\s|\s$/.test(value))
    return 'begins or ends with white space, such as the line break of echo, which becomes part of it; make it with printf or openssl';
  const values = form.separator === undefined ? [value] : value.split(form.separator);
  return values.every((one) => isRight(form, one)) ? undefined : `must be ${form.is}`;
}

function isRight({ minimumLength = 1, pattern, prefix, without }: SecretForm, value: string): boolean {
  return (
    value.length >= minimumLength &&
    (typeof prefix !== 'string' || value.startsWith(prefix)) &&
    (pattern?.test(value) ?? true) &&
    (without === undefined || !value.includes(without))
  );
}
