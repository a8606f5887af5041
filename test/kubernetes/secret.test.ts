import { literal } from '../../lib/engine/template/expression';
import { asJson, not } from '../../lib/engine/template/operators';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { objectName } from '../../lib/engine/values/names';
import { secret } from '../../lib/engine/values/scalars';
import { addSecret, type SecretOptions } from '../../lib/kubernetes/secret';
import { at, kindsOf, nameOf, objectsFor, only, TinyStack, filesOf } from './tiny-stack';

function stackWith(options: Partial<SecretOptions> = {}) {
  const stack = new TinyStack({ key: secret('A key.'), existingSecret: objectName('', 'A Secret.') });
  const { key, existingSecret } = stack.values;
  addSecret(stack, stack.main, { API_KEY: key }, { when: not(existingSecret), ...options });
  return stack;
}
const secretFor = (values: JsonObject = {}, options: Partial<SecretOptions> = {}) =>
  only('Secret', objectsFor(stackWith(options), values));

it('a Secret has strings from the values, as they are', () => {
  const key = 'a"b: {{ c }}\n#d ';
  expect(secretFor({ key })).toMatchObject({ type: 'Opaque', stringData: { API_KEY: key } });
  expect(secretFor({ key })).not.toHaveProperty('data');
});

it('there is no Secret where the user names one that is there already', () => {
  expect(kindsOf(objectsFor(stackWith(), { existingSecret: 'theirs' }))).toEqual([]);
});

it('a Secret has the component’s name, one with a suffix, or one of its own', () => {
  expect(nameOf(secretFor())).toBe('app-small');
  expect(nameOf(secretFor({}, { suffix: '-secret' }))).toBe('app-small-secret');
  expect(nameOf(secretFor({}, { suffix: '-secret', name: literal('own') }))).toBe('own');
});

it('a Secret of its own name is in the namespace and has the labels of the others', () => {
  const metadata = at(secretFor({}, { name: literal('own') }), 'metadata');
  expect(metadata).toMatchObject({ namespace: 'ai', labels: { 'app.kubernetes.io/instance': 'app' } });
});

it('a component may have two Secrets', () => {
  const stack = stackWith();
  addSecret(stack, stack.main, { b: 'c' }, { id: 'other', suffix: '-other', when: stack.values.key });
  expect(objectsFor(stack, { key: 'x' }).map(nameOf)).toEqual(['app-small', 'app-small-other']);
  expect(objectsFor(stack).map(nameOf)).toEqual(['app-small']);
});

it('its strings are known as they are rendered, for a checksum', () => {
  const stack = stackWith();
  const { data } = addSecret(
    stack,
    stack.main,
    { b: stack.values.key },
    { id: 'other', suffix: '-other', when: stack.values.key },
  );
  addSecret(stack, stack.main, { json: asJson(data) }, { id: 'copy', suffix: '-copy', when: literal(true) });
  const copy = objectsFor(stack, { key: 'x' }).find((object) => nameOf(object) === 'app-small-copy');
  expect(copy).toHaveProperty('stringData', { json: '{"b":"x"}' });
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(stackWith())).toEqual(['secret.yaml']);
});
