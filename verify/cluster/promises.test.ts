import { CLUSTER_VERSIONS } from '../../tools/kubernetes';
import type { Cluster } from './support/cluster';
import { NODES } from './support/nodes';
import { watching } from './support/polling';
import { preparedCluster } from './support/prepared';
import { belowPromise, brokenBudgets, isRolling, promises } from './support/promises';
import { podsOf, settled, workloads, type Pod } from './support/workloads';

const NAMESPACE = 'careless';
const LABELS = { app: 'careless' };

/** A stack that promises more than it keeps: no pod may be away, and a rolling update takes all of them. */
const CARELESS = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'careless', namespace: NAMESPACE },
    spec: {
      replicas: 3,
      selector: { matchLabels: LABELS },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%', maxSurge: 0 } },
      template: { metadata: { labels: LABELS }, spec: { containers: [{ name: 'main', image: 'image:1' }] } },
    },
  },
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'careless', namespace: NAMESPACE },
    spec: { minAvailable: 3, selector: { matchLabels: LABELS } },
  },
];

// What the tests of the environments rest on: that a broken promise is seen.
describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await preparedCluster(version);
    await cluster.apply(...CARELESS);
    await settled(cluster, NAMESPACE);
  });
  afterAll(() => cluster.stop());

  // Without a node to go to, new pods stay away for as long as it takes to see it.
  beforeEach(() => cluster.kubectl('cordon', ...NODES));
  afterEach(async () => {
    await cluster.kubectl('uncordon', ...NODES);
    await settled(cluster, NAMESPACE);
  });
  const until = (object: string, state: string) =>
    cluster.kubectl('wait', object, '-n', NAMESPACE, `--for=jsonpath=${state}`, '--timeout=120s');

  it('sees a rolling update with fewer pods than promised', async () => {
    const promised = await promises(cluster, (await workloads(cluster, NAMESPACE)).filter(isRolling));
    const broken = await watching(
      () => belowPromise(cluster, promised),
      async () => {
        await cluster.kubectl('rollout', 'restart', 'deployment/careless', '-n', NAMESPACE);
        await until('deployment/careless', '{.status.unavailableReplicas}=3');
      },
    );
    expect(broken).toContain('Deployment careless/careless had 0 available pods of at least 3');
  });

  it('sees a budget that is broken', async () => {
    const pod = await aPod(cluster);
    const broken = await watching(
      () => brokenBudgets(cluster),
      async () => {
        await cluster.kubectl('delete', 'pod', pod.metadata.name, '-n', NAMESPACE);
        await until('poddisruptionbudget/careless', '{.status.currentHealthy}=2');
      },
    );
    expect(broken).toContain('PodDisruptionBudget careless/careless had 2 of 3 pods');
  });

  it('fails to drain a node whose pods must not go', async () => {
    const pod = await aPod(cluster);
    expect(NODES).toContain(pod.spec.nodeName);
    const drained = await cluster.tryKubectl('drain', pod.spec.nodeName, '--timeout=3s');
    expect(drained.code).toBe(1);
    expect(drained.stderr).toMatch(/would violate the pod's disruption budget|global timeout reached/);
  });
});

async function aPod(cluster: Cluster): Promise<Pod> {
  const [deployment] = await workloads(cluster, NAMESPACE);
  const [pod] = deployment === undefined ? [] : await podsOf(cluster, deployment);
  if (pod === undefined) throw new Error('The careless Deployment has no pod.');
  return pod;
}
