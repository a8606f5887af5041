import { at } from '../../acceptance/path';
import { objectsOf, render } from './rendering';

const services = (route: object) => ({
  services: {
    gateway: { route: { enabled: true, ...route } },
    market: { name: 'mcp-market', route: { enabled: true, ...route } },
  },
});
const hosts = (route: object) =>
  objectsOf(services(route))
    .filter(({ kind }) => kind === 'Route')
    .map((object) => at(object, 'spec.host'));

it('a Route has the key of its service under the domain, or leaves its host to OpenShift', () => {
  expect(hosts({})).toEqual(['gateway.example.com', 'market.example.com']);
  expect(hosts({ generateHost: true })).toEqual([undefined, undefined]);
});

it('a host that OpenShift makes is no other service’s', () => {
  const market = { name: 'mcp-market', route: { enabled: true, host: 'gateway.example.com' } };
  const given = (generateHost: boolean) => ({
    services: { gateway: { route: { enabled: true, generateHost } }, market },
  });
  expect(render(given(false))).toMatchObject({
    message: expect.stringContaining('have the same host and path'),
  });
  expect(render(given(true))).toMatchObject({ ok: true });
});
