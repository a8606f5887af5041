import * as k8s from 'cdk8s-plus-27/lib/imports/k8s';
import type { Construct } from 'constructs';
import { Evaluator } from '../../../lib/engine/manifests/evaluate';
import { ValidationError, renderObjects } from '../../../lib/engine/manifests/render';
import { greaterThan, text } from '../../../lib/engine/template/operators';
import { Resource } from '../../../lib/engine/template/resource';
import { ForEachEntry, ForEachItem, Named, OnlyIf } from '../../../lib/engine/template/scopes';
import { neverEmpty, when } from '../../../lib/engine/template/tree';
import type { Expr } from '../../../lib/engine/template/expression';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { coalesce } from '../../../lib/engine/values/merge';
import { messageOf, smallChart, SmallStack, smallValues } from '../small-stack';

function render(stack: SmallStack, given: JsonObject = {}, hooks = false): readonly JsonObject[] {
  const values = coalesce(smallValues.default, given);
  return renderObjects(stack, { name: 'app', namespace: 'ai', chart: smallChart, values }, { hooks });
}

const pod = (scope: Construct, name: string | Expr<string>, hook?: 'test') =>
  Resource.of(scope, 'pod', { of: k8s.KubePod, manifest: { metadata: { name } }, ...(hook && { hook }) });
const named = (objects: readonly JsonObject[]) => objects.map(({ metadata }) => metadata);

it('objects are in the order in which they were made, those that are run on demand only if wanted', () => {
  const stack = new SmallStack();
  pod(stack, 'one');
  pod(new OnlyIf(stack, 'test', stack.values.on), 'two', 'test');
  expect(named(render(stack))).toEqual([{ name: 'one' }]);
  expect(named(render(stack, {}, true))).toEqual([{ name: 'one' }, { name: 'two' }]);
});

it('an object is there while the conditions around it hold', () => {
  const stack = new SmallStack();
  pod(new OnlyIf(new OnlyIf(stack, 'on', stack.values.on), 'off', stack.values.off), 'one');
  expect([render(stack).length, render(stack, { off: true }).length]).toEqual([0, 1]);
});

it('an object is there once for each iteration of the loops around it, with their names', () => {
  const stack = new SmallStack();
  const list = new ForEachItem(stack, 'names', stack.values.names, 'one');
  const map = new ForEachEntry(list, 'services', stack.values.services, { key: 'key', entry: 'service' });
  const name = new Named(map, 'name', text`${list.item}-${map.key}`);
  pod(new OnlyIf(name, 'enabled', map.entry.enabled), name.reference);
  const given = { names: ['a', 'b'], services: { api: { name: 'x' }, off: { name: 'y', enabled: false } } };
  expect(named(render(stack, given))).toEqual([
    { name: 'a-api' },
    { name: 'a-web' },
    { name: 'b-api' },
    { name: 'b-web' },
  ]);
});

it('rules within one loop are asked item by item, as a chart asks them', () => {
  const stack = new SmallStack();
  const loop = new ForEachItem(stack, 'names', stack.values.names, 'one');
  for (const reason of ['is first.', 'is second.'])
    stack.addValidationWithin(loop, text`names.${loop.item}`, reason, stack.values.on);
  expect(() => render(stack, { names: ['a', 'b'] })).toThrow(
    'names.a is first.\nnames.a is second.\nnames.b is first.\nnames.b is second.',
  );
});

it('all rules that the values break are named at once, in each iteration', () => {
  const stack = new SmallStack();
  const loop = new ForEachItem(stack, 'names', stack.values.names, 'one');
  stack.addValidation('replicas', 'is too large.', greaterThan(stack.values.replicas, 3));
  stack.addValidationWithin(loop, text`names.${loop.item}`, 'is one.', stack.values.on);
  expect(() => render(stack, { on: false })).not.toThrow();
  try {
    render(stack, { replicas: 4, names: ['a', 'b'] });
  } catch (error) {
    expect(error).toBeInstanceOf(ValidationError);
    expect((error as ValidationError).message).toBe(
      'replicas is too large.\nnames.a is one.\nnames.b is one.',
    );
  }
  expect.assertions(3);
});

describe('a value that is to be unique', () => {
  const stack = new SmallStack();
  const { services } = stack.values;
  const loop = new ForEachEntry(stack, 'services', services, { key: 'key', entry: 'service' });
  stack.addUniqueWithin(
    new OnlyIf(loop, 'enabled', loop.entry.enabled),
    { name: 'names', value: loop.entry.name, key: loop.key },
    (earlier) => text`services.${earlier} and services.${loop.key}`,
    'have one name.',
  );
  const service = (name: string, enabled = true) => ({ name, enabled });

  it('is rejected where an iteration before has it, in each rendering anew', () => {
    const given = { services: { a: service('x'), b: service('y'), c: service('x'), d: service('x') } };
    for (let time = 0; time < 2; time++)
      expect(messageOf(() => render(stack, given))).toBe(
        'services.a and services.c have one name.\nservices.c and services.d have one name.',
      );
  });

  it('is not compared with that of an iteration in which the rule does not stand', () => {
    const given = { services: { a: service('x'), b: service('x', false), web: service('web') } };
    expect(messageOf(() => render(stack, given))).toBe('no error');
  });

  it('is computed once in each iteration, however many there are', () => {
    const computed = jest.spyOn(Evaluator.prototype, 'meeting');
    const many = Array.from({ length: 100 }, (_, index) => [
      `s${String(index)}`,
      service(`n${String(index)}`),
    ]);
    render(stack, { services: Object.fromEntries(many) as JsonObject });
    expect(computed).toHaveBeenCalledTimes(101);
  });
});

it('an author’s mistake in a helper that a rule asks names stack and helper', () => {
  const stack = new SmallStack();
  const name = stack.namedString('name', 'The name.', neverEmpty(when(stack.values.off, 'a')));
  stack.addValidation('name', 'is wrong.', name);
  expect(() => render(stack)).toThrow(
    /^small: helper name: Something that is never empty, by its author, is empty\. \(test/,
  );
});

it('an author’s mistake names stack, resource and field', () => {
  const stack = new SmallStack();
  Resource.of(stack, 'pod', {
    of: k8s.KubePod,
    manifest: { spec: { containers: [{ name: 'a', args: neverEmpty([when(stack.values.off, 'b')]) }] } },
  });
  expect(() => render(stack)).toThrow(
    /^small: Pod pod, spec\.containers\[0\]\.args: Something that is never empty, by its author, is empty\. \(test/,
  );
});
