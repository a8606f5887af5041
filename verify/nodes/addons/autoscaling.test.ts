/** Autoscalers that measure: pods come with load and go without it, and nothing else changes their number meanwhile. */
import path from 'node:path';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { environments, objectsOf } from '../../../test/support/environments';
import { CLUSTER_VERSION } from '../../../tools/kubernetes';
import { installDefinitions } from '../../cluster/support/definitions';
import { createNamespace } from '../../cluster/support/flows';
import { outputFolder } from '../../cluster/support/output';
import { eventually } from '../../cluster/support/polling';
import { summary } from '../../cluster/support/summary';
import { workloads, type Workload } from '../../cluster/support/workloads';
import { RealCluster } from '../cluster/cluster';
import { installMetricsServer, metricsServerImages } from '../cluster/metrics-server';
import { scalingOf } from '../support/autoscaler';
import { control } from '../support/controls';
import { isReady, runningPods } from '../support/pods';
import { install } from '../support/releases';
import { numbersWhile } from '../support/replicas';
import { missingSecrets } from '../support/secrets';

/** How long a cluster and what runs on it may take to start on a machine that has much else to do. */
const START_MS = 1_500_000;

/** How long metrics-server and the autoscaler may take on a busy machine to see a load, or its end, and pods to come or go. */
const SCALED_SECONDS = 240;
/** Longer than any of this takes. */
const LOAD_SECONDS = 1800;

const LEAST = 2;
const MOST = 4;
/** What a pod requests, in thousandths of a processor: little, so that a busy machine can give several times as much. */
const REQUEST = 50;
/** What each of the first pods uses under load: together more than the target of half for the most pods. */
const LOAD = 60;

// Without the five minutes that Kubernetes waits before pods go.
const BEHAVIOR = {
  scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: 'Pods', value: 10, periodSeconds: 5 }] },
  scaleDown: { stabilizationWindowSeconds: 15, policies: [{ type: 'Pods', value: 10, periodSeconds: 5 }] },
};

let cluster: RealCluster;
let charts: string;

beforeAll(async () => {
  cluster = await RealCluster.startNodes(CLUSTER_VERSION, {
    images: metricsServerImages(),
  });
  const [output] = await Promise.all([
    outputFolder(),
    installDefinitions(cluster).then(() => installMetricsServer(cluster)),
  ]);
  charts = path.join(output, 'charts');
}, START_MS);
afterAll(() => cluster.stop());

async function workload(namespace: string, name: string): Promise<Workload> {
  const found = (await workloads(cluster, namespace)).find(({ metadata }) => metadata.name === name);
  if (!found) throw new Error(`There is no ${namespace}/${name}.`);
  return found;
}

/** Waits until an autoscaler has a number of pods, all of them available. */
async function untilScaled(namespace: string, autoscaler: string, name: string, replicas: number) {
  const began = performance.now();
  const seen = await eventually(
    SCALED_SECONDS,
    async () => ({
      hpa: await scalingOf(cluster, namespace, autoscaler),
      available: (await workload(namespace, name)).status.availableReplicas,
    }),
    ({ hpa, available }) => hpa.current === replicas && available === replicas && hpa.cpu !== undefined,
  );
  expect({ current: seen.hpa.current, available: seen.available }).toEqual({
    current: replicas,
    available: replicas,
  });
  return { ...seen.hpa, seconds: Math.round((performance.now() - began) / 1000) };
}

describe('a release', () => {
  const NAMESPACE = 'scaled';
  const NAME = 'claude-relay';
  const PORT = 3000;
  const values = (others: JsonObject = {}): JsonObject => ({
    replicaCount: 3,
    resources: { requests: { cpu: `${REQUEST}m` } },
    autoscaling: {
      enabled: true,
      minReplicas: LEAST,
      maxReplicas: MOST,
      targetCPUUtilizationPercentage: 50,
      behavior: BEHAVIOR,
    },
    ...others,
  });
  const upgrade = (others?: JsonObject) =>
    install(cluster, charts, { chart: NAME, namespace: NAMESPACE, values: values(others) });

  beforeAll(async () => {
    await createNamespace(cluster, NAMESPACE, 'restricted');
    await upgrade();
  });

  async function burn(milliseconds: number): Promise<void> {
    const pods = await runningPods(cluster, NAMESPACE, { 'app.kubernetes.io/name': NAME });
    const ready = pods.filter((pod) => isReady(pod) && !pod.metadata.name.includes('redis'));
    expect(ready.length).toBeGreaterThanOrEqual(LEAST);
    const load = `burn?cpu=${milliseconds}&seconds=${LOAD_SECONDS}`;
    await Promise.all(ready.map((pod) => control(cluster, pod, PORT, load)));
  }

  it('gets pods with load, keeps their number through an upgrade, and loses them without load', async () => {
    const idle = await untilScaled(NAMESPACE, NAME, NAME, LEAST);
    await burn(LOAD);
    const busy = await untilScaled(NAMESPACE, NAME, NAME, MOST);
    // A change besides the pods', so that those with the load stay.
    const numbers = await numbersWhile(cluster, NAMESPACE, NAME, () =>
      upgrade({ service: { annotations: { 'example.com/changed': 'true' } } }),
    );
    expect(numbers).toEqual([MOST]);
    await burn(0);
    const after = await untilScaled(NAMESPACE, NAME, NAME, LEAST);
    summary(
      `autoscaling: ${NAME} ${LEAST} pods (${idle.cpu}% CPU) -> ${MOST} in ${busy.seconds} s (${busy.cpu}%), ${MOST} through an upgrade, ${LEAST} in ${after.seconds} s without load`,
    );
  });

  it('has the pods of its values once its autoscaler is switched off, and one while it is switched on', async () => {
    await burn(LOAD);
    await untilScaled(NAMESPACE, NAME, NAME, MOST);
    const off = await numbersWhile(cluster, NAMESPACE, NAME, () =>
      upgrade({ autoscaling: { enabled: false } }),
    );
    expect(off).toEqual([MOST, 3]);
    expect(await cluster.list('hpa', '--namespace', NAMESPACE)).toEqual([]);
    await burn(0);
    const on = await numbersWhile(cluster, NAMESPACE, NAME, async () => {
      await upgrade();
      await untilScaled(NAMESPACE, NAME, NAME, LEAST);
    });
    // What the README says of it: the number goes away with the autoscaler that takes its place, which means one. What new pods use
    // while they start may be a load for a moment.
    expect(on.slice(0, 3)).toEqual([3, 1, LEAST]);
    expect(Math.min(...on.slice(2))).toBe(LEAST);
    summary(`autoscaling: ${NAME} switched off ${off.join(' -> ')}, switched on ${on.join(' -> ')} pods`);
  });
});

describe('manifests', () => {
  const NAME = 'jairouter';
  const AUTOSCALER = `${NAME}-hpa`;
  const PORT = 8080;
  // As in environments/prod.
  const PROD_LEAST = 3;

  it('that are applied again leave the number of pods to the autoscaler', async () => {
    const prod = environments.find(({ name }) => name === 'prod');
    if (!prod) throw new Error('There is no environment prod.');
    const all = (await objectsOf(prod)).filter(({ kind, metadata }) => {
      const labels = (metadata as { labels?: Record<string, string> }).labels ?? {};
      return kind === 'Namespace' || labels['app.kubernetes.io/name'] === NAME;
    });
    // A tenth of prod's: two processors are not enough for those of prod.
    const objects = JSON.parse(
      JSON.stringify(all).replaceAll('"cpu":"500m"', `"cpu":"${REQUEST}m"`),
    ) as typeof all;
    expect(objects).not.toEqual(all);
    const namespaces = objects.filter(({ kind }) => kind === 'Namespace');
    await cluster.apply(...namespaces);
    await cluster.apply(...missingSecrets(objects), ...objects);
    const faster = JSON.stringify({ spec: { behavior: BEHAVIOR } });
    await cluster.kubectl('patch', 'hpa', AUTOSCALER, '-n', prod.namespace, '--type=merge', '-p', faster);
    await untilScaled(prod.namespace, AUTOSCALER, NAME, PROD_LEAST);
    const pods = await runningPods(cluster, prod.namespace, { 'app.kubernetes.io/name': NAME });
    const load = (cpu: number) =>
      Promise.all(pods.map((pod) => control(cluster, pod, PORT, `burn?cpu=${cpu}&seconds=${LOAD_SECONDS}`)));
    // The target is 70%: 35 of 50.
    await load(LOAD);
    const scaled = await eventually(
      SCALED_SECONDS,
      async () => (await workload(prod.namespace, NAME)).spec.replicas,
      (replicas) => replicas > PROD_LEAST,
    );
    expect(scaled).toBeGreaterThan(PROD_LEAST);
    const numbers = await numbersWhile(cluster, prod.namespace, NAME, () => cluster.apply(...objects));
    // Pods may still come: none goes.
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(scaled);
    await cluster.kubectl('patch', 'hpa', AUTOSCALER, '-n', prod.namespace, '--type=merge', '-p', faster);
    await load(0);
    const after = await untilScaled(prod.namespace, AUTOSCALER, NAME, PROD_LEAST);
    summary(
      `autoscaling: dist/prod of ${NAME} ${PROD_LEAST} -> ${scaled} pods by load, ${numbers.join(' -> ')} while it is applied again, ${PROD_LEAST} in ${after.seconds} s without load`,
    );
  });
});
