import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import { conflictsBetween, pairs, repetitionsIn } from '../../../lib/engine/release/together';
import type { JsonObject } from '../../../lib/engine/values/declaration';

// What the values of real stacks come to is in test/app/environments/together.test.ts.

describe('objects', () => {
  const object = (apiVersion: string, kind: string, name: string, spec: JsonObject = {}) => ({
    ...{ apiVersion, kind, metadata: { name, namespace: 'ai' }, spec },
  });
  const together = (one: readonly KubernetesObject[], other: readonly KubernetesObject[]) =>
    conflictsBetween(
      { name: 'claude-relay', values: {}, objects: one },
      { name: 'jairouter', values: {}, objects: other },
    );
  const alone = (...objects: readonly KubernetesObject[]) => repetitionsIn({ values: {}, objects });
  const route = (spec: JsonObject) => object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'route', spec);
  const ingress = (
    host: string,
    path = '/',
    pathType = 'Prefix',
    ingressClassName = 'nginx',
    name = 'ingress',
  ) =>
    object('networking.k8s.io/v1', 'Ingress', name, {
      ingressClassName,
      rules: [{ host, http: { paths: [{ path, pathType }] } }],
    });

  it('may be made twice by one stack, and are rejected', () => {
    const [config, service] = [object('v1', 'ConfigMap', 'same'), object('v1', 'Service', 'same')];
    expect(alone(config, service, service, object('v1', 'Service', 'b'), config)).toEqual([
      'the values make Service ai/same and ConfigMap ai/same twice; give what is made second another name.',
    ]);
    expect(
      repetitionsIn({ values: { services: { a: { name: 'same' } } }, objects: [service, service] }),
    ).toEqual(['services.a.name makes Service ai/same twice; give what is made second another name.']);
  });

  it('may have a path twice, with and without a slash at its end, but not for another controller or comparison', () => {
    const twice = (...other: [path: string, pathType?: string, ingressClassName?: string]) => {
      const [path, pathType = 'Prefix', className = 'nginx'] = other;
      return alone(ingress('a.io', '/a'), ingress('a.io', path, pathType, className, 'other'));
    };
    expect(twice('/a')).toEqual([
      'Ingress ai/ingress and Ingress ai/other have the path /a on the host a.io twice; give one of the two another host or path.',
    ]);
    expect(twice('/a/')).toEqual([expect.stringContaining('have the path /a/ on the host a.io twice')]);
    expect(twice('/b')).toEqual([]);
    expect(twice('/a', 'Exact')).toEqual([]);
    expect(twice('/a', 'Prefix', 'other')).toEqual([]);
  });

  it('are told apart by group, kind and name, not by version', () => {
    const [v1, v2] = ['v1', 'v2'].map((version) =>
      object(`autoscaling/${version}`, 'HorizontalPodAutoscaler', 'a'),
    );
    expect(together([v1 as KubernetesObject], [v2 as KubernetesObject])).toEqual([
      'claude-relay and jairouter both make HorizontalPodAutoscaler ai/a; give what one of them makes another name.',
    ]);
    expect(together([object('a.io/v1', 'Thing', 'a')], [object('b.io/v1', 'Thing', 'a')])).toEqual([]);
  });

  it('lead from a host too where they are HTTPRoutes, on every host where they name none', () => {
    const named = route({ hostnames: ['AI.example.com'], rules: [{ matches: [{ path: { value: '/' } }] }] });
    expect(together([ingress('ai.example.com')], [named]).join()).toContain(
      'the host ai.example.com is one of claude-relay (Ingress ai/ingress) and one of jairouter (HTTPRoute ai/route);',
    );
    const every = route({ rules: [{}] });
    expect(together([{ ...every, metadata: { name: 'x' } }], [every]).join()).toContain(
      'the host * is one of claude-relay',
    );
    expect(together([ingress('ai.example.com')], [every])).toEqual([]);
  });

  it('may have a path twice for two listeners of a Gateway, not for one', () => {
    const on = (sectionName: string) =>
      route({ hostnames: ['a.example.com'], parentRefs: [{ name: 'gateway', sectionName }], rules: [{}] });
    const other = (found: KubernetesObject) => ({ ...found, metadata: { name: 'other', namespace: 'ai' } });
    expect(alone(on('http'), other(on('https')))).toEqual([]);
    expect(alone(on('http'), other(on('http'))).join()).toContain(
      'HTTPRoute ai/route and HTTPRoute ai/other have the path / on the host a.example.com twice;',
    );
  });
});

it('pairs are every two of a list, each once', () => {
  expect(pairs([1, 2, 3])).toEqual([
    [1, 2],
    [1, 3],
    [2, 3],
  ]);
  expect(pairs([1])).toEqual([]);
});
