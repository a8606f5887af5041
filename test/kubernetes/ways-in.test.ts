import { choose, lines } from '../../lib/engine/template/tree';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { addConfigMap } from '../../lib/kubernetes/config-map';
import { httpRouteValues } from '../../lib/kubernetes/http-route';
import { ingressValues } from '../../lib/kubernetes/ingress';
import { routeValues } from '../../lib/kubernetes/route';
import { isRouted, waysIn } from '../../lib/kubernetes/ways-in';
import { at, objectsFor, only, TinyStack } from './tiny-stack';

const fields = {
  ingress: ingressValues('a.example.com'),
  httpRoute: httpRouteValues,
  route: routeValues,
};

const ON = { enabled: true };

it.each<readonly [JsonObject, string, string[]]>([
  [{}, 'no', ['port-forward']],
  [{ ingress: ON }, 'yes', ['  http://a.example.com']],
  [{ httpRoute: { ...ON, hostnames: ['b.example.com'] } }, 'yes', ['  http://b.example.com']],
  [{ route: { ...ON, host: 'c.example.com' } }, 'yes', ['  https://c.example.com/']],
  [
    {
      ingress: ON,
      httpRoute: { ...ON, hostnames: ['b.example.com'] },
      route: { ...ON, host: 'c.example.com' },
    },
    'yes',
    ['  http://a.example.com', '  http://b.example.com', '  https://c.example.com/'],
  ],
])('the URLs of %j are all there, and whether there is any is known', (values, routed, urls) => {
  const stack = new TinyStack(fields);
  const { fullname: name, namespace } = stack;
  addConfigMap(stack, stack.main, {
    urls: lines(...waysIn(stack.values, { name, namespace }, lines('port-forward'))),
    routed: choose(isRouted(stack.values), 'yes', 'no'),
  });
  expect(at(only('ConfigMap', objectsFor(stack, values)), 'data')).toEqual({
    urls: `${urls.join('\n')}\n`,
    routed,
  });
});
