import type { JsonObject } from '../../lib/engine/values/declaration';
import { lines } from '../../lib/engine/template/tree';
import { integer } from '../../lib/engine/values/numbers';
import { string } from '../../lib/engine/values/scalars';
import { addConfigMap } from '../../lib/kubernetes/config-map';
import {
  addHttpRoute,
  fromGateways,
  gatewayNamespacesValue,
  httpRouteUrls,
  httpRouteValues,
} from '../../lib/kubernetes/http-route';
import {
  addNetworkPolicy,
  ingressCidrsValue,
  networkPolicyValues,
} from '../../lib/kubernetes/network-policy';
import { serviceValues } from '../../lib/kubernetes/service';
import { at, filesOf, kindsOf, nameOf, objectsFor, only, rejections, TinyStack } from './tiny-stack';

const fields = {
  httpRoute: httpRouteValues,
  service: serviceValues(8080),
  longest: integer(600, 'Longest stream.', { minimum: 1, maximum: 86_400 }),
  domain: string('one.example.com', 'The host.'),
  networkPolicy: networkPolicyValues({
    gatewayNamespaces: gatewayNamespacesValue,
    ingressCIDRs: ingressCidrsValue,
  }),
};

function routed(hostname = false) {
  const stack = new TinyStack(fields);
  const { httpRoute, service, longest, domain } = stack.values;
  addHttpRoute(stack, stack.main, httpRoute, {
    service: { name: stack.main.name, port: service.port },
    maxSeconds: longest,
    ...(hostname ? { hostname: domain } : {}),
  });
  return stack;
}

const GATEWAY = { name: 'public', namespace: 'gateways', sectionName: 'https' };
const given = (httpRoute: JsonObject = {}): JsonObject => ({
  httpRoute: { enabled: true, parentRefs: [GATEWAY], ...httpRoute },
});
const route = (httpRoute: JsonObject = {}, more: JsonObject = {}) =>
  only('HTTPRoute', objectsFor(routed(), { ...given(httpRoute), ...more }));
const backendRefs = [{ name: 'app-small', port: 8080 }];
const timeouts = { request: '600s', backendRequest: '600s' };
const all = { path: { type: 'PathPrefix', value: '/' } };

it('there is no HTTPRoute unless it is enabled', () => {
  expect(kindsOf(objectsFor(routed()))).toEqual([]);
  expect(nameOf(route())).toBe('app-small');
});

it('routes all requests of the listener to the Service, and waits as long as the longest stream', () => {
  expect(at(route(), 'spec')).toEqual({
    parentRefs: [GATEWAY],
    rules: [{ matches: [all], backendRefs, timeouts }],
  });
});

it('waits as long as the values say, or as the Gateway does by itself', () => {
  expect(at(route({}, { longest: 7 }), 'spec', 'rules', 0, 'timeouts')).toEqual({
    request: '7s',
    backendRequest: '7s',
  });
  expect(at(route({ timeouts: false }), 'spec', 'rules', 0)).not.toHaveProperty('timeouts');
});

it('has the rules, matches and filters of the user', () => {
  const filters = [
    { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'X-Via', value: 'a' }] } },
  ];
  const rules = [
    {
      matches: [
        { path: { type: 'Exact', value: '/a' }, method: 'POST' },
        {
          headers: [{ name: 'X-Tenant', value: 'a' }],
          queryParams: [{ name: 'v', value: '1', type: 'Exact' }],
        },
      ],
      filters,
    },
    { matches: [{ path: { type: 'RegularExpression', value: '/v[0-9]+' } }] },
  ];
  expect(at(route({ rules }), 'spec', 'rules')).toEqual([
    {
      matches: [
        { path: { type: 'Exact', value: '/a' }, method: 'POST' },
        {
          ...all,
          headers: [{ type: 'Exact', name: 'X-Tenant', value: 'a' }],
          queryParams: [{ type: 'Exact', name: 'v', value: '1' }],
        },
      ],
      filters,
      backendRefs,
      timeouts,
    },
    { matches: [{ path: { type: 'RegularExpression', value: '/v[0-9]+' } }], backendRefs, timeouts },
  ]);
});

it.each<JsonObject>([{}, { matches: [] }])('a rule without matches, %j, is for all requests', (rule) => {
  expect(at(route({ rules: [rule] }), 'spec', 'rules', 0, 'matches')).toEqual([all]);
});

it('a rule that redirects has no backend, which the Gateway API rejects', () => {
  const filters = [{ type: 'RequestRedirect', requestRedirect: { hostname: 'b.example.com' } }];
  const matches = [{ path: { type: 'PathPrefix', value: '/old' } }];
  expect(at(route({ rules: [{ matches, filters }, {}] }), 'spec', 'rules')).toEqual([
    { matches, filters, timeouts },
    { matches: [all], backendRefs, timeouts },
  ]);
});

it('has labels and annotations of the user', () => {
  const metadata = at(route({ labels: { team: 'a' }, annotations: { note: 'b' } }), 'metadata');
  expect(metadata).toMatchObject({
    labels: { team: 'a', 'app.kubernetes.io/instance': 'app' },
    annotations: { note: 'b' },
  });
});

it.each<readonly [JsonObject, string[]]>([
  [{}, ['one.example.com']],
  [{ hostnames: ['a.example.com', '*.b.example.com'] }, ['a.example.com', '*.b.example.com']],
])('with a host of the chart and %j the host names are %j', (values, hostnames) => {
  const object = only('HTTPRoute', objectsFor(routed(true), given(values)));
  expect(at(object, 'spec', 'hostnames')).toEqual(hostnames);
});

describe('the redirect to HTTPS', () => {
  const HTTP = { ...GATEWAY, sectionName: 'http' };
  const redirecting = (parentRefs: JsonObject[] = [HTTP]) => ({
    httpsRedirect: { enabled: true, parentRefs },
  });

  it('is a second HTTPRoute, of the listeners for HTTP and the same hosts', () => {
    const hostnames = ['a.example.com'];
    const objects = objectsFor(routed(), given({ hostnames, ...redirecting() }));
    expect(objects.map(nameOf)).toEqual(['app-small', 'app-small-redirect']);
    expect(at(objects[1] ?? {}, 'spec')).toEqual({
      parentRefs: [HTTP],
      hostnames,
      rules: [
        { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] },
      ],
    });
  });

  it('is not there without the HTTPRoute that it redirects to', () => {
    expect(objectsFor(routed(), given({ ...redirecting([]), enabled: false }))).toEqual([]);
  });

  it.each<readonly [JsonObject, RegExp]>([
    [redirecting([]), /^httpRoute\.httpsRedirect\.parentRefs is empty/],
    [redirecting([HTTP, HTTP]), /^httpRoute\.httpsRedirect\.parentRefs names a listener twice/],
    [
      redirecting([GATEWAY]),
      /^httpRoute\.httpsRedirect\.parentRefs has a listener that httpRoute\.parentRefs has too/,
    ],
    [
      redirecting([{ name: 'public', namespace: 'gateways' }]),
      /has a listener that httpRoute\.parentRefs has too/,
    ],
    [
      { ...redirecting(), parentRefs: [{ name: 'public', namespace: 'gateways' }] },
      /has a listener that httpRoute\.parentRefs has too/,
    ],
  ])('is rejected with %j', (values, sentence) => {
    expect(rejections(routed(), given(values))).toEqual([expect.stringMatching(sentence)]);
  });

  it('may be of a Gateway of its own', () => {
    expect(rejections(routed(), given(redirecting([{ name: 'plain', namespace: 'gateways' }])))).toEqual([]);
    expect(rejections(routed(), given(redirecting([{ name: 'public' }])))).toEqual([]);
  });
});

describe('what the Gateway API does not accept is rejected', () => {
  it.each<readonly [JsonObject, RegExp]>([
    [{ parentRefs: [] }, /^httpRoute\.parentRefs is empty although httpRoute\.enabled is true/],
    [{ rules: [] }, /^httpRoute\.rules is empty although httpRoute\.enabled is true/],
    [{ parentRefs: [GATEWAY, GATEWAY] }, /^httpRoute\.parentRefs names a listener twice/],
    [
      { parentRefs: [GATEWAY, { name: 'public', namespace: 'gateways' }] },
      /^httpRoute\.parentRefs names a Gateway with a listener and without/,
    ],
    [{ rules: Array.from({ length: 17 }, () => ({})) }, /^httpRoute\.rules has more than 16 items/],
    [
      { hostnames: Array.from({ length: 17 }, (_, index) => `a${String(index)}.example.com`) },
      /^httpRoute\.hostnames has more than 16 items/,
    ],
    [
      { rules: [{ matches: [{ path: { value: '/v[0-9]+' } }] }] },
      /^httpRoute\.rules has a path that is no plain one/,
    ],
    [{ hostnames: ['10.0.0.1'] }, /^httpRoute\.hostnames\[0\] is/],
    [
      { parentRefs: [GATEWAY, { ...GATEWAY, kind: 'Gateway' }] },
      /^httpRoute\.parentRefs names a listener twice/,
    ],
    [{ parentRefs: [{ ...GATEWAY, kind: 'Service' }] }, /^httpRoute\.parentRefs\[0\]\.kind is/],
    [
      { parentRefs: [GATEWAY, { name: 'public', namespace: 'gateways', kind: 'Gateway' }] },
      /^httpRoute\.parentRefs names a Gateway with a listener and without/,
    ],
    [
      { rules: [{ filters: [{ type: 'URLRewrite', urlRewrites: {} }] }] },
      /^httpRoute\.rules\[0\]\.filters\[0\]\.urlRewrites/,
    ],
    [{ parentRefs: [{ name: 'A' }] }, /^httpRoute\.parentRefs\[0\]\.name is/],
    [{ parentRefs: [{ name: 'a', sectioName: 'b' }] }, /sectioName/],
    [{ rules: [{ matches: [{ method: 'FETCH' }] }] }, /^httpRoute\.rules\[0\]\.matches\[0\]\.method is/],
  ])('%j', (values, sentence) => {
    expect(rejections(routed(), given(values))).toEqual([expect.stringMatching(sentence)]);
  });

  it('a Gateway and a set of listeners of the same name are two', () => {
    const parentRefs = [
      GATEWAY,
      { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'public', namespace: 'gateways' },
    ];
    expect(rejections(routed(), given({ parentRefs }))).toEqual([]);
    expect(at(route({ parentRefs }), 'spec', 'parentRefs')).toEqual(parentRefs);
  });

  it('and nothing is while there is no HTTPRoute', () => {
    expect(rejections(routed(), given({ enabled: false, parentRefs: [], rules: [] }))).toEqual([]);
  });
});

it('the proxies of the Gateways, and load balancers that are no pods, may connect while there is an HTTPRoute', () => {
  const stack = routed();
  const { networkPolicy } = stack.values;
  addNetworkPolicy(stack, stack.main, networkPolicy, {
    from: [fromGateways(stack.values, [8080])],
    to: [],
  });
  const from = (values: JsonObject) =>
    at(only('NetworkPolicy', objectsFor(stack, values)), 'spec', 'ingress', 0, 'from');
  const peers = (...names: string[]) =>
    names.map((name) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }));
  expect(from({})).toBeUndefined();
  expect(from(given())).toEqual(peers('envoy-gateway-system'));
  expect(from({ ...given(), networkPolicy: { gatewayNamespaces: ['a', 'b'] } })).toEqual(peers('a', 'b'));
  expect(from({ ...given(), networkPolicy: { gatewayNamespaces: [] } })).toBeUndefined();
  const ingressCIDRs = ['35.191.0.0/16'];
  const range = { ipBlock: { cidr: '35.191.0.0/16' } };
  expect(from({ networkPolicy: { ingressCIDRs } })).toBeUndefined();
  expect(from({ ...given(), networkPolicy: { ingressCIDRs } })).toEqual([
    ...peers('envoy-gateway-system'),
    range,
  ]);
  expect(from({ ...given(), networkPolicy: { gatewayNamespaces: [], ingressCIDRs } })).toEqual([range]);
});

it.each<readonly [JsonObject, boolean, string]>([
  [{ hostnames: ['a.example.com'] }, false, '  https://a.example.com\n'],
  [{ hostnames: ['a.example.com'], parentRefs: [{ name: 'a' }] }, false, '  http://a.example.com\n'],
  [
    {
      hostnames: ['a.example.com', 'b.example.com'],
      parentRefs: [{ name: 'a' }],
      httpsRedirect: { enabled: true },
    },
    false,
    '  https://a.example.com\n  https://b.example.com\n',
  ],
  [{}, true, '  https://one.example.com\n'],
  [{}, false, '  The hosts of its Gateways: kubectl --namespace ai describe httproute app-small\n'],
])('the notes have the URLs of %j, with a host of the chart %j', (values, hostname, urls) => {
  const stack = new TinyStack(fields);
  const { fullname: name, namespace, values: refs } = stack;
  const url = httpRouteUrls(refs.httpRoute, { name, namespace }, hostname ? refs.domain : undefined);
  addConfigMap(stack, stack.main, { urls: lines(url) });
  expect(at(only('ConfigMap', objectsFor(stack, given(values))), 'data', 'urls')).toBe(urls);
});

it('its templates are in files that say what they are', () => {
  expect(filesOf(routed())).toEqual(['httproute.yaml', 'httproute-redirect.yaml']);
});
