import { storageOf, volumeRows } from '../../../../lib/app/report/model/volumes';
import { deployment, object, statefulSet } from '../../changes/objects';

const claimSpec = { accessModes: ['ReadWriteMany'], storageClassName: 'nfs', resources: { requests: { storage: '1Gi' } } }; // prettier-ignore

it('has claims with the workloads that use them', () => {
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
  const rows = volumeRows([
    object('PersistentVolumeClaim', 'data', { spec: claimSpec }),
    deployment('user', {}, {}, { volumes }),
    deployment('other'),
  ]);
  expect(rows).toEqual([
    {
      namespace: 'ai',
      name: 'data',
      size: '1Gi',
      storageClass: 'nfs',
      accessModes: ['ReadWriteMany'],
      usedBy: ['Deployment ai/user'],
      count: 1,
    },
  ]);
});

it('has the claims of a StatefulSet, one for each pod, by the names that they get', () => {
  const volumeClaimTemplates = [{ metadata: { name: 'data' }, spec: claimSpec }];
  const [row] = volumeRows([statefulSet('db', { replicas: 3, volumeClaimTemplates })]);
  expect(row).toMatchObject({ name: 'data-db-0…2', count: 3, usedBy: ['StatefulSet ai/db'] });
  expect(volumeRows([statefulSet('db', { volumeClaimTemplates })])[0]?.name).toBe('data-db-0');
});

it('sums the storage of all pods', () => {
  const row = { namespace: 'ai', name: 'a', storageClass: '', accessModes: [], usedBy: [] };
  expect(storageOf([{ ...row, size: '10Gi', count: 3 }, { ...row, size: '512Mi', count: 1 }])).toBe(30.5 * 2 ** 30); // prettier-ignore
});
