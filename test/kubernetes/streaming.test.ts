import { integer } from '../../lib/engine/values/numbers';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { addIngress, ingressValues } from '../../lib/kubernetes/ingress';
import { streamingAnnotations, streamingValues } from '../../lib/kubernetes/streaming';
import { literal } from '../../lib/engine/template/expression';
import { addConfigMap } from '../../lib/kubernetes/config-map';
import { text } from '../../lib/engine/template/operators';
import { at, rejections, objectsFor, only, TinyStack } from './tiny-stack';

const fields = {
  ingress: ingressValues('chart.example.com'),
  maxStreamSeconds: integer(600, 'Longest stream.', { minimum: 1, maximum: 86_400 }),
  maxBodyMegabytes: integer(60, 'Largest request.', { minimum: 1, maximum: 1000 }),
};

function annotationsFor(annotations: JsonObject = {}, values: JsonObject = {}) {
  const stack = new TinyStack(fields);
  const { ingress } = stack.values;
  addIngress(stack, stack.main, ingress, {
    service: { name: stack.main.name, port: literal(80) },
    annotations: streamingAnnotations(stack.values, ingress),
  });
  const given = { ...values, ingress: { enabled: true, annotations } };
  return at(only('Ingress', objectsFor(stack, given)), 'metadata', 'annotations');
}
const nginx = (annotations: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(annotations).map(([key, value]) => [`nginx.ingress.kubernetes.io/${key}`, value]),
  );

it('NGINX holds nothing back and waits as long as the longest stream, for bodies as large as the stack takes', () => {
  expect(annotationsFor()).toEqual(
    nginx({
      'proxy-body-size': '60m',
      'proxy-buffering': 'off',
      'proxy-read-timeout': '600',
      'proxy-request-buffering': 'off',
      'proxy-send-timeout': '600',
    }),
  );
});

it('times and sizes follow the values', () => {
  expect(annotationsFor({}, { maxStreamSeconds: 7, maxBodyMegabytes: 8 })).toMatchObject(
    nginx({ 'proxy-body-size': '8m', 'proxy-read-timeout': '7', 'proxy-send-timeout': '7' }),
  );
});

it.each([
  'proxy-body-size',
  'proxy-buffering',
  'proxy-read-timeout',
  'proxy-request-buffering',
  'proxy-send-timeout',
])('%s of the user wins, and the others stay', (name) => {
  const own = nginx({ [name]: 'mine' });
  expect(annotationsFor(own)).toEqual({ ...(annotationsFor() as JsonObject), ...own });
});

it('the values of streams have the defaults of their stack, and limits', () => {
  const stack = new TinyStack({ streaming: streamingValues(300, 10, 'Longest stream.') });
  const { maxStreamSeconds, maxBodyMegabytes } = stack.values.streaming;
  addConfigMap(stack, stack.main, { both: text`${maxStreamSeconds} ${maxBodyMegabytes}` });
  expect(at(only('ConfigMap', objectsFor(stack)), 'data', 'both')).toBe('300 10');
  expect(rejections(stack, { streaming: { maxStreamSeconds: 9, maxBodyMegabytes: 1001 } })).toHaveLength(2);
});
