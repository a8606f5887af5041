import { Construct } from 'constructs';
import * as k8s from 'cdk8s-plus-27/lib/imports/k8s';
import { NODE } from '../../../lib/engine/template/expression';
import { Resource } from '../../../lib/engine/template/resource';
import { ForEachItem } from '../../../lib/engine/template/scopes';
import { commented } from '../../../lib/engine/template/tree';
import { SmallStack } from '../small-stack';

it('a resource has the words of the Kubernetes API, its kind and version first', () => {
  const resource = Resource.of(new SmallStack(), 'service', {
    of: k8s.KubeService,
    manifest: { spec: { clusterIp: 'None' } },
  });
  expect(Object.keys(resource.manifest)).toEqual(['apiVersion', 'kind', 'spec']);
  expect(resource.manifest).toEqual({ apiVersion: 'v1', kind: 'Service', spec: { clusterIP: 'None' } });
  expect([resource.kind, resource.title, resource.hook]).toEqual(['Service', 'Service service', undefined]);
});

it('a resource may be run on demand', () => {
  const manifest = { metadata: { name: 'a' } };
  expect(Resource.of(new SmallStack(), 'pod', { of: k8s.KubePod, manifest, hook: 'test' }).hook).toBe('test');
});

it('a field of it can be asked for, unless there may be several of it', () => {
  const stack = new SmallStack();
  const loop = new ForEachItem(stack, 'names', stack.values.names, 'one');
  const configMapIn = (scope: Construct) =>
    Resource.of(scope, 'configmap', { of: k8s.KubeConfigMap, manifest: { data: { a: 'b' } } });
  expect(configMapIn(stack).field('data')[NODE]).toMatchObject({ op: 'field', key: 'data' });
  expect(() => configMapIn(loop).field('data')).toThrow(
    'ConfigMap names/configmap is in a loop, and there is more than one of it.',
  );
});

it('a mistake in it names stack, resource and field', () => {
  const within = new Construct(new SmallStack(), 'redis');
  const wrong = { spec: { cluster: 'None' } };
  expect(() =>
    Resource.of(within, 'service', { of: k8s.KubeService, manifest: wrong as k8s.KubeServiceProps }),
  ).toThrow(
    /^small: Service redis\/service, spec\.cluster: It is not a property that cdk8s knows there\. \(test/,
  );
});

it('a manifest is a map, whatever may stand within it', () => {
  const manifest = commented('Why.', { metadata: { name: 'a' } });
  expect(() => Resource.of(new SmallStack(), 'pod', { of: k8s.KubePod, manifest })).toThrow(
    'small: Pod pod: A manifest is a map; a condition or a loop around it is a scope, a comment is within it.',
  );
});
