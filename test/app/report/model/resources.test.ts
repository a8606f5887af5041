import { nodeSizeOf } from '../../../../lib/app/report/model/node-size';
import { resourcesOf, sumOf } from '../../../../lib/app/report/model/resources';
import { workloadRows } from '../../../../lib/app/report/model/workloads';
import { deployment } from '../../changes/objects';
import { ENVIRONMENT, resources } from '../objects';

const of = (objects: Parameters<typeof workloadRows>[0], size = '4/16Gi') =>
  resourcesOf(workloadRows(objects), nodeSizeOf(size));
const pods = (name: string, replicas: number, cpu: string) =>
  deployment(name, { replicas }, resources(cpu, '1Gi'));

it('sums requests and limits over pods; without a limit of one there is none in sum', () => {
  expect(of(ENVIRONMENT).all).toEqual({
    pods: { least: 3, most: 3 },
    cpu: { request: { least: 2, most: 2 } },
    memory: { request: { least: 2 ** 32, most: 2 ** 32 }, limit: { least: 2 ** 33, most: 2 ** 33 } },
  });
  expect(sumOf([])).toMatchObject({ pods: { least: 0, most: 0 } });
});

it('sums by namespace', () => {
  const other = { ...pods('b', 3, '1'), metadata: { name: 'b', namespace: 'other' } };
  const { namespaces } = of([pods('a', 1, '1'), other]);
  expect(namespaces.map((one) => [one.namespace, one.pods.most])).toEqual([
    ['ai', 1],
    ['other', 3],
  ]);
});

it('counts nodes as pods fit on them, not as requests fill them', () => {
  // Three of 3 cores: 9 cores are less than three nodes have, and no two pods share one.
  expect(of([pods('a', 3, '3')]).nodes).toEqual({ least: 3, most: 3 });
  // The small ones go beside the large ones.
  expect(of([pods('small', 3, '1'), pods('large', 3, '3')]).nodes).toEqual({ least: 3, most: 3 });
  // Tenths have no exact sum in binary.
  expect(of([pods('a', 10, '100m')], '1/64Gi').nodes).toEqual({ least: 1, most: 1 });
});

it('says which pods fit on no node', () => {
  expect(of([pods('a', 1, '3'), pods('b', 1, '5')])).toMatchObject({ tooLarge: ['Deployment ai/b'] });
  expect(of([pods('a', 1, '3'), pods('b', 1, '5')]).nodes).toBeUndefined();
  expect(of([pods('b', 1, '5')], '8/16Gi')).toMatchObject({ tooLarge: [], nodes: { most: 1 } });
});
