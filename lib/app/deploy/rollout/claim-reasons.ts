import type { KubernetesObject } from '../../../engine/manifests/render';
import { at, items, metadataOf } from '../../../engine/release/objects';
import { scalarString } from '../../../engine/values/merge';
import { lastEvent } from './events';

/** What of the claims of a pod has no volume, and why. */
export function claimReasons(pod: KubernetesObject, live: readonly KubernetesObject[]): readonly string[] {
  const names = items(at(pod, 'spec', 'volumes'))
    .map((volume) => scalarString(at(volume, 'persistentVolumeClaim', 'claimName')))
    .filter((name) => name !== '');
  return names.flatMap((name) => {
    const claim = live.find(
      (one) => one['kind'] === 'PersistentVolumeClaim' && metadataOf(one).name === name,
    );
    if (claim === undefined) return [`the volume claim ${name} does not exist`];
    const phase = scalarString(at(claim, 'status', 'phase'));
    if (phase === 'Bound') return [];
    if (phase === 'Lost') return [`the volume of the claim ${name} is gone, and its data with it`];
    return [`the claim ${name} has no volume yet: ${whyPending(claim, live)}`];
  });
}

function whyPending(claim: KubernetesObject, live: readonly KubernetesObject[]): string {
  const className = scalarString(at(claim, 'spec', 'storageClassName'));
  const said = lastEvent(claim, live, () => true) ?? '';
  if (said.includes('no storage class is set'))
    return className === ''
      ? 'it names no storage class, the cluster has no default one, and there is no volume of this size'
      : `there is no volume of the class ${className}`;
  if (/storageclass.*not found/i.test(said)) return `the cluster has no storage class ${className}`;
  if (/waiting for first consumer|WaitForFirstConsumer/i.test(said))
    return 'one is made when a node is found for the pod';
  if (/external provisioner|waiting for a volume to be created/i.test(said))
    return `the provisioner of the class ${className} has not made one`;
  if (said !== '') return said;
  return className === '' ? 'no storage class makes one' : `the class ${className} has not made one`;
}
