import { stacks } from '../../lib/stacks/stacks';
import { expectValuesUsed } from '../../lib/testing/values-used';
import { Web } from './stack';

it('names the values that no resource uses', () => {
  expect(() => expectValuesUsed(new Web())).toThrow(
    'No resource of web uses unused: use it, or take it out of the declaration.',
  );
});

it('takes a stack that uses all of its values', () => {
  expect(() => expectValuesUsed(stacks.jairouter.template())).not.toThrow();
});
