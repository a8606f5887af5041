import { compare } from '../../../lib/app/changes/comparison';
import { obstaclesOf } from '../../../lib/app/deploy/obstacles';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { object, statefulSet } from '../changes/objects';

const back = (now: readonly JsonObject[], then: readonly JsonObject[]) => {
  const side = (objects: readonly JsonObject[]) => ({ name: 'x', objects, notes: [] });
  return obstaclesOf(compare('dev', side(now), side(then)));
};
const claim = (size: string) =>
  object('PersistentVolumeClaim', 'data', { spec: { resources: { requests: { storage: size } } } });
const database = (image: string, serviceName = 'db') =>
  statefulSet('db', { serviceName, volumeClaimTemplates: [{ metadata: { name: 'data' } }] }, { image });

it('finds what the API server does not take: a volume that would shrink, a field that is immutable', () => {
  expect(back([claim('2Gi')], [claim('1Gi')])).toEqual({
    impossible: [
      'The API server rejects another spec.resources.requests.storage. Make a claim of another name and copy the data: with PersistentVolumeClaim ai/data they would be deleted.',
    ],
    losses: [],
  });
  expect(back([database('mysql:8.0')], [database('mysql:8.0', 'old')]).impossible).toHaveLength(1);
});

it('finds a database that is older than its data, and a claim whose data are gone', () => {
  expect(back([database('mysql:8.4')], [database('mysql:8.0'), claim('1Gi')])).toEqual({
    impossible: [],
    losses: [
      'StatefulSet ai/db: mysql:8.0 is older than mysql:8.4, and may not start on the files that this one has written. Make a backup before you apply.',
      'PersistentVolumeClaim ai/data: The cluster has it no more. A new one is made, without the data.',
    ],
  });
});

it('finds nothing in what can go back, and leaves what is newer where it is', () => {
  expect(back([statefulSet('db', {}, { image: 'relay:2' }), claim('1Gi')], [statefulSet('db')])).toEqual({
    impossible: [],
    losses: [],
  });
});
