import { integer } from '../../lib/engine/values/numbers';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { addIngress, ingressValues } from '../../lib/kubernetes/ingress';
import { streamingValues } from '../../lib/kubernetes/streaming';
import { literal } from '../../lib/engine/template/expression';
import { addConfigMap } from '../../lib/kubernetes/config-map';
import { text } from '../../lib/engine/template/operators';
import { lines } from '../../lib/engine/template/tree';
import { at, rejections, objectsFor, only, TinyStack } from './tiny-stack';

const fields = {
  ingress: ingressValues('chart.example.com'),
  maxStreamSeconds: integer(600, 'Longest stream.', { minimum: 1, maximum: 86_400 }),
  maxBodyMegabytes: integer(60, 'Largest request.', { minimum: 1, maximum: 1000 }),
};

function annotationsFor(annotations: JsonObject = {}, values: JsonObject = {}, more: JsonObject = {}) {
  const stack = new TinyStack(fields);
  const { ingress } = stack.values;
  addIngress(stack, stack.main, ingress, {
    service: { name: stack.main.name, port: literal(80) },
    streaming: stack.values,
  });
  const given = { ...values, ingress: { enabled: true, annotations, ...more } };
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

describe('the controller', () => {
  const haproxy = {
    'haproxy.org/timeout-server': '600s',
    'haproxy-ingress.github.io/proxy-body-size': '60m',
    'haproxy-ingress.github.io/timeout-server': '600s',
  };
  const f5 = {
    'nginx.org/client-max-body-size': '60m',
    'nginx.org/proxy-buffering': 'False',
    'nginx.org/proxy-read-timeout': '600s',
    'nginx.org/proxy-send-timeout': '600s',
  };
  const community = annotationsFor() as JsonObject;

  it.each<readonly [JsonObject, JsonObject | undefined]>([
    [{ className: 'nginx' }, community],
    [{ className: 'nginx-internal' }, community],
    [{ className: 'ingress-nginx' }, community],
    [{ className: 'public', controller: 'ingress-nginx' }, community],
    [{ className: 'nginx', controller: 'f5-nginx' }, f5],
    [{ className: 'nginx-inc' }, f5],
    [{ className: 'f5' }, f5],
    [{ className: 'haproxy-public' }, haproxy],
    [{ className: 'nginx', controller: 'haproxy' }, haproxy],
    [{ className: 'traefik' }, undefined],
    [{ controller: 'traefik' }, undefined],
    [{ className: 'alb' }, undefined],
    [{ className: 'nginx', controller: 'none' }, undefined],
  ])('of %j gets its own annotations and no others', (given, annotations) => {
    expect(annotationsFor({}, {}, given)).toEqual(annotations);
  });

  it.each(['haproxy.org/timeout-server', 'nginx.org/proxy-read-timeout'])('%s of the user wins', (key) => {
    const controller = key.startsWith('nginx') ? 'f5-nginx' : 'haproxy';
    const all = annotationsFor({}, {}, { controller }) as JsonObject;
    expect(annotationsFor({ [key]: '1s' }, {}, { controller })).toEqual({ ...all, [key]: '1s' });
  });

  it.each([
    ['alb', '', true],
    ['gce', '', true],
    ['alb', 'none', false],
    ['alb', 'haproxy', false],
    ['traefik', '', false],
    ['nginx', '', false],
    ['', '', false],
  ])('of the class %j, called %j, is warned of where it is unknown', (className, controller, warned) => {
    const stack = new TinyStack(fields);
    const { ingress } = stack.values;
    addIngress(stack, stack.main, ingress, {
      service: { name: stack.main.name, port: literal(80) },
      streaming: stack.values,
    });
    addConfigMap(stack, stack.main, { warnings: lines(...stack.warnings.flatMap((added) => added.lines)) });
    const warnings = (enabled: boolean) =>
      at(
        only('ConfigMap', objectsFor(stack, { ingress: { enabled, className, controller } })),
        'data',
        'warnings',
      );
    expect(warnings(true)).toEqual(
      warned ? expect.stringMatching(/^WARNING: ingress\.className: [a-z]+ is of no controller/) : '',
    );
    expect(warnings(false)).toBe('');
  });
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
