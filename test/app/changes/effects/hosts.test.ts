import { changedHosts } from '../../../../lib/app/changes/effects/hosts';
import { effects, object, sentences } from '../objects';

const ingress = (host: string, ...paths: readonly string[]) =>
  object('Ingress', 'a', { spec: { rules: [{ host, http: { paths: paths.map((path) => ({ path })) } }] } });

it('says which hosts are opened and closed', () => {
  const found = effects(changedHosts, [ingress('a.example', '/')], [ingress('b.example', '/', '/x')]);
  expect(found.map(({ kind, sentence }) => `${kind} ${sentence}`)).toEqual([
    'opens-host b.example: /, /x.',
    'closes-host a.example: /.',
  ]);
});

it('says which paths of a host, and nothing when another object has them', () => {
  expect(sentences(changedHosts, [ingress('a.example', '/')], [ingress('a.example', '/', '/x')])).toEqual([
    'Ingress ai/a: a.example: /x.',
  ]);
  const route = object('HTTPRoute', 'a', {
    spec: { hostnames: ['a.example'], rules: [{ matches: [{ path: { value: '/' } }] }] },
  });
  expect(sentences(changedHosts, [ingress('a.example', '/')], [route])).toEqual([]);
});

it('says which Services get a port outside the cluster', () => {
  const service = (type: string) => object('Service', 'a', { spec: { type, ports: [{ port: 80 }] } });
  expect(sentences(changedHosts, [service('ClusterIP')], [service('LoadBalancer')])).toEqual([
    'Service ai/a: LoadBalancer of Service ai/a: port 80.',
  ]);
});
