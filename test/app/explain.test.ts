import { explain, UserError } from '../../lib/app/explain';
import { RequiredValueError } from '../../lib/engine/manifests/evaluate';
import { ValidationError } from '../../lib/engine/manifests/render';
import { ValuesError } from '../../lib/engine/values/check';
import { SetFlagError } from '../../lib/engine/values/set-flag';

it.each<[string, Error, string]>([
  ['a user’s mistake', new UserError('Give a path.'), 'Give a path.'],
  ['values that are not right', new ValuesError(['a.yaml: one.', 'a.yaml: two.']), 'a.yaml: one.\na.yaml: two.'],
  ['values that are not right together', new ValidationError([{ path: 'a', reason: 'is wrong.' }]), 'a is wrong.'],
  ['a value that is missing', new RequiredValueError('a is required.'), 'a is required.'],
  ['a flag', new SetFlagError('--set: a has no value.'), '--set: a has no value.'],
])('says of %s the sentence alone', (_, error, sentence) => {
  expect(explain(error)).toBe(sentence);
}); // prettier-ignore

it('says of a mistake of ours all that helps to find it', () => {
  const error = new TypeError('x is not a function');
  expect(explain(error)).toBe(error.stack);
  expect(explain(error)).toContain('explain.test.ts');
});

it('says the message of an error without a stack, and what is thrown that is no error', () => {
  const error = new Error('short');
  delete error.stack;
  expect(explain(error)).toBe('short');
  expect(explain('text')).toBe('text');
  expect(explain(undefined)).toBe('undefined');
});
