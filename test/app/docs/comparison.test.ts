import { differences } from '../../../lib/app/docs/comparison';

it('names the values that differ, and a stack that one environment does not have', () => {
  const found = differences([
    { name: 'a', namespace: 'a', stacks: { 'claude-relay': { replicaCount: 2, service: { port: 80 } } } },
    { name: 'b', namespace: 'b', stacks: { 'claude-relay': { service: { port: 80 } } } },
  ]);
  expect(found).toEqual([{ stack: 'claude-relay', path: 'replicaCount', values: [2, 1] }]);

  const [missing] = differences([
    { name: 'a', namespace: 'a', stacks: { 'claude-relay': {} } },
    { name: 'b', namespace: 'b', stacks: {} },
  ]);
  expect(missing).toMatchObject({ stack: 'claude-relay', path: '' });
  expect(missing?.values[1]).toBeUndefined();
});
