import { greaterThan } from '../../lib/engine/template/operators';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { integer } from '../../lib/engine/values/numbers';
import { addDeployment } from '../../lib/kubernetes/deployment';
import {
  addPodDisruptionBudget,
  availabilityValues,
  disruptionValues,
  leavesSome,
} from '../../lib/kubernetes/pod-disruption-budget';
import { at, kindsOf, nameOf, objectsFor, only, rejections, templateOf, TinyStack } from './tiny-stack';

const fields = {
  replicaCount: integer(3, 'Number of pods.', { minimum: 0, maximum: 9 }),
  unavailable: disruptionValues,
  available: availabilityValues(2),
};

function unavailable(suffix?: string) {
  const stack = new TinyStack(fields);
  const { replicaCount, unavailable: values } = stack.values;
  const when = greaterThan(replicaCount, 1);
  addPodDisruptionBudget(stack, stack.main, values, suffix === undefined ? { when } : { when, suffix });
  return stack;
}

function available() {
  const stack = new TinyStack(fields);
  const { replicaCount, available: values } = stack.values;
  addPodDisruptionBudget(stack, stack.main, values, {
    when: leavesSome(replicaCount, values),
    keeps: 'minAvailable',
  });
  return stack;
}

const budget = (stack: TinyStack<typeof fields>, values: JsonObject = {}) =>
  only('PodDisruptionBudget', objectsFor(stack, values));

it('a budget says how many pods may be unavailable, and not how many must stay', () => {
  const spec = at(budget(unavailable(), { unavailable: { maxUnavailable: 2 } }), 'spec');
  expect(spec).toHaveProperty('maxUnavailable', 2);
  expect(spec).not.toHaveProperty('minAvailable');
});

it('a budget says how many pods must stay, and not how many may be unavailable', () => {
  const spec = at(budget(available()), 'spec');
  expect(spec).toHaveProperty('minAvailable', 2);
  expect(spec).not.toHaveProperty('maxUnavailable');
});

it.each<[string, JsonObject, JsonObject]>([
  ['unavailable', { maxUnavailable: '25%' }, { maxUnavailable: '25%' }],
  ['unavailable', { minAvailable: '50%' }, { minAvailable: '50%' }],
  ['unavailable', { maxUnavailable: '2' }, { maxUnavailable: 2 }],
  ['available', { minAvailable: '50%' }, { minAvailable: '50%' }],
  ['available', { maxUnavailable: 1 }, { maxUnavailable: 1 }],
])('%s with %j is %j', (key, given, expected) => {
  const stack = key === 'available' ? available() : unavailable();
  const { maxUnavailable, minAvailable } = at(budget(stack, { [key]: given }), 'spec') as JsonObject;
  expect({ maxUnavailable, minAvailable }).toEqual({
    maxUnavailable: undefined,
    minAvailable: undefined,
    ...expected,
  });
});

it.each<[JsonObject, number, number]>([
  [{ minAvailable: '50%' }, 1, 0],
  [{ minAvailable: '50%' }, 2, 1],
  [{ minAvailable: 3 }, 3, 0],
  [{ maxUnavailable: 1 }, 1, 1],
])(
  '%j of %d pods: %d budgets, since one that leaves none would block drains',
  (given, replicaCount, count) => {
    expect(objectsFor(available(), { replicaCount, available: given })).toHaveLength(count);
  },
);

it.each(['0', '0%', '101%', '1.5', '-1'])('%j is no number of pods', (maxUnavailable) => {
  expect(rejections(unavailable(), { unavailable: { maxUnavailable } })).toEqual([
    expect.stringMatching(/^unavailable\.maxUnavailable is .*a number of pods or a percentage such as 1/),
  ]);
});

it('a pod that is not ready keeps no node from being drained', () => {
  expect(at(budget(available()), 'spec', 'unhealthyPodEvictionPolicy')).toBe('AlwaysAllow');
});

it('a budget is about the pods of its component', () => {
  const stack = unavailable();
  addDeployment(stack, stack.main, { replicaCount: 1 }, { containers: [{ name: 'main' }] });
  const objects = objectsFor(stack);
  expect(at(only('PodDisruptionBudget', objects), 'spec', 'selector')).toEqual(
    at(only('Deployment', objects), 'spec', 'selector'),
  );
});

it.each([
  ['one pod', unavailable(), 1, 2],
  ['as many pods as must stay', available(), 2, 3],
])('%s has no budget, one more has', (_, stack, few, enough) => {
  expect(kindsOf(objectsFor(stack, { replicaCount: few }))).toEqual([]);
  expect(kindsOf(objectsFor(stack, { replicaCount: enough }))).toEqual(['PodDisruptionBudget']);
});

it('there is none where it is not wanted', () => {
  expect(kindsOf(objectsFor(unavailable(), { unavailable: { enabled: false } }))).toEqual([]);
});

it('a budget has the suffix of its stack', () => {
  expect(nameOf(budget(unavailable()))).toBe('app-small');
  expect(nameOf(budget(unavailable('-pdb')))).toBe('app-small-pdb');
});

it.each(['maxUnavailable', 'minAvailable'])('%s is at least one', (key) => {
  const section = key === 'minAvailable' ? 'available' : 'unavailable';
  expect(rejections(unavailable(), { [section]: { [key]: 0 } })).toEqual([
    expect.stringContaining(`${section}.${key} is`),
  ]);
});

it('the whole of it stands in one condition in the chart', () => {
  expect(templateOf(unavailable(), 'pdb.yaml').split('\n')[1]).toBe(
    '{{- if and .Values.unavailable.enabled (gt (int .Values.replicaCount) 1) }}',
  );
});
