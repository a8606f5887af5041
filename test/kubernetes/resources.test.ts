import type { JsonObject } from '../../lib/engine/values/declaration';
import { addDeployment } from '../../lib/kubernetes/deployment';
import { quantityOf } from '../../lib/app/objects/quantity';
import { resourceValues, SMALL, TINY } from '../../lib/kubernetes/resources';
import { at, objectsFor, only, podOf, rejections, TinyStack } from './tiny-stack';

const DEFAULTS = {
  limits: { cpu: '1', memory: '1Gi' },
  requests: { cpu: '100m', memory: '128Mi' },
};

function stackWith() {
  const stack = new TinyStack({ resources: resourceValues(DEFAULTS, 'Resources.') });
  const { resources } = stack.values;
  addDeployment(stack, stack.main, { replicaCount: 1 }, { containers: [{ name: 'main', resources }] });
  return stack;
}
const containerFor = (resources: JsonObject = {}) =>
  at(podOf(only('Deployment', objectsFor(stackWith(), { resources }))), 'containers', 0);

it('a container has the resources of its stack', () => {
  expect(containerFor()).toHaveProperty('resources', DEFAULTS);
});

it('one amount can be changed without the others', () => {
  expect(at(containerFor({ limits: { cpu: '2' } }), 'resources', 'limits')).toEqual({
    cpu: '2',
    memory: '1Gi',
  });
});

it.each(['cpu', 'memory'])('the limit and the request of %s can be taken away', (resource) => {
  const without = { [resource]: null };
  const resources = at(containerFor({ limits: without, requests: without }), 'resources');
  expect(at(resources, 'limits', resource)).toBeUndefined();
  expect(at(resources, 'requests', resource)).toBeUndefined();
  expect(Object.keys(resources as JsonObject)).toEqual(['limits', 'requests']);
});

it.each([SMALL, TINY])(
  'the resources of a small program ask for no more than they may have: %j',
  ({ limits, requests }) => {
    for (const resource of ['cpu', 'memory']) {
      const [limit, request] = [limits, requests].map((amounts) => quantityOf(amounts[resource] ?? 0));
      expect(request).toBeLessThanOrEqual(limit ?? 0);
      expect(request).toBeGreaterThan(0);
    }
  },
);

it.each(['gpu', 'ephemeral', 'nvidia.com/', 'hugepages-2'])('%j is no resource', (name) => {
  expect(rejections(stackWith(), { resources: { limits: { [name]: 1 } } })).toEqual([
    expect.stringContaining('cpu, memory, ephemeral-storage'),
  ]);
});

it.each(['1 GB', '-1', '1g'])('%j is no amount', (memory) => {
  expect(rejections(stackWith(), { resources: { limits: { memory } } })).toEqual([
    expect.stringMatching(/^resources\.limits\.memory is .*quantity/),
  ]);
});
