import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Cluster } from '../../cluster/support/cluster';

/** How many claims of each class there can be. The first is the default; the other one is that of the environments. */
const CLASSES = { network: 60, 'nfs-client': 6 } as const;

/**
 * Makes volumes that every node can mount, as those of a network can be, and a default class for them. They are of the kind `local`, of
 * which the kubelet gives the files to a pod's group, as it does of a cloud's disks.
 *
 * @param folder what the nodes have at /var/lib/volumes
 */
export async function addVolumes(cluster: Cluster, folder: string): Promise<void> {
  const volumes = Object.entries(CLASSES).flatMap(([storageClassName, count]) =>
    Array.from({ length: count }, (_, index) => {
      const name = `${storageClassName}-${String(index).padStart(2, '0')}`;
      mkdirSync(path.join(folder, name));
      return volume(name, storageClassName);
    }),
  );
  await cluster.apply(...Object.keys(CLASSES).map(storageClass), ...volumes);
}

function storageClass(name: string, index: number) {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name,
      annotations: { 'storageclass.kubernetes.io/is-default-class': String(index === 0) },
    },
    provisioner: 'kubernetes.io/no-provisioner',
    volumeBindingMode: 'WaitForFirstConsumer',
  };
}

function volume(name: string, storageClassName: string) {
  const everyNode = { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name },
    spec: {
      capacity: { storage: '100Gi' },
      accessModes: ['ReadWriteOnce', 'ReadWriteMany'],
      storageClassName,
      persistentVolumeReclaimPolicy: 'Retain',
      local: { path: `/var/lib/volumes/${name}` },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [everyNode] }] } },
    },
  };
}
