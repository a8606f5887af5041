import * as k8s from 'cdk8s-plus-27/lib/imports/k8s';
import { Construct } from 'constructs';
import { resourcePath } from '../../../lib/engine/helm/resource-path';
import { Resource } from '../../../lib/engine/template/resource';
import { ForEachEntry, ForEachItem, Named, OnlyIf } from '../../../lib/engine/template/scopes';
import { SmallStack } from '../small-stack';

const pod = (scope: Construct, id = 'pod', hook?: 'test') =>
  Resource.of(scope, id, {
    of: k8s.KubePod,
    manifest: { metadata: { name: 'a' } },
    ...(hook && { hook }),
  });

it('a template is named after the constructs around it, but not after scopes', () => {
  const stack = new SmallStack();
  const { on, names, services } = stack.values;
  expect(resourcePath(pod(stack))).toBe('templates/pod.yaml');
  expect(resourcePath(pod(new Construct(stack, 'redis')))).toBe('templates/redis-pod.yaml');
  expect(resourcePath(pod(new Construct(stack, 'tests'), 'Default', 'test'))).toBe(
    'templates/tests/tests.yaml',
  );
  const deep = new Construct(new Named(new OnlyIf(stack, 'on', on), 'name', on), 'inner');
  expect(resourcePath(pod(new ForEachItem(deep, 'names', names, 'one')))).toBe('templates/inner-pod.yaml');
  const entries = new ForEachEntry(stack, 'services', services, { key: 'key', entry: 'service' });
  expect(resourcePath(pod(entries, 'service'))).toBe('templates/service.yaml');
});
