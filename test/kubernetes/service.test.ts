import type { JsonObject } from '../../lib/engine/values/declaration';
import { boolean } from '../../lib/engine/values/scalars';
import { port } from '../../lib/engine/values/numbers';
import { addDeployment } from '../../lib/kubernetes/deployment';
import {
  addService,
  serviceValues,
  type ServiceOptions,
  type ServiceValues,
} from '../../lib/kubernetes/service';
import { at, kindsOf, nameOf, objectsFor, only, rejections, TinyStack, filesOf } from './tiny-stack';

const fields = {
  service: serviceValues(8080),
  on: boolean(false, 'On.'),
  nodePort: port(30080, 'Port of the nodes.'),
};
type Values = TinyStack<typeof fields>['values'];

function stackWith(
  options: (values: Values) => ServiceOptions = () => ({}),
  values: (all: Values) => ServiceValues = ({ service }) => service,
) {
  const stack = new TinyStack(fields);
  addService(stack, stack.main, values(stack.values), options(stack.values));
  return stack;
}
const service = (stack: TinyStack<typeof fields>, values: JsonObject = {}) =>
  only('Service', objectsFor(stack, values));

it('a Service has the component’s name and forwards its port to the pods’ port of the same name', () => {
  const object = service(stackWith());
  expect(nameOf(object)).toBe('app-small');
  expect(at(object, 'spec', 'type')).toBe('ClusterIP');
  expect(at(object, 'spec', 'ports')).toEqual([
    { name: 'http', port: 8080, targetPort: 'http', protocol: 'TCP' },
  ]);
});

it('a Service takes the pods of its component', () => {
  const stack = stackWith();
  addDeployment(stack, stack.main, { replicaCount: 1 }, { containers: [{ name: 'main' }] });
  const objects = objectsFor(stack);
  expect(at(only('Service', objects), 'spec', 'selector')).toEqual(
    at(only('Deployment', objects), 'spec', 'selector', 'matchLabels'),
  );
});

it('type, port and annotations are the user’s', () => {
  const given = { service: { type: 'NodePort', port: 81, annotations: { a: 'b' } } };
  const object = service(stackWith(), given);
  expect(at(object, 'spec', 'type')).toBe('NodePort');
  expect(at(object, 'spec', 'ports', 0, 'port')).toBe(81);
  expect(at(object, 'metadata', 'annotations')).toEqual({ a: 'b' });
});

it('there are no annotations where the user gives none', () => {
  expect(at(service(stackWith()), 'metadata')).not.toHaveProperty('annotations');
});

it.each(['ExternalName', 'None', ''])('the type %j is rejected', (type) => {
  expect(rejections(stackWith(), { service: { type } })).toEqual([expect.stringMatching(/^service\.type /)]);
});

it('a port is from 1 to 65535', () => {
  expect(rejections(stackWith(), { service: { port: 65535 } })).toEqual([]);
  expect(rejections(stackWith(), { service: { port: 65536 } })).toHaveLength(1);
  expect(rejections(stackWith(), { service: { port: 0 } })).toHaveLength(1);
});

it('without a type Kubernetes takes its own', () => {
  const object = service(stackWith(undefined, () => ({ port: 80 })));
  expect(at(object, 'spec')).not.toHaveProperty('type');
});

it('addresses that may connect can be restricted', () => {
  const object = service(stackWith(), {
    service: { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8', '2001:db8::/32'] },
  });
  expect(at(object, 'spec')).toMatchObject({
    type: 'LoadBalancer',
    loadBalancerSourceRanges: ['10.0.0.0/8', '2001:db8::/32'],
  });
});

it('a second Service of a component has a name, a port and labels of its own', () => {
  const stack = stackWith();
  const { nodePort } = stack.values;
  addService(
    stack,
    stack.main,
    { port: 9090, type: 'NodePort', nodePort },
    { suffix: '-metrics', id: 'metrics', portName: 'metrics', labels: { role: 'metrics' } },
  );
  const second = objectsFor(stack, { nodePort: 30001 })[1] ?? {};
  expect(nameOf(second)).toBe('app-small-metrics');
  expect(at(second, 'metadata', 'labels')).toMatchObject({
    'app.kubernetes.io/instance': 'app',
    role: 'metrics',
  });
  expect(at(second, 'spec', 'ports')).toEqual([
    { name: 'metrics', port: 9090, targetPort: 'metrics', nodePort: 30001, protocol: 'TCP' },
  ]);
  expect(at(second, 'spec', 'selector')).not.toHaveProperty('role');
});

it('a Service may be there on a condition', () => {
  const stack = stackWith(({ on }) => ({ when: on }));
  expect(kindsOf(objectsFor(stack))).toEqual([]);
  expect(kindsOf(objectsFor(stack, { on: true }))).toEqual(['Service']);
});

it('what a load balancer and addresses are is the user’s, and is left out otherwise', () => {
  const given = {
    labels: { team: 'platform' },
    type: 'LoadBalancer',
    loadBalancerClass: 'service.k8s.aws/nlb',
    externalTrafficPolicy: 'Local',
    nodePort: 31000,
    ipFamilyPolicy: 'PreferDualStack',
    ipFamilies: ['IPv6', 'IPv4'],
    sessionAffinity: 'ClientIP',
  };
  const object = service(stackWith(), { service: given });
  const { labels, nodePort, ...spec } = given;
  expect(at(object, 'metadata', 'labels')).toMatchObject({ ...labels, 'app.kubernetes.io/instance': 'app' });
  expect(at(object, 'spec')).toMatchObject(spec);
  expect(at(object, 'spec', 'ports', 0, 'nodePort')).toBe(nodePort);
  expect(Object.keys(at(service(stackWith()), 'spec') as JsonObject).sort()).toEqual([
    'ports',
    'selector',
    'type',
  ]);
});

describe('what Kubernetes does not accept is rejected', () => {
  it.each<readonly [JsonObject, RegExp]>([
    [{ nodePort: 31000 }, /^service\.nodePort is set although the type is ClusterIP/],
    [
      { externalTrafficPolicy: 'Local' },
      /^service\.externalTrafficPolicy is set although the type is ClusterIP/,
    ],
    [
      { type: 'NodePort', loadBalancerClass: 'a' },
      /^service\.loadBalancerClass is set although the type is not/,
    ],
    [
      { loadBalancerSourceRanges: ['10.0.0.0/8'] },
      /^service\.loadBalancerSourceRanges is set although the type is not/,
    ],
    [{ ipFamilies: ['IPv4', 'IPv4'] }, /^service\.ipFamilies has a family twice/],
    [
      { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4', 'IPv6'] },
      /^service\.ipFamilyPolicy is SingleStack/,
    ],
    [{ nodePort: 29_999, type: 'NodePort' }, /^service\.nodePort is 29999/],
    [
      { type: 'LoadBalancer', loadBalancerSourceRanges: ['::/129'] },
      /^service\.loadBalancerSourceRanges\[0\] is/,
    ],
    [{ labels: { 'app.kubernetes.io/name': 'a' } }, /^service\.labels/],
  ])('%j', (given, sentence) => {
    expect(rejections(stackWith(), { service: given })).toEqual([expect.stringMatching(sentence)]);
  });

  it('of a Service with a fixed type, too, by its own path', () => {
    const stack = stackWith(
      () => ({ path: 'extra' }),
      ({ service: { ipFamilies, ipFamilyPolicy } }) => ({
        port: 80,
        type: 'LoadBalancer',
        ipFamilies,
        ipFamilyPolicy,
      }),
    );
    expect(rejections(stack, { service: { ipFamilies: ['IPv6', 'IPv6'] } })).toEqual([
      expect.stringMatching(/^extra\.ipFamilies has a family twice/),
    ]);
  });
});

it('its template is in a file that says what it is', () => {
  expect(filesOf(stackWith())).toEqual(['service.yaml']);
});
