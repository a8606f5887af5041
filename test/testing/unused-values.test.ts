import { stacks } from '../../lib/stacks/stacks';
import { equal } from '../../lib/engine/template/operators';
import { unusedValues } from '../../lib/testing/unused-values';
import { Web } from './stack';

it('finds the values that no resource uses, and no others', () => {
  expect(unusedValues(new Web())).toEqual(['unused']);
  expect(unusedValues(stacks.jairouter.template())).toEqual([]);
});

it('does not count what a resource has for a checksum or a rule only', () => {
  const stack = new Web();
  stack.addValidation('unused', 'is set.', equal(stack.values.unused, 'x'));
  expect(unusedValues(stack)).toEqual(['unused']);
});
