import { waysOf } from '../../../lib/app/objects/ways';
import { deployment, object } from '../changes/objects';
import { httpRoute, ingress, service } from '../report/objects';

it('follows an Ingress, also its default backend', () => {
  const defaultBackend = { service: { name: 'rest', port: { name: 'http' } } };
  expect(waysOf(ingress('a.example.com', 'web', { defaultBackend }))).toEqual([
    { host: 'a.example.com', path: '/api', service: 'web', port: '80' },
    { host: 'any host', path: 'all other paths', service: 'rest', port: 'http' },
  ]);
});

it('follows an HTTPRoute; a redirect leads to no Service', () => {
  const matches = [{ path: { value: '/a' } }, { path: { value: '/b' } }];
  expect(waysOf(httpRoute('a.example.com', 'a', { matches, backendRefs: [{ name: 'web', port: 80 }] }))).toEqual([
    { host: 'a.example.com', path: '/a', service: 'web', port: '80' },
    { host: 'a.example.com', path: '/b', service: 'web', port: '80' },
  ]); // prettier-ignore
  expect(waysOf(httpRoute('a.example.com', 'a', { filters: [] }))).toEqual([
    { host: 'a.example.com', path: '/', port: '' },
  ]);
});

it('follows a Route of OpenShift', () => {
  const route = object('Route', 'a', {
    spec: { host: 'a.example.com', to: { name: 'web' }, port: { targetPort: 'http' } },
  });
  expect(waysOf(route)).toEqual([{ host: 'a.example.com', path: '/', service: 'web', port: 'http' }]);
});

it('knows Services that have a port outside the cluster from those that have none', () => {
  const open = (type: string) => waysOf(service('web', { type, ports: [{ port: 80, nodePort: 30080 }] }));
  expect(open('NodePort')).toEqual([
    { host: 'NodePort web', path: 'port 30080', service: 'web', port: '80' },
  ]);
  expect(open('LoadBalancer')).toMatchObject([{ host: 'LoadBalancer web', path: 'port 80' }]);
  expect([open('ClusterIP'), waysOf(deployment('web'))]).toEqual([[], []]);
});
