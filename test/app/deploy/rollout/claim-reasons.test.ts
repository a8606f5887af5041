import { claimReasons } from '../../../../lib/app/deploy/rollout/claim-reasons';
import type { JsonObject } from '../../../../lib/engine/values/declaration';
import { object } from '../../changes/objects';
import { event, unscheduled } from './objects';

describe('a pod whose volume claim is pending', () => {
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
  const pending = unscheduled(
    'relay-1',
    '0/6 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/6 nodes are available.',
    { volumes },
  );
  const claim = (className?: string, phase = 'Pending'): JsonObject =>
    object('PersistentVolumeClaim', 'data', {
      metadata: { name: 'data', namespace: 'ai', uid: 'uid-data' },
      spec: className === undefined ? {} : { storageClassName: className },
      status: { phase },
    });

  it.each([
    [undefined, 'FailedBinding', 'no persistent volumes available for this claim and no storage class is set', 'it names no storage class, the cluster has no default one, and there is no volume of this size'],
    ['fast', 'ProvisioningFailed', 'storageclass.storage.k8s.io "fast" not found', 'the cluster has no storage class fast'],
    ['fast', 'WaitForFirstConsumer', 'waiting for first consumer to be created before binding', 'one is made when a node is found for the pod'],
    ['fast', 'ExternalProvisioning', 'Waiting for a volume to be created either by the external provisioner "x" or manually', 'the provisioner of the class fast has not made one'],
    ['fast', 'ProvisioningFailed', 'failed to provision volume: quota exceeded', 'failed to provision volume: quota exceeded'],
  ])('of the class %s says why: %s: %s', (className, reason, message, why) => {
    const one = claim(className);
    expect(claimReasons(pending, [one, event(one, reason, message)])).toEqual([`the claim data has no volume yet: ${why}`]);
  }); // prettier-ignore

  it('says that it is not there, or that its volume is gone', () => {
    expect(claimReasons(pending, [])).toEqual(['the volume claim data does not exist']);
    expect(claimReasons(pending, [claim('fast', 'Lost')])).toEqual([
      'the volume of the claim data is gone, and its data with it',
    ]);
    expect(claimReasons(pending, [claim('fast')])).toEqual([
      'the claim data has no volume yet: the class fast has not made one',
    ]);
    expect(claimReasons(pending, [claim('fast', 'Bound')])).toEqual([]);
  });
});
