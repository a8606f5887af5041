import type { Json } from '../../lib/engine/values/declaration';
import { addExtraObjects, extraObjectsValue } from '../../lib/kubernetes/extra-objects';
import { objectsFor, rejections, templateOf, TinyStack } from './tiny-stack';

function stackWith() {
  const stack = new TinyStack({ extraObjects: extraObjectsValue });
  addExtraObjects(stack, stack.values.extraObjects);
  return stack;
}
const CONFIG = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'extra', labels: { number: '0755' } },
  data: { text: '{{ .Release.Name }}', lines: 'a\nb: c\n' },
};
const CLASS = {
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'fast' },
  value: 2_000_000,
};

it('there are none by default', () => {
  expect(objectsFor(stackWith())).toEqual([]);
});

it('objects of any kind are rendered as they are', () => {
  expect(objectsFor(stackWith(), { extraObjects: [CONFIG, CLASS] })).toEqual([CONFIG, CLASS]);
});

it('each is a document of the chart’s one template', () => {
  expect(templateOf(stackWith(), 'extra-objects.yaml')).toMatch(/range .*extraObjects[^]*---[^]*toYaml/);
});

it('one that is there twice is rejected', () => {
  expect(rejections(stackWith(), { extraObjects: [CONFIG, CLASS, CONFIG] })).toEqual([
    expect.stringContaining('extraObjects has an object twice'),
  ]);
});

it.each<[string, Json, string]>([
  ['no apiVersion', { kind: 'ConfigMap', metadata: { name: 'a' } }, 'extraObjects[0].apiVersion is missing'],
  ['no kind', { apiVersion: 'v1', metadata: { name: 'a' } }, 'extraObjects[0].kind is missing'],
  ['no metadata', { apiVersion: 'v1', kind: 'ConfigMap' }, 'extraObjects[0].metadata is missing'],
  [
    'no name',
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: {} },
    'extraObjects[0].metadata.name is missing',
  ],
  ['an empty name', { ...CONFIG, metadata: { name: '' } }, 'extraObjects[0].metadata.name is ""'],
  [
    'a kind in lowercase',
    { ...CONFIG, kind: 'configMap' },
    'extraObjects[0].kind is "configMap"; it must be a kind such as ConfigMap.',
  ],
  ['another apiVersion', { ...CONFIG, apiVersion: '1' }, 'extraObjects[0].apiVersion is "1"'],
  ['a string', 'kind: ConfigMap', 'extraObjects[0] is "kind: ConfigMap"'],
])('%s is rejected', (_, object, sentence) => {
  expect(rejections(stackWith(), { extraObjects: [object] })).toEqual([expect.stringContaining(sentence)]);
});
