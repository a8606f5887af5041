import { ingressClasses } from '../../../../lib/app/deploy/preflight/ingress-classes';
import type { JsonObject } from '../../../../lib/engine/values/declaration';
import { object } from '../../changes/objects';
import { asked, named } from '../cluster';

const ingress = (name: string, spec: JsonObject) => object('Ingress', name, { spec });
const ask = (objects: readonly JsonObject[], classes: readonly JsonObject[]) =>
  ingressClasses.ask(asked(objects, { 'get ingressclasses': classes }));

it('finds a class that is not there, and says which are', () => {
  const both = [ingress('a', { ingressClassName: 'nginx' }), ingress('b', { ingressClassName: 'nginx' })];
  expect(ask(both, [named('IngressClass', 'alb')])).toEqual([
    'The cluster has no ingress class nginx, for Ingress ai/a and 1 more; install its controller first, or name another class in the values. There are: alb.',
  ]);
  expect(ask(both, [named('IngressClass', 'nginx')])).toEqual([]);
});

it('finds that there is no default one, where it is asked for', () => {
  const marked = { kind: 'IngressClass', metadata: { name: 'n', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } } };
  expect(ask([ingress('a', {})], [])[0]).toContain('no default ingress class, for Ingress ai/a');
  expect(ask([ingress('a', {})], [marked])).toEqual([]);
  const old = { ...ingress('a', {}), metadata: { name: 'a', annotations: { 'kubernetes.io/ingress.class': 'nginx' } } };
  expect(ask([old], [])).toEqual([]);
}); // prettier-ignore
