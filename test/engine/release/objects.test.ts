import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import {
  at,
  constructIdOf,
  describeObject,
  items,
  metadataOf,
  repeatedObjects,
  sharedObjects,
} from '../../../lib/engine/release/objects';
import type { Json } from '../../../lib/engine/values/declaration';

function object(apiVersion: string, kind: string, name: string, namespace = 'ai'): KubernetesObject {
  return { apiVersion, kind, metadata: { name, namespace } };
}

describe('describeObject', () => {
  it('has its namespace, where it is in one', () => {
    expect(describeObject(object('v1', 'Service', 'relay'))).toBe('Service ai/relay');
    expect(describeObject({ kind: 'Namespace', metadata: { name: 'ai' } })).toBe('Namespace ai');
  });
});

describe('constructIdOf', () => {
  it.each([
    ['Service-relay', object('v1', 'Service', 'relay')],
    ['Deployment-relay', object('apps/v1', 'Deployment', 'relay')],
    ['ClusterRole-relay', object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'relay', '')],
    ['Role-relay@apps', object('rbac.authorization.k8s.io/v1', 'Role', 'relay', 'apps')],
    ['Service.serving.knative.dev-relay', object('serving.knative.dev/v1', 'Service', 'relay')],
  ])('is %s', (id, given) => {
    expect(constructIdOf(given, 'ai')).toBe(id);
  });
});

describe('metadataOf', () => {
  it('has empty strings for what is not there', () => {
    expect(metadataOf(object('v1', 'Service', 'relay'))).toEqual({ namespace: 'ai', name: 'relay' });
    expect(metadataOf({ kind: 'Service' })).toEqual({ namespace: '', name: '' });
  });
});

const SERVICE = object('v1', 'Service', 'a');

describe('the same object of a cluster', () => {
  it.each<[boolean, string, KubernetesObject, KubernetesObject]>([
    [true, 'whatever it contains', SERVICE, { ...SERVICE, spec: {} }],
    [true, 'in another version', object('policy/v1', 'A', 'a'), object('policy/v1beta1', 'A', 'a')],
    [false, 'of another group', object('a.example.com/v1', 'A', 'a'), object('b.example.com/v1', 'A', 'a')],
    [false, 'of a group beside none', object('v1', 'A', 'a'), object('example.com/v1', 'A', 'a')],
    [false, 'of another kind', SERVICE, object('v1', 'ConfigMap', 'a')],
    [false, 'of another name', SERVICE, object('v1', 'Service', 'b')],
    [false, 'in another namespace', SERVICE, object('v1', 'Service', 'a', 'other')],
  ])('is %s for one %s', (same, _, one, other) => {
    expect(sharedObjects([one], [other])).toEqual(same ? [other] : []);
    expect(repeatedObjects([one, other])).toEqual(same ? [other] : []);
  });
});

describe('sharedObjects', () => {
  it('are those of the second release, in its order', () => {
    const a = object('v1', 'Service', 'a');
    const b = object('v1', 'Service', 'b');
    const c = object('v1', 'Service', 'c');
    expect(sharedObjects([a, b], [c, b, a])).toEqual([b, a]);
    expect(sharedObjects([], [a])).toEqual([]);
  });
});

describe('repeatedObjects', () => {
  it('are all but the first of each', () => {
    expect(repeatedObjects([SERVICE, SERVICE, SERVICE])).toEqual([SERVICE, SERVICE]);
  });
});

describe('at', () => {
  it.each<[Json | undefined, readonly string[], Json | undefined]>([
    [{ a: { b: 1 } }, ['a', 'b'], 1],
    [{ a: { b: null } }, ['a', 'b'], null],
    [{ a: 1 }, [], { a: 1 }],
    [{ a: 1 }, ['a', 'b'], undefined],
    [{ a: ['x'] }, ['a', '0'], undefined],
    [{ a: null }, ['a', 'b'], undefined],
    [undefined, ['a'], undefined],
  ])('is of %j, at %j, %j', (value, path, expected) => {
    expect(at(value, ...path)).toEqual(expected);
  });
});

describe('items', () => {
  it.each<[Json | undefined, readonly Json[]]>([
    [
      ['x', 1],
      ['x', 1],
    ],
    [[], []],
    [{ 0: 'x' }, []],
    ['xy', []],
    [null, []],
    [undefined, []],
  ])('are of %j %j', (value, expected) => {
    expect(items(value)).toEqual(expected);
  });
});
