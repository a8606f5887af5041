import { podReasons } from '../../../../lib/app/deploy/rollout/pod-reasons';
import { object } from '../../changes/objects';
import { event, pod, readyPod, unscheduled, waiting } from './objects';

const creating = pod('relay-1', [waiting('ContainerCreating')], { phase: 'Pending' });

it('has nothing to say of a pod that is ready, on its way out, done, or only starting', () => {
  expect(podReasons(readyPod('relay-1'), [])).toEqual([]);
  const starting = pod('relay-1', [waiting('ContainerCreating')]);
  expect(podReasons(starting, [])).toEqual([]);
  const ending = { ...starting, metadata: { name: 'relay-1', deletionTimestamp: '2026-01-01T00:00:00Z' } };
  expect(podReasons(ending, [event(starting, 'FailedMount', 'no')])).toEqual([]);
  expect(podReasons(pod('relay-1', [], { phase: 'Succeeded' }), [])).toEqual([]);
});

it('says why a pod was put out', () => {
  const evicted = pod('relay-1', [], { phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: memory.' });
  expect(podReasons(evicted, [])).toEqual(['Evicted: The node was low on resource: memory.']);
}); // prettier-ignore

it.each([
  [
    '0/6 nodes are available: 4 Insufficient cpu, 2 node(s) had untolerated taint {dedicated: gpu}. preemption: 0/6 nodes are available: 6 No preemption victims found for incoming pod.',
    'no node takes it: of 6 nodes 4 have too little cpu left (the pod requests 500m), 2 had untolerated taint {dedicated: gpu}',
  ],
  [
    '0/6 nodes are available: 6 Insufficient cpu. no new claims to deallocate, preemption: 0/6 nodes are available: 6 Preemption is not helpful for scheduling.',
    'no node takes it: of 6 nodes 6 have too little cpu left (the pod requests 500m)',
  ],
  ['no nodes available to schedule pods', 'no node takes it: the cluster has no nodes'],
  [
    "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. preemption: not helpful",
    "no node takes it: of 3 nodes 3 didn't match Pod's node affinity/selector",
  ],
])('says of the scheduler, which says %s: %s', (message, sentence) => {
  expect(podReasons(unscheduled('relay-1', message), [])).toEqual([sentence]);
});

it('says of claims without a volume why, in place of what the scheduler says', () => {
  const volumes = [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }];
  const message = '0/6 nodes are available: pod has unbound immediate PersistentVolumeClaims.';
  const pending = unscheduled('relay-1', message, { volumes });
  expect(podReasons(pending, [])).toEqual(['the volume claim data does not exist']);
  const claim = object('PersistentVolumeClaim', 'data', { status: { phase: 'Bound' } });
  expect(podReasons(pending, [claim])[0]).toMatch(/^no node takes it/);
});

it.each([
  ['FailedMount', 'MountVolume.SetUp failed for volume "keys" : secret "relay-keys" not found', 'its volume keys cannot be mounted: Secret relay-keys does not exist'],
  ['FailedMount', 'MountVolume.SetUp failed for volume "config" : configmap "relay" not found', 'its volume config cannot be mounted: ConfigMap relay does not exist'],
  ['FailedMount', 'MountVolume.SetUp failed for volume "data" : mount failed: exit status 32', 'its volume data cannot be mounted: mount failed: exit status 32'],
  ['FailedAttachVolume', 'Multi-Attach error for volume "pvc-1"', 'Multi-Attach error for volume "pvc-1"'],
  ['FailedCreatePodSandBox', 'Failed to create pod sandbox: no IP addresses', 'Failed to create pod sandbox: no IP addresses'],
])('says of %s what cannot be made: %s', (reason, message, sentence) => {
  expect(podReasons(creating, [event(creating, reason, message)])).toEqual([sentence]);
}); // prettier-ignore

it('takes no event of an earlier pod of the same name', () => {
  const before = { ...creating, metadata: { name: 'relay-1', namespace: 'ai', uid: 'another' } };
  expect(podReasons(creating, [event(before, 'FailedAttachVolume', 'old')])).toEqual([]);
});

it('takes the last of several events', () => {
  const at = (message: string, lastTimestamp: string) =>
    event(creating, 'FailedAttachVolume', message, { lastTimestamp });
  const events = [at('last', '2026-01-01T00:02:00Z'), at('first', '2026-01-01T00:01:00Z')];
  expect(podReasons(creating, events)).toEqual(['last']);
});

it('says which readiness gate is closed', () => {
  const conditions = [{ type: 'ContainersReady', status: 'True' }, { type: 'Ready', status: 'False' }];
  const made = pod('relay-1', [{ name: 'relay', ready: true, state: { running: {} } }], { conditions });
  const gated = { ...made, spec: { readinessGates: [{ conditionType: 'target-health.elbv2.k8s.aws/x' }] } };
  expect(podReasons(gated, [])).toEqual([
    'its containers are ready, and its readiness gate target-health.elbv2.k8s.aws/x is not yet',
  ]);
}); // prettier-ignore
