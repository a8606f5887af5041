import { claimsIn } from '../../../../lib/app/changes/effects/claims';
import { object, statefulSet } from '../objects';

it('finds claims of their own and those of each pod of a StatefulSet', () => {
  const spec = { storageClassName: 'fast', resources: { requests: { storage: '1Gi' } } };
  const objects = [
    object('PersistentVolumeClaim', 'data', { spec }),
    statefulSet('db', { volumeClaimTemplates: [{ metadata: { name: 'files' }, spec: { resources: {} } }] }),
    object('ConfigMap', 'other'),
  ];
  const own = 'PersistentVolumeClaim ai/data';
  expect([...claimsIn(objects).values()]).toEqual([
    { of: own, name: own, size: '1Gi', storageClass: 'fast' },
    { of: 'StatefulSet ai/db', name: 'volume db/files of each pod', size: '', storageClass: '' },
  ]);
});
