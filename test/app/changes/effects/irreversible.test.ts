import { irreversible } from '../../../../lib/app/changes/effects/irreversible';
import { object, sentences, statefulSet } from '../objects';

const claim = (storage: string) =>
  object('PersistentVolumeClaim', 'data', { spec: { resources: { requests: { storage } } } });
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ai' } };
const deleting = { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Delete' } };

it('says which data are gone with what is deleted', () => {
  const before = [claim('1Gi'), namespace, statefulSet('db', deleting), statefulSet('kept'), object('Service', 'a')];
  expect(sentences(irreversible, before, [])).toEqual([
    'PersistentVolumeClaim ai/data: If it is deleted, its data are gone, unless the reclaim policy of its volume is Retain.',
    'Namespace ai: If it is deleted, all that is in it is gone, with claims and Secrets.',
    'StatefulSet ai/db: Its claims and their data are deleted with it (persistentVolumeClaimRetentionPolicy).',
  ]);
  expect(sentences(irreversible, before, before)).toEqual([]);
}); // prettier-ignore

it('says which claims go when there are fewer pods, and none when there are more', () => {
  const [three, one] = [3, 1].map((replicas) => [statefulSet('db', { replicas, ...deleting })]);
  expect(sentences(irreversible, three ?? [], one ?? [])).toEqual([
    'StatefulSet ai/db: The claims of 2 pods and their data are deleted (persistentVolumeClaimRetentionPolicy).',
  ]);
  expect(sentences(irreversible, one ?? [], three ?? [])).toEqual([]);
  expect(sentences(irreversible, [statefulSet('db', { replicas: 3 })], [statefulSet('db', { replicas: 1 })])).toEqual([]);
}); // prettier-ignore

it('says that a volume that has grown does not shrink', () => {
  expect(sentences(irreversible, [claim('1Gi')], [claim('2Gi')])).toEqual([
    'PersistentVolumeClaim ai/data: It grows from 1Gi to 2Gi, and a volume cannot shrink.',
  ]);
  expect(sentences(irreversible, [claim('2Gi')], [claim('1Gi')])).toEqual([]);
});
