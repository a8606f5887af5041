import { Construct, RootConstruct } from 'constructs';
import * as k8s from 'cdk8s-plus-27/lib/imports/k8s';
import { greaterThan } from '../../../lib/engine/template/operators';
import { Resource } from '../../../lib/engine/template/resource';
import { ancestors, StackTemplate } from '../../../lib/engine/template/stack-template';
import { evaluated, evaluatorOf, SmallStack } from '../small-stack';

const manifest = { metadata: { name: 'a' } };

it('a template is found from what is in it, and only from there', () => {
  const stack = new SmallStack();
  expect(StackTemplate.of(new Construct(stack, 'inner'))).toBe(stack);
  expect(() => StackTemplate.of(new Construct(new RootConstruct('root'), 'other'))).toThrow(
    'root/other is not part of a stack template.',
  );
});

it('resources are in the order in which they were made', () => {
  const stack = new SmallStack();
  const group = new Construct(stack, 'group');
  Resource.of(group, 'one', { of: k8s.KubePod, manifest });
  Resource.of(stack, 'two', { of: k8s.KubePod, manifest });
  expect(stack.resources.map(({ node }) => node.path)).toEqual(['group/one', 'two']);
});

it('what has a name is computed once and used by it', () => {
  const stack = new SmallStack();
  const { values } = stack;
  const name = stack.namedString('name', 'The name.', values.host);
  const number = stack.namedInteger('number', 'A number.', 3);
  const several = stack.namedCondition('several', 'Several.', greaterThan(values.replicas, 1));
  const labels = stack.namedMap('labels', 'The labels.', { app: name });
  expect([name, number, several].map((one) => evaluatorOf().value(one))).toEqual(['host', 3, true]);
  expect(evaluated(labels)).toEqual({ app: 'host' });
  expect(stack.helpers.map(({ name: helper, kind }) => [helper, kind])).toEqual([
    ['name', 'value'],
    ['number', 'value'],
    ['several', 'condition'],
    ['labels', 'map'],
  ]);
  expect(() => stack.namedString('name', 'Again.', 'b')).toThrow('Two helpers of small are named name.');
});

it('a rule holds when all of its conditions do, within the scopes around it', () => {
  const stack = new SmallStack();
  const inner = new Construct(stack, 'inner');
  stack.addValidation('on', 'is on.', stack.values.on, stack.values.name);
  stack.addValidationWithin(inner, 'off', 'is off.', stack.values.off);
  const [first, second] = stack.validationRules;
  expect([first, second].map((one) => [one?.path, one?.reason])).toEqual([
    ['on', 'is on.'],
    ['off', 'is off.'],
  ]);
  expect(first && evaluatorOf().holds(first.when)).toBe(false);
  expect(first && evaluatorOf({ name: 'a' }).holds(first.when)).toBe(true);
  expect([first?.scopes, second?.scopes]).toEqual([[stack], [stack, inner]]);
});

it('the constructs around one are given from the outside', () => {
  const stack = new SmallStack();
  const group = new Construct(stack, 'group');
  expect(ancestors(new Construct(group, 'inner'))).toEqual([stack, group]);
});

it('warnings are in the order in which they were added, and none is none', () => {
  const stack = new SmallStack();
  stack.addWarnings();
  expect(stack.warnings).toEqual([]);
  stack.addWarnings('WARNING: a', 'WARNING: b');
  stack.addWarnings('WARNING: c');
  expect(stack.warnings).toHaveLength(2);
  expect(stack.warnings.map((added) => evaluated(added)).join('')).toBe(
    'WARNING: a\nWARNING: b\nWARNING: c\n',
  );
});
