import { lines } from '../../lib/engine/template/tree';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { integer } from '../../lib/engine/values/numbers';
import { boolean, string } from '../../lib/engine/values/scalars';
import { addConfigMap } from '../../lib/kubernetes/config-map';
import { addNetworkPolicy, networkPolicyValues } from '../../lib/kubernetes/network-policy';
import { addRoute, fromRouters, routeUrl, routeValues } from '../../lib/kubernetes/route';
import { at, filesOf, kindsOf, nameOf, objectsFor, only, rejections, TinyStack } from './tiny-stack';

const fields = {
  route: routeValues,
  longest: integer(600, 'Longest stream.', { minimum: 1, maximum: 86_400 }),
  domain: string('one.example.com', 'The host.'),
  generateHost: boolean(false, 'Leave it to OpenShift.'),
  networkPolicy: networkPolicyValues({}),
};

function routed(host = false) {
  const stack = new TinyStack(fields);
  const { route, longest, domain, generateHost } = stack.values;
  addRoute(stack, stack.main, route, {
    service: stack.main.name,
    maxSeconds: longest,
    ...(host ? { own: { host: domain, generateHost } } : {}),
  });
  return stack;
}

const given = (route: JsonObject = {}): JsonObject => ({ route: { enabled: true, ...route } });
const route = (values: JsonObject = {}, more: JsonObject = {}) =>
  only('Route', objectsFor(routed(), { ...given(values), ...more }));

it('there is no Route unless it is enabled', () => {
  expect(kindsOf(objectsFor(routed()))).toEqual([]);
  expect(nameOf(route())).toBe('app-small');
});

it('leads from a host that OpenShift makes to the Service, over HTTPS', () => {
  expect(at(route(), 'apiVersion')).toBe('route.openshift.io/v1');
  expect(at(route(), 'spec')).toEqual({
    to: { kind: 'Service', name: 'app-small', weight: 100 },
    port: { targetPort: 'http' },
    tls: { termination: 'edge', insecureEdgeTerminationPolicy: 'Redirect' },
  });
});

it('has the host, path, certificate, labels and annotations of the user', () => {
  const object = route({
    host: 'a.example.com',
    path: '/api',
    wildcardPolicy: 'Subdomain',
    labels: { team: 'a' },
    annotations: { note: 'b' },
    tls: { termination: 'reencrypt', externalCertificate: 'cert', destinationCACertificate: 'PEM\n' },
  });
  expect(at(object, 'metadata')).toMatchObject({ labels: { team: 'a' }, annotations: { note: 'b' } });
  expect(at(object, 'spec')).toMatchObject({
    host: 'a.example.com',
    path: '/api',
    wildcardPolicy: 'Subdomain',
    tls: {
      termination: 'reencrypt',
      externalCertificate: { name: 'cert' },
      destinationCACertificate: 'PEM\n',
    },
  });
});

it('is of HTTP alone where TLS ends nowhere', () => {
  expect(at(route({ tls: { termination: 'none' } }), 'spec')).not.toHaveProperty('tls');
});

it('the router waits as long as the longest stream, or as the user says', () => {
  const key = 'haproxy.router.openshift.io/timeout';
  expect(at(route(), 'metadata', 'annotations')).toEqual({ [key]: '600s' });
  expect(at(route({}, { longest: 7 }), 'metadata', 'annotations')).toEqual({ [key]: '7s' });
  expect(at(route({ annotations: { [key]: '1h' } }), 'metadata', 'annotations')).toEqual({ [key]: '1h' });
});

it('the host of the chart stands where it has one', () => {
  expect(at(only('Route', objectsFor(routed(true), given())), 'spec', 'host')).toBe('one.example.com');
});

it('the host of the chart may be left to OpenShift', () => {
  const generated = { generateHost: true };
  const object = only('Route', objectsFor(routed(true), { ...given(), ...generated }));
  expect(at(object, 'spec')).not.toHaveProperty('host');
  expect(rejections(routed(true), { ...given({ host: 'a.example.com' }), ...generated })).toEqual([
    'route.generateHost is true and host is set; set one of them.',
  ]);
  expect(rejections(routed(true), { ...given({ wildcardPolicy: 'Subdomain' }), ...generated })).toEqual([
    expect.stringMatching(/^route\.wildcardPolicy is Subdomain although generateHost is true/),
  ]);
});

describe('what OpenShift does not accept is rejected', () => {
  it.each<readonly [JsonObject, RegExp]>([
    [{ path: '/a', tls: { termination: 'passthrough' } }, /^route\.path is not \/ although/],
    [
      { tls: { termination: 'passthrough', insecureEdgeTerminationPolicy: 'Allow' } },
      /^route\.tls\.insecureEdgeTerminationPolicy is Allow/,
    ],
    [{ tls: { termination: 'none', externalCertificate: 'a' } }, /^route\.tls\.externalCertificate is set/],
    [
      { tls: { termination: 'passthrough', externalCertificate: 'a' } },
      /^route\.tls\.externalCertificate is set/,
    ],
    [{ tls: { destinationCACertificate: 'PEM' } }, /^route\.tls\.destinationCACertificate is set/],
    [{ wildcardPolicy: 'Subdomain' }, /^route\.wildcardPolicy is Subdomain although host is empty/],
    [{ host: '*.example.com' }, /^route\.host is/],
    [{ tls: { termination: 'Edge' } }, /^route\.tls\.termination is/],
    [{ hots: 'a' }, /hots/],
  ])('%j', (values, sentence) => {
    expect(rejections(routed(), given(values))).toEqual([expect.stringMatching(sentence)]);
  });
});

it('the routers may connect while there is a Route', () => {
  const stack = routed();
  addNetworkPolicy(stack, stack.main, stack.values.networkPolicy, {
    from: [fromRouters(stack.values, [8080])],
    to: [],
  });
  const rules = (values: JsonObject) =>
    at(only('NetworkPolicy', objectsFor(stack, values)), 'spec', 'ingress');
  expect(rules({})).toBeUndefined();
  expect(at(rules(given()), 0, 'from')).toEqual([
    { namespaceSelector: { matchLabels: { 'policy-group.network.openshift.io/ingress': '' } } },
  ]);
});

it.each<readonly [JsonObject, boolean, string]>([
  [{ host: 'a.example.com' }, false, '  https://a.example.com/\n'],
  [
    { host: 'a.example.com', path: '/v1', tls: { termination: 'none' } },
    false,
    '  http://a.example.com/v1\n',
  ],
  [{}, true, '  https://one.example.com\n'],
  [
    { generateHost: true },
    true,
    "  The host of the Route: kubectl --namespace ai get route app-small -o jsonpath='{.spec.host}'\n",
  ],
  [
    {},
    false,
    "  The host of the Route: kubectl --namespace ai get route app-small -o jsonpath='{.spec.host}'\n",
  ],
])('the notes have the URL of %j, with a host of the chart %j', (values, host, url) => {
  const stack = new TinyStack(fields);
  const { fullname: name, namespace, values: refs } = stack;
  const line = routeUrl(
    refs.route,
    { name, namespace },
    host ? { host: refs.domain, generateHost: refs.generateHost } : undefined,
  );
  addConfigMap(stack, stack.main, { urls: lines(line) });
  const { generateHost = false, ...route } = values;
  const all = { ...given(route), generateHost };
  expect(at(only('ConfigMap', objectsFor(stack, all)), 'data', 'urls')).toBe(url);
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(routed())).toEqual(['route.yaml']);
});
