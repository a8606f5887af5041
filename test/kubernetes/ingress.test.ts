import type { JsonObject } from '../../lib/engine/values/declaration';
import { literal } from '../../lib/engine/template/expression';
import { path, string } from '../../lib/engine/values/scalars';
import { addConfigMap } from '../../lib/kubernetes/config-map';
import { addIngress, ingressUrls, ingressValues } from '../../lib/kubernetes/ingress';
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
  secret: string('', 'The Secret with the certificate.'),
};

function listed() {
  const stack = new TinyStack(fields);
  const { ingress, service } = stack.values;
  addIngress(stack, stack.main, ingress, {
    service: { name: stack.main.name, port: service.port },
    streaming: { maxStreamSeconds: literal(600), maxBodyMegabytes: 60 },
  });
  return stack;
}

function single() {
  const stack = new TinyStack(fields);
  const { ingress, service, domain, path: at, secret } = stack.values;
  addIngress(stack, stack.main, ingress, {
    service: { name: stack.main.name, port: service.port },
    suffix: '-ingress',
    single: { host: domain, path: at, pathType: domain, tlsSecret: secret },
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

it.each([listed, single])('the labels of the user are beside those of the chart', (stack) => {
  expect(at(ingress(stack(), { labels: { team: 'a' } }), 'metadata', 'labels')).toMatchObject({
    team: 'a',
    'app.kubernetes.io/instance': 'app',
  });
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
      objectsFor(single(), {
        ingress: { enabled: true, hosts: [] },
        domain: 'two.example.com',
        path: '/v1',
      }),
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

  it('takes no hosts where there is a default backend', () => {
    const object = ingress(listed(), { hosts: [], defaultBackend: { enabled: true } });
    expect(at(object, 'spec')).toEqual({ defaultBackend: backend });
  });

  it.each(['/api(/|$)(.*)', '/v[0-9]+', '/a//b', '/a/../b'])(
    'rejects the path %s, unless it is for the controller to understand',
    (at) => {
      const hosts = (pathType: string): JsonObject => ({
        ingress: { enabled: true, hosts: [{ host: 'a.example.com', paths: [{ path: at, pathType }] }] },
      });
      for (const type of ['Prefix', 'Exact'])
        expect(rejections(listed(), hosts(type))).toEqual([
          expect.stringMatching(/^ingress\.hosts has a path that is no plain one/),
        ]);
      expect(rejections(listed(), hosts('ImplementationSpecific'))).toEqual([]);
    },
  );

  it.each<JsonObject>([{ serviceName: 'other' }, { servicePort: 80 }])(
    'rejects the half of a default backend, %j',
    (given) => {
      const defaultBackend = { enabled: true, ...given };
      expect(rejections(listed(), { ingress: { enabled: true, defaultBackend } })).toEqual([
        expect.stringMatching(/^ingress\.defaultBackend\.servicePort must be set together with serviceName/),
      ]);
    },
  );
});

describe('hosts', () => {
  const rule = (host: string) => ({ host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } });

  it.each<JsonObject>([{}, { host: '' }])('without a name, %j, are all hosts', (host) => {
    expect(at(ingress(listed(), { hosts: [host] }), 'spec', 'rules')).toEqual([rule('')]);
  });

  it('of the list take the place of the single host', () => {
    const hosts = [{ host: 'a.example.com' }, { host: 'b.example.com' }];
    const object = only('Ingress', objectsFor(single(), { ingress: { enabled: true, hosts } }));
    expect(at(object, 'spec', 'rules')).toEqual([rule('a.example.com'), rule('b.example.com')]);
  });
});

describe('the default backend', () => {
  it('is the Service of the component beside the rules', () => {
    expect(at(ingress(listed(), { defaultBackend: { enabled: true } }), 'spec')).toEqual({
      defaultBackend: backend,
      rules: [expect.objectContaining({ host: 'chart.example.com' })],
    });
  });

  it('is another Service of the user', () => {
    const given = { enabled: true, serviceName: 'pages', servicePort: 81 };
    expect(at(ingress(listed(), { defaultBackend: given }), 'spec', 'defaultBackend')).toEqual({
      service: { name: 'pages', port: { number: 81 } },
    });
  });
});

describe('annotations', () => {
  it('are those of the controller, and the user’s over them', () => {
    const key = 'nginx.ingress.kubernetes.io/proxy-buffering';
    const chart = at(ingress(listed()), 'metadata', 'annotations') as JsonObject;
    expect(chart[key]).toBe('off');
    const annotations = { [key]: 'on', more: 'x' };
    expect(at(ingress(listed(), { annotations }), 'metadata', 'annotations')).toEqual({
      ...chart,
      ...annotations,
    });
  });

  it('are none where streams are not known', () => {
    const object = only('Ingress', objectsFor(single(), { ingress: { enabled: true } }));
    expect(at(object, 'metadata')).not.toHaveProperty('annotations');
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

it.each<readonly [JsonObject, JsonObject[]]>([
  [{}, []],
  [{ secret: 'one' }, [{ secretName: 'one', hosts: ['one.example.com'] }]],
])('the certificate of the single host with %j comes before the others', (given, own) => {
  const tls = [{ secretName: 'more', hosts: ['a.example.com'] }];
  const object = only('Ingress', objectsFor(single(), { ...given, ingress: { enabled: true, tls } }));
  expect(at(object, 'spec', 'tls')).toEqual([...own, ...tls]);
});

it('in the chart, the paths of a host are a loop within the loop over hosts', () => {
  expect(templateOf(listed(), 'ingress.yaml')).toMatch(
    /{{- range \$host := \.Values\.ingress\.hosts }}[^]*{{- range \$path := [^]*\$path\.path[^]*{{- end }}[^]*{{- end }}/,
  );
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(listed())).toEqual(['ingress.yaml']);
});

it('the notes say that an Ingress without a host is there for any', () => {
  const stack = new TinyStack(fields);
  addConfigMap(stack, stack.main, { urls: ingressUrls(stack.values.ingress) });
  const urls = at(only('ConfigMap', objectsFor(stack, { ingress: { hosts: [{}] } })), 'data', 'urls');
  expect(urls).toBe('  The address of the Ingress controller, by any host\n');
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
