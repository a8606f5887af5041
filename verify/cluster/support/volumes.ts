import { z } from 'zod';
import { Obj, type Cluster } from './cluster';

const Claim = Obj.extend({
  spec: z.looseObject({
    accessModes: z.array(z.string()),
    resources: z.object({ requests: z.object({ storage: z.string() }) }),
    storageClassName: z.string().optional(),
  }),
  status: z.looseObject({ phase: z.string().optional() }),
});

/**
 * Makes a volume for each claim that waits for one: there is no provisioner in the cluster. A volume keeps its data when the claim
 * goes, as those of most storage classes do not; what has to survive is the claim.
 */
export async function provideVolumes(cluster: Cluster): Promise<void> {
  const claims = z.array(Claim).parse(await cluster.list('persistentvolumeclaims', '--all-namespaces'));
  const volumes = claims
    .filter(({ status }) => status.phase === 'Pending')
    .map(({ metadata: { name, namespace = 'default', uid = '' }, spec }) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: `volume-${uid}` },
      spec: {
        accessModes: spec.accessModes,
        capacity: { storage: spec.resources.requests.storage },
        // With the uid the claim is bound at once, and not at the next look around.
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
        hostPath: { path: `/volumes/${uid}` },
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName: spec.storageClassName ?? '',
      },
    }));
  if (volumes.length > 0) await cluster.apply(...volumes);
}
