import type { JsonObject } from '../../lib/engine/values/declaration';
import { when } from '../../lib/engine/template/tree';
import { hasKey, not } from '../../lib/engine/template/operators';
import { path, string } from '../../lib/engine/values/scalars';
import { addConfigMap } from '../../lib/kubernetes/config-map';
import { addIngress, addIngressForHost, ingressUrls, ingressValues } from '../../lib/kubernetes/ingress';
import { serviceValues } from '../../lib/kubernetes/service';
import {
  at,
  kindsOf,
  nameOf,
  objectsFor,
  only,
  rejections,
  templateOf,
  TinyStack,
  filesOf,
} from './tiny-stack';

const fields = {
  ingress: ingressValues('chart.example.com'),
  service: serviceValues(8080),
  domain: string('one.example.com', 'The host.'),
  path: path('/api', 'The path.'),
};

function listed() {
  const stack = new TinyStack(fields);
  const { ingress, service } = stack.values;
  const own = when(not(hasKey(ingress.annotations, 'from')), 'chart');
  addIngress(stack, stack.main, ingress, {
    service: { name: stack.main.name, port: service.port },
    annotations: { from: own },
  });
  return stack;
}

function single() {
  const stack = new TinyStack(fields);
  const { ingress, service, domain, path: at } = stack.values;
  addIngressForHost(stack, stack.main, ingress, {
    service: { name: stack.main.name, port: service.port },
    annotations: { from: 'chart' },
    suffix: '-ingress',
    host: domain,
    path: at,
    pathType: domain,
  });
  return stack;
}

const backend = { service: { name: 'app-small', port: { number: 8080 } } };
const ingress = (stack: TinyStack<typeof fields>, ingressGiven: JsonObject = {}) =>
  only('Ingress', objectsFor(stack, { ingress: { enabled: true, ...ingressGiven } }));

it('there is no Ingress unless it is enabled', () => {
  expect(kindsOf(objectsFor(listed()))).toEqual([]);
  expect(kindsOf(objectsFor(single()))).toEqual([]);
  expect(nameOf(ingress(listed()))).toBe('app-small');
});

describe('the rules', () => {
  it('route the chart’s host to the Service where the user names none', () => {
    expect(at(ingress(listed()), 'spec', 'rules')).toEqual([
      { host: 'chart.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } },
    ]);
  });

  it('route each path of each host to the Service', () => {
    const hosts = [
      { host: 'a.example.com', paths: [{ path: '/x', pathType: 'Exact' }, { path: '/y' }] },
      { host: '*.example.com' },
    ];
    expect(at(ingress(listed(), { hosts }), 'spec', 'rules')).toEqual([
      {
        host: 'a.example.com',
        http: {
          paths: [
            { path: '/x', pathType: 'Exact', backend },
            { path: '/y', pathType: 'Prefix', backend },
          ],
        },
      },
      { host: '*.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } },
    ]);
  });

  it('follow the port of the Service', () => {
    const given = { ingress: { enabled: true }, service: { port: 81 } };
    const rules = at(only('Ingress', objectsFor(listed(), given)), 'spec', 'rules');
    expect(at(rules, 0, 'http', 'paths', 0, 'backend', 'service', 'port', 'number')).toBe(81);
  });

  it('of a single host have one path', () => {
    const object = only(
      'Ingress',
      objectsFor(single(), { ingress: { enabled: true }, domain: 'two.example.com', path: '/v1' }),
    );
    expect(nameOf(object)).toBe('app-small-ingress');
    expect(at(object, 'spec', 'rules')).toEqual([
      {
        host: 'two.example.com',
        http: { paths: [{ path: '/v1', pathType: 'two.example.com', backend }] },
      },
    ]);
  });
});

describe('validation', () => {
  it('rejects an Ingress without hosts', () => {
    expect(rejections(listed(), { ingress: { enabled: true, hosts: [] } })).toEqual([
      'ingress.hosts is empty although ingress.enabled is true; give at least one host.',
    ]);
  });

  it('has nothing against no hosts while there is no Ingress', () => {
    expect(rejections(listed(), { ingress: { hosts: [] } })).toEqual([]);
  });

  it('does not ask for a list of hosts where there is one host', () => {
    expect(rejections(single(), { ingress: { enabled: true, hosts: [] } })).toEqual([]);
  });

  it('rejects a host without a name', () => {
    expect(rejections(listed(), { ingress: { hosts: [{}] } })).toEqual([
      expect.stringContaining('ingress.hosts[0].host'),
    ]);
  });
});

describe('annotations', () => {
  it('are the chart’s', () => {
    expect(at(ingress(listed()), 'metadata', 'annotations')).toEqual({ from: 'chart' });
  });

  it('of the user take precedence over those of the chart', () => {
    const annotations = { from: 'user', more: 'x' };
    expect(at(ingress(listed(), { annotations }), 'metadata', 'annotations')).toEqual(annotations);
  });
});

describe('the class and the certificates', () => {
  it('are left to the cluster where the user says nothing', () => {
    expect(Object.keys(at(ingress(listed()), 'spec') as JsonObject)).toEqual(['rules']);
  });

  it('are the user’s', () => {
    const tls = [{ secretName: 'cert', hosts: ['a.example.com'] }];
    expect(at(ingress(listed(), { className: 'nginx', tls }), 'spec')).toMatchObject({
      ingressClassName: 'nginx',
      tls,
    });
  });
});

it('in the chart, the paths of a host are a loop within the loop over hosts', () => {
  expect(templateOf(listed(), 'ingress.yaml')).toMatch(
    /{{- range \$host := \.Values\.ingress\.hosts }}[^]*{{- range \$path := [^]*\$path\.path[^]*{{- end }}[^]*{{- end }}/,
  );
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(listed())).toEqual(['ingress.yaml']);
});

it.each([
  [[], '  http://a.example.com\n  http://b.example.com\n'],
  [[{ hosts: ['a.example.com'] }], '  https://a.example.com\n  https://b.example.com\n'],
])('the notes have the URLs of its hosts, with TLS %j', (tls, urls) => {
  const stack = new TinyStack(fields);
  addConfigMap(stack, stack.main, { urls: ingressUrls(stack.values.ingress) });
  const hosts = [{ host: 'a.example.com' }, { host: 'b.example.com' }];
  expect(at(only('ConfigMap', objectsFor(stack, { ingress: { tls, hosts } })), 'data', 'urls')).toBe(urls);
});
