import { timeoutOf } from '../../../lib/app/gitops/timeout';

const workload = (kind: string, replicas: number) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: kind, namespace: 'a' },
  spec: { replicas, minReadySeconds: 40, template: { spec: { containers: [] } } },
});

it('is the slowest rollout and ten minutes', () => {
  // One after the other, each with a grace period of 30 seconds.
  expect(timeoutOf([workload('StatefulSet', 3), workload('StatefulSet', 1)])).toBe(3 * 70 + 600);
});

it('is ten minutes where nothing runs', () => {
  expect(timeoutOf([{ kind: 'ConfigMap' }])).toBe(600);
});
