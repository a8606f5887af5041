import { literal } from '../../lib/engine/template/expression';
import { text } from '../../lib/engine/template/operators';
import { Resource } from '../../lib/engine/template/resource';
import { ForEachEntry } from '../../lib/engine/template/scopes';
import { entry, mapOf } from '../../lib/engine/values/collections';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { string } from '../../lib/engine/values/scalars';
import { Component, ComponentInstance, type ComponentProps } from '../../lib/kubernetes/component';
import { addConfigMap } from '../../lib/kubernetes/config-map';
import { addDeployment } from '../../lib/kubernetes/deployment';
import * as k8s from '../../lib/kubernetes/k8s';
import { at, nameOf, objectsFor, only, templateOf, TinyStack } from './tiny-stack';

const fields = {
  services: mapOf({}, 'Services.', entry('A service.', { text: string('', 'A text.') }), {
    key: /^[a-z]+$/,
    expects: 'letters',
    samples: ['web'],
  }),
};
type Stack = TinyStack<typeof fields>;

function stackWith(props: (stack: Stack) => Partial<ComponentProps> = () => ({})) {
  const stack = new TinyStack(fields);
  const name = text`${stack.fullname}-db`;
  const component = new Component(stack, { name, appName: 'redis', helper: 'redis', ...props(stack) });
  addDeployment(stack, component, { replicaCount: 1 }, { containers: [{ name: 'main' }] });
  return { stack, component };
}

/** The labels that a component gives: to its objects, to its pods, and those that it selects them by. */
function labelsOf(object: JsonObject) {
  return {
    object: at(object, 'metadata', 'labels') as JsonObject,
    pods: at(object, 'spec', 'template', 'metadata', 'labels') as JsonObject,
    selector: at(object, 'spec', 'selector', 'matchLabels') as JsonObject,
  };
}
const labels = (props?: (stack: Stack) => Partial<ComponentProps>) =>
  labelsOf(only('Deployment', objectsFor(stackWith(props).stack)));

describe('the selector', () => {
  it('is what it runs and the release', () => {
    expect(labels().selector).toEqual({
      'app.kubernetes.io/name': 'redis',
      'app.kubernetes.io/instance': 'app',
    });
  });

  it('sets apart components that run the same', () => {
    expect(labels(() => ({ component: 'cache' })).selector).toHaveProperty(
      ['app.kubernetes.io/component'],
      'cache',
    );
  });

  it('never has a version, since it cannot be changed in a cluster', () => {
    for (const props of [() => ({}), () => ({ component: 'cache', version: literal('9') })]) {
      const keys = Object.keys(labels(props).selector);
      expect(keys.filter((key) => /version|chart/.test(key))).toEqual([]);
    }
  });

  it('is the label app alone, where a document selects by that', () => {
    expect(labels((stack) => ({ appLabel: stack.fullname })).selector).toEqual({ app: 'app-small' });
  });
});

describe('the labels of pods', () => {
  it('are those of the selector, what they are part of and in which version', () => {
    const { pods, selector } = labels();
    expect(pods).toMatchObject({
      ...selector,
      'app.kubernetes.io/part-of': 'small',
      'app.kubernetes.io/version': '2.0.0',
    });
  });

  it('have the version of what runs, where that is not the stack’s', () => {
    expect(labels(() => ({ version: literal('7.4') })).pods).toHaveProperty(
      ['app.kubernetes.io/version'],
      '7.4',
    );
  });

  it('do not have the version of the chart, which would replace all pods with each chart', () => {
    expect(labels().pods).not.toHaveProperty(['helm.sh/chart']);
  });

  it('say what runs also where the label app selects them', () => {
    expect(labels((stack) => ({ appLabel: stack.fullname, component: 'cache' })).pods).toMatchObject({
      app: 'app-small',
      'app.kubernetes.io/name': 'redis',
      'app.kubernetes.io/instance': 'app',
      'app.kubernetes.io/component': 'cache',
    });
  });
});

it('the labels of objects are those of pods and the chart with its version', () => {
  const { object, pods } = labels();
  expect(object).toMatchObject({ ...pods, 'helm.sh/chart': 'small-1.0.0' });
});

it('the helpers of the chart are named after the component, each written once', () => {
  const { stack } = stackWith();
  const names = stack.helpers.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['selectorLabels', 'podLabels', 'labels']));
  expect(names).toEqual(expect.arrayContaining(['redisSelectorLabels', 'redisPodLabels', 'redisLabels']));
  expect(templateOf(stack, 'deployment.yaml')).toContain('include "small.redisSelectorLabels"');
});

it('two components must not have the same helpers', () => {
  const { stack } = stackWith();
  const again = () => new Component(stack, { name: stack.fullname, appName: 'redis', helper: 'redis' });
  expect(again).toThrow('Two helpers of small are named redisSelectorLabels.');
});

describe('metadata', () => {
  const configMap = (suffix?: string) => {
    const { stack, component } = stackWith();
    addConfigMap(stack, component, { a: 'b' }, suffix === undefined ? {} : { suffix });
    return only('ConfigMap', objectsFor(stack, {}, { namespace: 'dev' }));
  };

  it('has the component’s name, with a suffix or without', () => {
    expect(nameOf(configMap(''))).toBe('app-small-db');
    expect(nameOf(configMap('-files'))).toBe('app-small-db-files');
  });

  it('is in the release’s namespace and has no annotations unless there are some', () => {
    expect(at(configMap(), 'metadata', 'namespace')).toBe('dev');
    expect(configMap()['metadata']).not.toHaveProperty('annotations');
  });

  it('has annotations where there are some', () => {
    const { stack, component } = stackWith();
    Resource.of(stack, 'account', {
      of: k8s.KubeServiceAccount,
      manifest: { metadata: component.metadata('', { a: 'b' }) },
    });
    const annotations = (values: JsonObject = {}) =>
      at(only('ServiceAccount', objectsFor(stack, values)), 'metadata', 'annotations');
    expect(annotations()).toEqual({ a: 'b' });
    expect(annotations({ commonAnnotations: { d: 'e' } })).toEqual({ a: 'b', d: 'e' });
  });
});

describe('one of many instances', () => {
  function instances() {
    const stack = new TinyStack(fields);
    const loop = new ForEachEntry(stack, 'services', stack.values.services, { key: 'key', entry: 'service' });
    const instance = new ComponentInstance(
      stack.main,
      text`${stack.fullname}-${loop.key}`,
      loop.key,
      literal('3'),
    );
    addDeployment(loop, instance, { replicaCount: 1 }, { containers: [{ name: 'main' }] });
    addConfigMap(loop, instance, { text: loop.entry.text });
    return objectsFor(stack, { services: { api: {}, web: {} } });
  }

  it('has a name of its own, and its objects have that with their suffix', () => {
    expect(instances().map(nameOf).sort()).toEqual([
      'app-small-api',
      'app-small-api-config',
      'app-small-web',
      'app-small-web-config',
    ]);
  });

  it('has its key in all labels', () => {
    const deployments = instances()
      .filter(({ kind }) => kind === 'Deployment')
      .map(labelsOf);
    for (const which of ['object', 'pods', 'selector'] as const)
      expect(deployments.map((all) => all[which]['app.kubernetes.io/component'])).toEqual(['api', 'web']);
  });

  it('otherwise has the labels of what it is an instance of', () => {
    const [api] = instances()
      .filter(({ kind }) => kind === 'Deployment')
      .map(labelsOf);
    expect(api?.selector).toMatchObject({
      'app.kubernetes.io/instance': 'app',
      'app.kubernetes.io/name': 'small',
    });
    expect(api?.object).toHaveProperty(['helm.sh/chart']);
    expect(api?.pods).not.toHaveProperty(['helm.sh/chart']);
  });
});
