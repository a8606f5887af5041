import { routesOf } from '../../../lib/engine/release/routes';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import type { JsonObject } from '../../../lib/engine/values/declaration';

type Paths = readonly (readonly [path: string, pathType?: string])[];

function ingress(host: string | undefined, paths: Paths, ingressClassName = 'nginx'): KubernetesObject {
  const http = { paths: paths.map(([path, pathType = 'Prefix']) => ({ path, pathType })) };
  return { kind: 'Ingress', spec: { ingressClassName, rules: [{ ...(host === undefined ? {} : { host }), http }] } };
} // prettier-ignore

function httpRoute(spec: JsonObject): KubernetesObject {
  return { kind: 'HTTPRoute', spec: { parentRefs: [{ name: 'gateway' }], ...spec } };
}

/** Hosts and paths, such as `a.example.com/api`. */
function ways(...objects: readonly KubernetesObject[]): readonly string[] {
  return routesOf(objects).map(({ host, path }) => host + path);
}

it('has each path of each rule of an Ingress', () => {
  const object = ingress('a.example.com', [['/'], ['/api']]);
  expect(ways(object)).toEqual(['a.example.com/', 'a.example.com/api']);
  expect(routesOf([object]).map((route) => route.object)).toEqual([object, object]);
});

it('has each match of each rule of an HTTPRoute on each of its hosts', () => {
  const matches = [{ path: { value: '/a' } }, { path: { value: '/b' } }];
  expect(ways(httpRoute({ hostnames: ['x', 'y'], rules: [{ matches }, {}] }))).toEqual([
    ...['x/a', 'x/b', 'x/'],
    ...['y/a', 'y/b', 'y/'],
  ]);
});

it('has the path of a Route of OpenShift on its host, unless OpenShift makes the host', () => {
  const route = (spec: JsonObject) => ({ kind: 'Route', spec });
  expect(ways(route({ host: 'A.example.com' }), route({ host: 'b', path: '/api' }), route({}))).toEqual([
    'a.example.com/',
    'b/api',
  ]);
});

it('has * for what is for all hosts, and hosts in lowercase letters', () => {
  expect(ways(ingress(undefined, [['/']]), httpRoute({ rules: [{}] }), ingress('A.Example.com', [['']]))).toEqual([
    '*/',
    '*/',
    'a.example.com/',
  ]);
}); // prettier-ignore

it('has none of other objects, and of an Ingress without rules', () => {
  expect(ways({ kind: 'Service', spec: {} }, { kind: 'Ingress', spec: {} })).toEqual([]);
  expect(ways({ kind: 'Ingress', spec: { defaultBackend: {} } })).toEqual([]);
});

describe('two routes of a host are in each other’s way', () => {
  it.each<[boolean, string, KubernetesObject, KubernetesObject]>([
    [true, 'with one path', ingress('a', [['/x']]), ingress('a', [['/x']])],
    [false, 'with other paths', ingress('a', [['/x']]), ingress('a', [['/y']])],
    [true, 'with one prefix, once with a slash', ingress('a', [['/x']]), ingress('a', [['/x/']])],
    [false, 'with two exact paths, one with a slash', ingress('a', [['/x', 'Exact']]), ingress('a', [['/x/', 'Exact']])],
    [false, 'with one path of two types', ingress('a', [['/x']]), ingress('a', [['/x', 'Exact']])],
    [false, 'of two controllers', ingress('a', [['/x']]), ingress('a', [['/x']], 'traefik')],
    [true, 'with one match', httpRoute({ rules: [{}] }), httpRoute({ rules: [{}] })],
    [
      false,
      'with one path and other headers',
      httpRoute({ rules: [{ matches: [{ path: { value: '/x' }, headers: [{ name: 'a', value: 'b' }] }] }] }),
      httpRoute({ rules: [{ matches: [{ path: { value: '/x' } }] }] }),
    ],
    [true, 'of two Routes', { kind: 'Route', spec: { host: 'a' } }, { kind: 'Route', spec: { host: 'a', path: '/' } }],
    [false, 'of two Gateways', httpRoute({ rules: [{}] }), httpRoute({ rules: [{}], parentRefs: [{ name: 'other' }] })],
  ])('%s: %s', (same, _, one, other) => {
    const [first, second] = routesOf([one, other]);
    expect(first?.match === second?.match).toBe(same);
  }); // prettier-ignore
});
