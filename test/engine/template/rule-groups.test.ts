import { Construct } from 'constructs';
import { groupRules, type RuleGroup } from '../../../lib/engine/template/rule-groups';
import { ForEachItem, OnlyIf } from '../../../lib/engine/template/scopes';
import { SmallStack } from '../small-stack';

type Shown = string | readonly [string, ...Shown[]];

const shown = (group: RuleGroup): Shown =>
  group.kind === 'rule' ? group.rule.reason : [group.scope.node.id, ...group.within.map(shown)];

it('rules in a row within one scope are a group, and the order stays', () => {
  const stack = new SmallStack();
  const loop = new ForEachItem(new Construct(stack, 'plain'), 'loop', stack.values.names, 'one');
  const inner = new OnlyIf(loop, 'inner', stack.values.on);
  stack.addValidation('a', 'before', stack.values.on);
  stack.addValidationWithin(loop, 'a', 'one', stack.values.on);
  stack.addValidationWithin(inner, 'a', 'two', stack.values.on);
  stack.addValidationWithin(inner, 'a', 'three', stack.values.on);
  stack.addValidation('a', 'between', stack.values.on);
  stack.addValidationWithin(loop, 'a', 'four', stack.values.on);
  expect(groupRules(stack.validationRules).map(shown)).toEqual([
    'before',
    ['loop', 'one', ['inner', 'two', 'three']],
    'between',
    ['loop', 'four'],
  ]);
});
