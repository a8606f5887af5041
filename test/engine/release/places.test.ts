import { placesOfHost, placesOfName } from '../../../lib/engine/release/places';
import type { Json } from '../../../lib/engine/values/declaration';

describe('placesOfHost', () => {
  const HOST = 'ai.example.com';

  it.each<[string, Json, readonly string[]]>([
    ['each value of the Ingress that is it', { ingress: { hosts: [{ host: HOST }, { host: HOST }] } },
      ['ingress.hosts[0].host', 'ingress.hosts[1].host']],
    ['also in capitals', { ingress: { host: 'AI.Example.com' } }, ['ingress.host']],
    ['those of an HTTPRoute', { httpRoute: { hostnames: [HOST] } }, ['httpRoute.hostnames[0]']],
    ['those under a longer key', { services: { a: { ingress: { host: HOST } } } }, ['services.a.ingress.host']],
    ['not those of certificates', { ingress: { tls: [{ hosts: [HOST] }] } }, []],
    ['not those outside of an Ingress', { externalRedis: { host: HOST } }, []],
    ['none where it is made of several', { ingress: { host: 'ai' }, global: { domain: 'example.com' } }, []],
    ['none where it is a part', { ingress: { host: `x.${HOST}` } }, []],
  ])('are %s', (_, values, places) => {
    expect(placesOfHost(values, HOST)).toEqual(places);
  }); // prettier-ignore
});

describe('placesOfName', () => {
  it.each<[string, Json, readonly string[]]>([
    ['the value that is it', { fullnameOverride: 'relay-main', a: 'relay-main' }, ['fullnameOverride']],
    ['the value that it begins with', { fullnameOverride: 'relay' }, ['fullnameOverride']],
    ['the longest of them', { nameOverride: 'relay', serviceName: 'relay-main' }, ['serviceName']],
    ['several that are as long', { aName: 'relay', bName: 'relay' }, ['aName', 'bName']],
    ['an item of a list of names', { names: ['other', 'relay-main'] }, ['names[1]']],
    ['not one that ends within a word', { fullnameOverride: 'rel' }, []],
    ['not one that is longer', { fullnameOverride: 'relay-main-2' }, []],
    ['not an empty one', { fullnameOverride: '', nameOverride: '' }, []],
    ['none where no value is it', {}, []],
  ])('are %s', (_, values, places) => {
    expect(placesOfName(values, 'relay-main')).toEqual(places);
  });
});
