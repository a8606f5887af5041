import { cpuQuantity, memoryQuantity, quantityOf } from '../../../lib/app/objects/quantity';
import { workloadsOf } from '../../../lib/app/objects/workloads';
import type { Json } from '../../../lib/engine/values/declaration';

it.each<[Json, number]>([
  ['250m', 0.25],
  ['2', 2],
  [1.5, 1.5],
  ['.5', 0.5],
  ['1Gi', 1_073_741_824],
  ['512Mi', 536_870_912],
  ['1.5Ki', 1536],
  ['1G', 1e9],
  ['1k', 1000],
  ['1e3', 1000],
  ['1E3', 1000],
  ['1E', 1e18],
])('%j is the quantity %d', (text, number) => {
  expect(quantityOf(text)).toBeCloseTo(number, 9);
});

it.each(['', 'm', '1 Gi', '1gi', '0x1', '1Mi2', 'Infinity'])('%j is no quantity', (text) => {
  expect(() => quantityOf(text)).toThrow(`${JSON.stringify(text)} is no Kubernetes quantity.`);
});

it('is written as people write it', () => {
  expect([0.01, 0.25, 1, 1.5].map(cpuQuantity)).toEqual(['10m', '250m', '1', '1500m']);
  expect([64, 1024, 1536].map((mebibytes) => memoryQuantity(mebibytes * 2 ** 20))).toEqual([
    '64Mi',
    '1Gi',
    '1536Mi',
  ]);
});

describe('what the scheduler counts for a pod', () => {
  const container = (resources: Json) => ({ name: 'c', image: 'i', resources });
  const requests = (cpu: Json) => container({ requests: { cpu, memory: '64Mi' } });
  const workload = (pod: Json) => {
    const spec = { template: { spec: pod } };
    return workloadsOf([
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd', namespace: 'n' }, spec },
    ])[0];
  };

  it.each<[string, Json, number]>([
    ['all containers', { containers: [requests('100m'), requests('1')] }, 1.1],
    [
      'the largest init container, if that is more',
      { initContainers: [requests('2'), requests('1')], containers: [requests('1')] },
      2,
    ],
    [
      'no init container, if that is less',
      { initContainers: [requests('500m')], containers: [requests('400m'), requests('200m')] },
      0.6,
    ],
    ['a limit that has no request', { containers: [container({ limits: { cpu: '300m' } })] }, 0.3],
    [
      'the request where there are both',
      { containers: [container({ limits: { cpu: '300m' }, requests: { cpu: '100m' } })] },
      0.1,
    ],
    ['nothing where nothing is said', { containers: [container({})] }, 0],
  ])('%s', (_, pod, cpu) => {
    expect(workload(pod)?.cpu).toBeCloseTo(cpu, 9);
  });

  it('and for how many, by the autoscaler of its own name and kind', () => {
    const target = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'd', namespace: 'n' },
      spec: { replicas: 4 },
    };
    const autoscaler = (kind: string, name: string, namespace: string) => ({
      ...{
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'h', namespace },
      },
      spec: { scaleTargetRef: { kind, name }, maxReplicas: 9 },
    });
    const podsWith = (...others: readonly ReturnType<typeof autoscaler>[]) =>
      workloadsOf([target, ...others])[0]?.pods;
    expect(podsWith()).toEqual({ least: 4, most: 4 });
    expect(podsWith(autoscaler('Deployment', 'd', 'n'))).toEqual({ least: 1, most: 9 });
    expect(
      podsWith(
        autoscaler('StatefulSet', 'd', 'n'),
        autoscaler('Deployment', 'e', 'n'),
        autoscaler('Deployment', 'd', 'm'),
      ),
    ).toEqual({ least: 4, most: 4 });
  });
});
