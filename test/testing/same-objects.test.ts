import { byIdentity, differenceBetween } from '../../lib/testing/same-objects';

const object = (kind: string, name: string, more = {}) => ({ kind, metadata: { name }, ...more });
const HELM = 'Helm v3.18.0';

it('puts objects in the order of kind, namespace and name', () => {
  const [a, b] = [object('Service', 'b'), object('ConfigMap', 'a')];
  expect(Object.entries(byIdentity([a, b]))).toEqual([
    ['ConfigMap//a', b],
    ['Service//b', a],
  ]);
  expect(() => byIdentity([a, a])).toThrow('Two objects are Service//b.');
});

it('finds no difference in another order of objects and keys', () => {
  const plain = [object('Service', 'a', { spec: { x: 1, y: 2 } }), object('Service', 'b')];
  const helm = [object('Service', 'b'), object('Service', 'a', { spec: { y: 2, x: 1 } })];
  expect(differenceBetween(plain, helm, HELM)).toBeUndefined();
});

it('shows each field that differs, and objects that one of them has', () => {
  const plain = [object('Service', 'a', { spec: { port: 80, type: 'x' } }), object('ConfigMap', 'c')];
  const helm = [object('Service', 'a', { spec: { port: '80', type: 'x' } }), object('Secret', 's')];
  expect(differenceBetween(plain, helm, HELM)?.split('\n')).toEqual([
    '- plain, + Helm v3.18.0',
    'Secret s: only by Helm v3.18.0',
    'Service a',
    '  - spec.port: 80',
    '  + spec.port: "80"',
    'ConfigMap c: only plain',
  ]);
});

it('tells a zero from a negative one, null from nothing, and orders of lists', () => {
  const one = (spec: unknown) => [object('Service', 'a', { spec })];
  expect(differenceBetween(one(0), one(-0), HELM)).toContain('another sign');
  expect(differenceBetween(one({ a: null }), one({}), HELM)).toContain('- spec.a: null');
  expect(differenceBetween(one([1, 2]), one([2, 1]), HELM)).toContain('+ spec: [2,1]');
});
