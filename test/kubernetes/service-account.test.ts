import { addDeployment } from '../../lib/kubernetes/deployment';
import { addServiceAccount, serviceAccountValues } from '../../lib/kubernetes/service-account';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { at, kindsOf, nameOf, objectsFor, only, podOf, rejections, TinyStack, filesOf } from './tiny-stack';

function stackWith() {
  const stack = new TinyStack({ serviceAccount: serviceAccountValues });
  const serviceAccountName = addServiceAccount(stack, stack.main, stack.values.serviceAccount);
  addDeployment(
    stack,
    stack.main,
    { replicaCount: 1 },
    { serviceAccountName, containers: [{ name: 'main' }] },
  );
  return stack;
}
const objects = (serviceAccount: JsonObject = {}) => objectsFor(stackWith(), { serviceAccount });
const used = (serviceAccount: JsonObject = {}) =>
  at(podOf(only('Deployment', objects(serviceAccount))), 'serviceAccountName');

it('the pods run as the account that is made for them', () => {
  expect(nameOf(only('ServiceAccount', objects()))).toBe('app-small');
  expect(used()).toBe('app-small');
});

it('the account has the name that the user gives, and the pods run as it', () => {
  expect(nameOf(only('ServiceAccount', objects({ name: 'mine' })))).toBe('mine');
  expect(used({ name: 'mine' })).toBe('mine');
});

it('an account that is there already is used and not made', () => {
  expect(kindsOf(objects({ create: false, name: 'theirs' }))).toEqual(['Deployment']);
  expect(used({ create: false, name: 'theirs' })).toBe('theirs');
});

it('without any account the pods run as the default one of the namespace', () => {
  expect(used({ create: false })).toBe('default');
});

it('the account hands no token to its pods', () => {
  expect(only('ServiceAccount', objects())).toHaveProperty('automountServiceAccountToken', false);
});

it('the account has annotations of the user', () => {
  const annotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/x' };
  expect(at(only('ServiceAccount', objects({ annotations })), 'metadata', 'annotations')).toEqual(
    annotations,
  );
});

it('what is no name of an object is rejected', () => {
  expect(rejections(stackWith(), { serviceAccount: { name: 'My account' } })).toEqual([
    expect.stringMatching(/^serviceAccount\.name /),
  ]);
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(stackWith())).toEqual(['serviceaccount.yaml', 'deployment.yaml']);
});
