import { explain, UserError, within } from '../../lib/app/explain';
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

it('says of a mistake of ours all that helps to find it, and in the last line what it is', () => {
  const error = new TypeError('x is not a function');
  expect(explain(error)).toBe(`${String(error.stack)}\nTypeError: x is not a function`);
  expect(explain(error)).toContain('explain.test.ts');
});

it('says the message of an error without a stack, and what is thrown that is no error', () => {
  const error = new Error('short');
  delete error.stack;
  expect(explain(error)).toBe('short');
  expect(explain('text')).toBe('text');
  expect(explain(undefined)).toBe('undefined');
});

it('says of a mistake of ours where it was, and nothing more of one of a user', () => {
  const failing = (error: Error) => () =>
    within('environments/dev.ts', () => {
      throw error;
    });
  expect(failing(new TypeError('x is not a function'))).toThrow('environments/dev.ts: x is not a function');
  expect(failing(new UserError('Give a path.'))).toThrow(/^Give a path\.$/);
  expect(within('environments/dev.ts', () => 1)).toBe(1);
});
