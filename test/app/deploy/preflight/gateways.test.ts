import { gateways } from '../../../../lib/app/deploy/preflight/gateways';
import { object } from '../../changes/objects';
import { asked, named, type Answers } from '../cluster';

const route = (name: string, sectionName: string) => ({
  ...object('HTTPRoute', name, { spec: { parentRefs: [{ name: 'public', namespace: 'gateways', sectionName }] } }),
  apiVersion: 'gateway.networking.k8s.io/v1',
}); // prettier-ignore
const GATEWAY = { kind: 'Gateway', spec: { gatewayClassName: 'envoy', listeners: [{ name: 'http' }] } };
const KINDS = { 'get --raw /apis/gateway.networking.k8s.io/v1': { resources: [{ kind: 'HTTPRoute' }] } };
const THERE = {
  'get --raw /apis/gateway.networking.k8s.io/v1': {
    resources: ['HTTPRoute', 'Gateway', 'GatewayClass'].map((kind) => ({ kind })),
  },
  'get gateways.gateway.networking.k8s.io public': GATEWAY,
  'get gatewayclasses.gateway.networking.k8s.io': [named('GatewayClass', 'envoy')],
};
const ask = (answers: Answers) => gateways.ask(asked([route('a', 'http'), route('b', 'https')], answers));

it('finds a Gateway, a listener and a class that are not there', () => {
  expect(ask(KINDS)).toEqual([
    'The cluster has no Gateway gateways/public, for HTTPRoute ai/a and 1 more; create it first, or name another one in parentRefs.',
  ]);
  expect(ask({ ...THERE, 'get gatewayclasses.gateway.networking.k8s.io': [] })).toEqual([
    'Gateway gateways/public has no listener https, for HTTPRoute ai/a and 1 more; add it, or name another one in sectionName. There are: http.',
    'Gateway gateways/public is of the class envoy, which the cluster does not have; install its controller first.',
  ]);
});

it('finds nothing where all are there, and leaves missing definitions to another question', () => {
  const both = { ...GATEWAY, spec: { ...GATEWAY.spec, listeners: [{ name: 'http' }, { name: 'https' }] } };
  expect(ask({ ...THERE, 'get gateways.gateway.networking.k8s.io public': both })).toEqual([]);
  expect(ask({})).toEqual([]);
});
