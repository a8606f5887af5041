import { stackOf, workloadRows } from '../../../../lib/app/report/model/workloads';
import { deployment, object } from '../../changes/objects';
import { ENVIRONMENT, resources } from '../objects';

it('has what runs, with its pods, images, and what a pod requests and may use', () => {
  const [web, db] = workloadRows(ENVIRONMENT);
  expect(web).toMatchObject({
    id: 'Deployment ai/web',
    pods: { least: 2, most: 2 },
    autoscaled: false,
    images: ['registry.example.com/web:1.2'],
    cpu: { request: 0.5, limit: 1 },
    memory: { request: 2 ** 30, limit: 2 ** 31 },
    podSecurity: 'baseline',
  });
  // Its CPU has no limit.
  expect(db).toMatchObject({ kind: 'StatefulSet', cpu: { request: 1 }, memory: { limit: 2 ** 32 } });
  expect(db?.cpu.limit).toBeUndefined();
});

it('has no limit where one container of several has none', () => {
  const containers = [resources('1', '1Gi', { cpu: '1' }), resources('1', '1Gi')];
  const [row] = workloadRows([deployment('a', {}, {}, { containers })]);
  expect(row?.cpu).toEqual({ request: 2 });
});

it('has the range of an autoscaler', () => {
  const spec = { scaleTargetRef: { kind: 'Deployment', name: 'a' }, minReplicas: 2, maxReplicas: 5 };
  const [row] = workloadRows([deployment('a'), object('HorizontalPodAutoscaler', 'a', { spec })]);
  expect(row).toMatchObject({ pods: { least: 2, most: 5 }, autoscaled: true });
});

it.each([
  [{ maxUnavailable: 1 }, 'at most 1 unavailable'],
  [{ minAvailable: '50%' }, 'at least 50% available'],
])('says what a budget of %j lets a drain do', (spec, budget) => {
  const about = (app: string) =>
    object('PodDisruptionBudget', 'a', { spec: { selector: { matchLabels: { app } }, ...spec } });
  expect(workloadRows([deployment('a'), about('a')])[0]?.budget).toBe(budget);
  expect(workloadRows([deployment('a'), about('b')])[0]?.budget).toBeUndefined();
});

it('knows the stack by the label', () => {
  const labels = { 'app.kubernetes.io/instance': 'relay' };
  expect(stackOf({ metadata: { name: 'a', labels } })).toBe('relay');
  expect(stackOf({ metadata: { name: 'a' } })).toBe('');
});
