import { workloadState } from '../../../../lib/app/deploy/rollout/workload-state';
import type { JsonObject } from '../../../../lib/engine/values/declaration';
import { deployment, object, statefulSet } from '../../changes/objects';
import { event, pod, readyPod, waiting } from './objects';

const DONE = {
  observedGeneration: 2,
  replicas: 2,
  updatedReplicas: 2,
  availableReplicas: 2,
  readyReplicas: 2,
};
const relay = (status: JsonObject, spec: JsonObject = { replicas: 2 }): JsonObject => ({
  ...deployment('relay', spec),
  metadata: {
    name: 'relay',
    namespace: 'ai',
    uid: 'uid-relay',
    generation: 2,
    labels: { 'app.kubernetes.io/managed-by': 'Helm' },
  },
  status,
});
const replicaSet = (revision: string): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: {
    name: `relay-${revision}`, namespace: 'ai', uid: `uid-${revision}`, labels: { 'pod-template-hash': revision },
    annotations: { 'deployment.kubernetes.io/revision': revision }, ownerReferences: [{ uid: 'uid-relay' }],
  },
}); // prettier-ignore
const of = (revision: string, one: JsonObject): JsonObject => ({
  ...one,
  metadata: { ...(one['metadata'] as JsonObject), labels: { app: 'relay', 'pod-template-hash': revision } },
});
const stateOf = (workload: JsonObject, ...live: readonly JsonObject[]) =>
  workloadState(workload, [workload, ...live]);

it('says of one that is not there that it is not', () => {
  expect(workloadState(deployment('relay'), [])).toMatchObject({
    isThere: false,
    isReady: false,
    reasons: [],
  });
});

it('counts pods, and says by what it was deployed', () => {
  expect(stateOf(relay(DONE))).toEqual({
    name: 'Deployment ai/relay',
    isThere: true,
    isReady: true,
    wanted: 2,
    ready: 2,
    managedBy: 'Helm',
    images: ['image:1'],
    restarts: 0,
    reasons: [],
  });
});

it('reads more of its own pods alone, and of none where all are ready', () => {
  const read = (status: JsonObject): readonly unknown[] => {
    const names: unknown[] = [];
    const live = [
      relay(status),
      replicaSet('1'),
      of('1', readyPod('mine')),
      readyPod('foreign', { app: 'other' }),
    ];
    workloadState(relay(status), live, (pods) => {
      names.push(...pods.map(({ metadata }) => (metadata as JsonObject)['name']));
      return pods;
    });
    return names;
  };
  expect(read({ ...DONE, availableReplicas: 1 })).toEqual(['mine']);
  expect(read(DONE)).toEqual([]);
});

it.each<[string, JsonObject]>([
  ['the controller has not seen the newest template', { ...DONE, observedGeneration: 1 }],
  ['pods are of an earlier template', { ...DONE, updatedReplicas: 1 }],
  ['pods of an earlier template are still there', { ...DONE, replicas: 3 }],
  ['pods are not available', { ...DONE, availableReplicas: 1 }],
])('takes a Deployment for not ready where %s', (_, status) => {
  expect(stateOf(relay(status)).isReady).toBe(false);
});

it.each<[string, JsonObject, JsonObject, boolean]>([
  ['all of one revision', {}, { updateRevision: 'b', currentRevision: 'b' }, true],
  ['of an earlier revision', {}, { updateRevision: 'b', currentRevision: 'a', updatedReplicas: 1 }, false],
  ['replaced as far as its partition', { updateStrategy: { rollingUpdate: { partition: 1 } } }, { updateRevision: 'b', currentRevision: 'a', updatedReplicas: 1 }, true],
  ['replaced when somebody deletes them', { updateStrategy: { type: 'OnDelete' } }, { updateRevision: 'b', currentRevision: 'a', updatedReplicas: 0 }, true],
  ['not all ready', {}, { updateRevision: 'b', currentRevision: 'b', readyReplicas: 1 }, false],
])('looks at the pods of a StatefulSet: %s', (_, spec, status, isReady) => {
  const one = { ...statefulSet('db', { replicas: 2, ...spec }), status: { readyReplicas: 2, ...status } };
  expect(stateOf(one).isReady).toBe(isReady);
}); // prettier-ignore

it('takes a DaemonSet for ready when all nodes have it, and a Job when it is complete', () => {
  const nodes = { desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3, numberReady: 3 };
  const agent = { ...object('DaemonSet', 'agent'), apiVersion: 'apps/v1' };
  expect(stateOf({ ...agent, status: nodes })).toMatchObject({ isReady: true, wanted: 3, ready: 3 });
  expect(stateOf({ ...agent, status: { ...nodes, numberAvailable: 2 } }).isReady).toBe(false);
  const job = { ...object('Job', 'init'), apiVersion: 'batch/v1' };
  const status = (type: string) => ({ conditions: [{ type, status: 'True', message: 'Job has reached the specified backoff limit' }] });
  expect(stateOf({ ...job, status: status('Complete') }).isReady).toBe(true);
  expect(stateOf({ ...job, status: status('Failed') }).reasons).toEqual([
    'the Job has failed: Job has reached the specified backoff limit',
  ]);
}); // prettier-ignore

it('says what is wrong with pods of the newest template, once for all of them', () => {
  const config = waiting('CreateContainerConfigError', 'secret "keys" not found');
  const live = [
    replicaSet('1'),
    replicaSet('2'),
    of('1', pod('old', [waiting('CreateContainerConfigError', 'old')])),
    of('2', pod('relay-1', [{ ...config, restartCount: 2 }])),
    of('2', pod('relay-2', [config])),
  ];
  const state = stateOf(relay({ ...DONE, updatedReplicas: 0 }), ...live);
  expect(state.reasons).toEqual([
    '2 pods: container relay cannot be created: it reads Secret keys, which does not exist (stacks secrets says how it is made)',
  ]);
  expect(state.restarts).toBe(2);
  expect(stateOf(relay({ ...DONE, updatedReplicas: 0 }), ...live.slice(0, -1)).reasons[0]).toMatch(/^pod relay-1: /);
}); // prettier-ignore

it.each([
  ['Error creating: pods "relay-2-x" is forbidden: exceeded quota: small, requested: pods=1, used: pods=2, limited: pods=2', 'the ResourceQuota small is used up (requested: pods=1, used: pods=2, limited: pods=2)'],
  ['Error creating: pods "relay-2-x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true', 'they do not meet the Pod Security Standard restricted of the namespace (runAsNonRoot != true)'],
  ['Error creating: pods "relay-2-" is forbidden: error looking up service account ai/relay: serviceaccount "relay" not found', 'the ServiceAccount relay does not exist'],
  ['Error creating: Internal error occurred: failed calling webhook "x"', 'Internal error occurred: failed calling webhook "x"'],
])('says why no more pods are made: %s', (said, why) => {
  const newest = replicaSet('2');
  const state = (status: JsonObject, ...pods: readonly JsonObject[]) =>
    stateOf(relay(status), newest, event(newest, 'FailedCreate', said), ...pods);
  expect(state({ ...DONE, availableReplicas: 0 }).reasons).toEqual([`no more pods are made: ${why}`]);
  // It is over once there are all pods.
  const pods = ['a', 'b'].map((name) => of('2', readyPod(name)));
  expect(state({ ...DONE, availableReplicas: 0 }, ...pods).reasons).toEqual([]);
}); // prettier-ignore

it('says of which pod a StatefulSet waits that it will not replace', () => {
  const labels = { app: 'db', 'controller-revision-hash': 'a' };
  const stuck = pod('db-0', [waiting('ImagePullBackOff')]);
  const old = { ...stuck, metadata: { ...(stuck['metadata'] as JsonObject), labels } };
  const set = {
    ...statefulSet('db', { replicas: 1 }),
    status: { updateRevision: 'b', currentRevision: 'a' },
  };
  const blocked =
    'pod db-0: it is of an earlier revision, and a StatefulSet does not replace one that is not ready: kubectl delete pod -n ai db-0';
  expect(stateOf(set, old).reasons).toContain(blocked);
  const fresh = {
    ...old,
    metadata: { ...old.metadata, labels: { ...labels, 'controller-revision-hash': 'b' } },
  };
  expect(stateOf(set, fresh).reasons).not.toContain(blocked);
});
