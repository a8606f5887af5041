import { formProblem } from '../../../lib/app/secrets/form-problem';
import { newValue, recipeOf } from '../../../lib/app/secrets/random';
import { PASSWORD, SIGNING_KEY, type SecretForm } from '../../../lib/kubernetes/secret-form';

const PREFIXED: SecretForm = { is: 'a key', prefix: 'sk-', pattern: /^sk-[0-9a-f]{48}$/ };

it.each([PASSWORD, SIGNING_KEY, PREFIXED])('makes a value of the form, another one each time: %j', (form) => {
  const values = Array.from({ length: 20 }, () => newValue(form));
  expect(new Set(values).size).toBe(20);
  expect(values.flatMap((value) => formProblem(form, value) ?? [])).toEqual([]);
});

it('makes a fixed value of what is no secret', () => {
  expect(newValue({ is: 'a name', fixed: 'cr_admin' })).toBe('cr_admin');
});

it('cannot make one whose prefix is not known', () => {
  expect(() => recipeOf({ is: 'a key', prefix: ['auth', 'keyPrefix'] })).toThrow('The prefix of a form is known');
}); // prettier-ignore
