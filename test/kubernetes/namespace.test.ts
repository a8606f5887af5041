import { boolean } from '../../lib/engine/values/scalars';
import { objectName } from '../../lib/engine/values/names';
import { addNamespace } from '../../lib/kubernetes/namespace';
import { kindsOf, objectsFor, only, TinyStack, filesOf } from './tiny-stack';

function stackWith(conditional = false) {
  const stack = new TinyStack({ target: objectName('tools', 'A namespace.'), on: boolean(false, 'On.') });
  const { target, on } = stack.values;
  addNamespace(stack, {
    name: target,
    labels: { team: 'ai' },
    ...(conditional ? { when: on } : {}),
  });
  return stack;
}

it('a namespace has the name and the labels given, and is in no namespace itself', () => {
  const { metadata } = only('Namespace', objectsFor(stackWith(), { target: 'other' }));
  expect(metadata).toMatchObject({ name: 'other', labels: { team: 'ai' } });
  expect(metadata).not.toHaveProperty('namespace');
});

it('a namespace outlives the release, with what others have put there', () => {
  expect(only('Namespace', objectsFor(stackWith()))).toHaveProperty('metadata.annotations', {
    'helm.sh/resource-policy': 'keep',
  });
});

it('a namespace may be there on a condition', () => {
  expect(kindsOf(objectsFor(stackWith(true)))).toEqual([]);
  expect(kindsOf(objectsFor(stackWith(true), { on: true }))).toEqual(['Namespace']);
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(stackWith())).toEqual(['namespace.yaml']);
});
