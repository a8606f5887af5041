import { Evaluator } from '../../../lib/engine/manifests/evaluate';
import { objectsOf } from './rendering';

/** How many values a rendering of so many services computes. */
function computedFor(count: number): number {
  const keys = Array.from({ length: count }, (_, index) => `s${String(index)}`);
  const service = { ingress: { enabled: true }, route: { enabled: true }, sharedStorage: true };
  const computed = jest.spyOn(Evaluator.prototype, 'value');
  objectsOf({
    services: Object.fromEntries(keys.map((key) => [key, service])),
    configs: Object.fromEntries(keys.map((key) => [key, 'a: b'])),
    sharedStorage: { enabled: true },
  });
  const { length } = computed.mock.calls;
  computed.mockRestore();
  return length;
}

it('each further service costs what the one before has cost', () => {
  const [few = 0, more = 0, most = 0] = [1, 2, 3].map((tens) => computedFor(10 * tens));
  expect(more - few).toBeGreaterThan(0);
  expect(most - more).toBe(more - few);
});
