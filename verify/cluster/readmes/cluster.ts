import { z } from 'zod';
import type { HelmMajor } from '../../../test/support/helm-binary';
import type { Cluster } from '../support/cluster';

/**
 * Makes the storage classes that README.md lists as prerequisites: a default one, whose volumes can be made larger, and that for volumes
 * of multiple pods.
 */
export async function provideStorageClasses(cluster: Cluster): Promise<void> {
  const storageClass = (name: string, annotations = {}) => ({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name, annotations },
    // Nobody: the tests make the volumes.
    provisioner: 'example.com/nobody',
    allowVolumeExpansion: true,
  });
  await cluster.apply(
    storageClass('standard', { 'storageclass.kubernetes.io/is-default-class': 'true' }),
    storageClass('nfs-client'),
  );
}

/** The namespaces of a new cluster. */
const ORIGINAL = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** The namespaces of files, of which each has its own, begin with it. */
export const OWN_NAMESPACE = 'readme-';

const MANIFEST_ROLES = ['clusterroles,clusterrolebindings', '-l', 'app.kubernetes.io/managed-by=cdk8s'];

/** Takes away what `kubectl apply -f dist/ENV` has made, with the namespaces of the environment. */
export async function deleteManifests(cluster: Cluster, environment: string): Promise<void> {
  const namespaces = (await cluster.list('namespaces'))
    .map(({ metadata }) => metadata.name)
    .filter((name) => name.endsWith(`-${environment}`));
  await cluster.kubectl('delete', 'namespaces', ...namespaces, '--timeout=120s');
  await cluster.kubectl('delete', ...MANIFEST_ROLES);
}

/** Waits until no namespace is being deleted that another file makes too. */
export async function waitForNamespaces(cluster: Cluster): Promise<void> {
  const ending = (await cluster.list('namespaces')).filter(
    ({ metadata }) => metadata['deletionTimestamp'] !== undefined && !metadata.name.startsWith(OWN_NAMESPACE),
  );
  if (ending.length === 0) return;
  const names = ending.map(({ metadata }) => `namespace/${metadata.name}`);
  await cluster.kubectl('wait', ...names, '--for=delete', '--timeout=120s');
}

/** Takes away what a file has made: releases, manifests, namespaces. It does not wait until they are gone. */
export async function clearCluster(cluster: Cluster, major: HelmMajor): Promise<void> {
  const text = await cluster.helm(major, 'list', '--all-namespaces', '--output', 'json');
  const releases = z
    .array(z.looseObject({ name: z.string(), namespace: z.string() }))
    .parse(JSON.parse(text));
  for (const { name, namespace } of releases) await cluster.helm(major, 'uninstall', name, '-n', namespace);
  await cluster.kubectl('delete', ...MANIFEST_ROLES);
  const namespaces = (await cluster.list('namespaces'))
    .map(({ metadata }) => metadata.name)
    .filter((name) => !ORIGINAL.includes(name));
  if (namespaces.length > 0)
    await cluster.kubectl('delete', 'namespaces', ...namespaces, '--wait=false', '--ignore-not-found');
}
