import { asJson } from '../../lib/engine/template/operators';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { string, boolean } from '../../lib/engine/values/scalars';
import { addConfigMap, type ConfigMapOptions } from '../../lib/kubernetes/config-map';
import { kindsOf, nameOf, objectsFor, only, TinyStack, filesOf } from './tiny-stack';

const fields = { text: string('hello', 'A text.'), on: boolean(false, 'On.') };

function stackWith(options?: (stack: TinyStack<typeof fields>) => ConfigMapOptions) {
  const stack = new TinyStack(fields);
  addConfigMap(stack, stack.main, { 'file.txt': stack.values.text }, options?.(stack));
  return stack;
}

it('a ConfigMap has texts from the values, as they are', () => {
  const text = 'a: "b"\n  {{ c }}\n';
  expect(only('ConfigMap', objectsFor(stackWith(), { text }))).toHaveProperty('data', { 'file.txt': text });
});

it('a ConfigMap is named after its component, with a suffix', () => {
  expect(objectsFor(stackWith()).map(nameOf)).toEqual(['app-small-config']);
  expect(objectsFor(stackWith(() => ({ suffix: '-files' }))).map(nameOf)).toEqual(['app-small-files']);
});

it('a ConfigMap may be there on a condition', () => {
  const stack = stackWith(({ values }) => ({ when: values.on }));
  expect(kindsOf(objectsFor(stack))).toEqual([]);
  expect(kindsOf(objectsFor(stack, { on: true }))).toEqual(['ConfigMap']);
});

it('a component may have two ConfigMaps', () => {
  const stack = stackWith();
  addConfigMap(stack, stack.main, { a: 'b' }, { id: 'other', suffix: '-other', when: stack.values.on });
  expect(objectsFor(stack, { on: true }).map(nameOf)).toEqual(['app-small-config', 'app-small-other']);
});

it('its data is known as it is rendered, for a checksum; nothing where it is not created', () => {
  const stack = new TinyStack(fields);
  const { data } = addConfigMap(stack, stack.main, { a: stack.values.text }, { when: stack.values.on });
  addConfigMap(stack, stack.main, { json: asJson(data) }, { id: 'copy', suffix: '-copy' });
  const copyFor = (values: JsonObject) =>
    objectsFor(stack, values).find((object) => nameOf(object) === 'app-small-copy');
  expect(copyFor({ on: true, text: 'b' })).toHaveProperty('data', { json: '{"a":"b"}' });
  expect(copyFor({ on: false })).toHaveProperty('data', { json: 'null' });
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(stackWith())).toEqual(['configmap.yaml']);
});
