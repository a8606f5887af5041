import type { JsonObject } from '../../lib/engine/values/declaration';
import { addLogging, loggingValues } from '../../lib/kubernetes/logging';
import { at, kindsOf, nameOf, objectsFor, only, rejections, TinyStack, filesOf } from './tiny-stack';

function stackWith() {
  const stack = new TinyStack({ logging: loggingValues });
  addLogging(stack, stack.main, stack.values.logging, { selectors: stack.selectors });
  return stack;
}
const objects = (logging: JsonObject) => objectsFor(stackWith(), { logging });
const rejected = (logging: JsonObject) => rejections(stackWith(), { logging });

const elasticsearch = { enabled: true, host: 'es' };
const on = (fluentd: JsonObject, others: JsonObject = {}) => ({
  enabled: true,
  fluentd: { enabled: true, ...fluentd },
  ...others,
});

it('there is nothing unless it is enabled, since it needs the Logging operator', () => {
  expect(objects({})).toEqual([]);
  expect(objects({ fluentd: { enabled: true }, elasticsearch })).toEqual([]);
});

it('logs of all pods that the selectors select go to the Outputs of the user', () => {
  const flow = only('Flow', objects(on({ outputs: ['loki', 's3'] })));
  expect(flow).toMatchObject({
    apiVersion: 'logging.banzaicloud.io/v1beta1',
    metadata: { name: 'app-small-logs', namespace: 'ai' },
    spec: {
      match: [
        { select: { labels: { 'app.kubernetes.io/name': 'small', 'app.kubernetes.io/instance': 'app' } } },
      ],
      localOutputRefs: ['loki', 's3'],
    },
  });
});

it('logs go to Elasticsearch by an Output of the stack, beside those of the user', () => {
  const all = objects(on({ outputs: ['loki'] }, { elasticsearch }));
  expect(kindsOf(all)).toEqual(['Flow', 'Output']);
  expect(at(only('Flow', all), 'spec', 'localOutputRefs')).toEqual([nameOf(only('Output', all)), 'loki']);
});

describe('the Output to Elasticsearch', () => {
  const output = (given: JsonObject = {}) =>
    at(
      only('Output', objects(on({}, { elasticsearch: { ...elasticsearch, ...given } }))),
      'spec',
      'elasticsearch',
    );

  it('has a day’s index and no account by default', () => {
    expect(output()).toEqual({
      host: 'es',
      port: 9200,
      scheme: 'https',
      logstash_format: true,
      logstash_prefix: 'mcp',
    });
  });

  it('is what the user says', () => {
    expect(output({ port: 443, scheme: 'http', username: 'me', indexPrefix: 'logs' })).toMatchObject({
      port: 443,
      scheme: 'http',
      user: 'me',
      logstash_prefix: 'logs',
    });
  });

  it('has its password from a Secret', () => {
    expect(output({ existingSecret: 'es' })).toHaveProperty('password', {
      valueFrom: { secretKeyRef: { name: 'es', key: 'password' } },
    });
  });
});

describe('validation', () => {
  it.each<[string, JsonObject]>([
    [
      'logging.enabled is true but has no effect while logging.fluentd.enabled is false; set that to true.',
      { enabled: true },
    ],
    [
      'logging.fluentd.enabled is true but no output is configured; set logging.elasticsearch.enabled, or name Outputs in logging.fluentd.outputs.',
      on({}),
    ],
    [
      'logging.elasticsearch.host is empty although logging.elasticsearch.enabled is true; set the host of your Elasticsearch.',
      on({}, { elasticsearch: { enabled: true } }),
    ],
  ])('%s', (sentence, given) => {
    expect(rejected(given)).toEqual([sentence]);
  });

  it.each<JsonObject>([
    { fluentd: { enabled: true }, elasticsearch: { enabled: true } },
    on({ outputs: ['loki'] }),
    on({}, { elasticsearch }),
  ])('has nothing against %j', (given) => {
    expect(rejected(given)).toEqual([]);
  });
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(stackWith())).toEqual([
    'logging-flow.yaml',
    'logging-externalsecret.yaml',
    'logging-output.yaml',
  ]);
});
