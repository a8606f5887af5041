/** Readiness turns red when what it stands for is away, and green again; what need not be restarted is not. */
import { setTimeout as pause } from 'node:timers/promises';
import { CLUSTER_VERSION } from '../../tools/kubernetes';
import { installDefinitions } from '../cluster/support/definitions';
import { outputFolder } from '../cluster/support/output';
import { eventually } from '../cluster/support/polling';
import { summary } from '../cluster/support/summary';
import { RealCluster } from './cluster/cluster';
import { installAll, releaseOfEachChart } from './support/every-chart';
import { isReady, nodeOf, restarts, runningPods, withProcess, type RunningPod } from './support/pods';

const RELEASES = releaseOfEachChart('probed');
const NAMESPACES = [...new Set(RELEASES.map(({ namespace }) => namespace))];

/** The databases by their namespaces. */
const DATABASES = [
  { namespace: 'probed-claude-relay', name: 'claude-relay-redis', container: 'redis' },
  { namespace: 'probed-mcp-box', name: 'mcp-redis', container: 'redis' },
  { namespace: 'probed-mcp-box', name: 'mcp-mysql', container: 'mysql' },
] as const;

/** What reads a database, and says so by its readiness. */
const ASKS_ITS_DATABASE = ['claude-relay'];
/** Its database away once, it answers no more until it is restarted (docs/stand-ins.md), and its liveness probe knows that. */
const HAS_TO_RESTART = ['mcp-gateway'];

/** A readiness probe fails three times, ten seconds apart, before its pod takes no more requests. */
const RED_SECONDS = 120;
const GREEN_SECONDS = 300;
/** Longer than a liveness probe of a program takes to restart it: three failures, 20 seconds apart, of ten at most. */
const LIVENESS_SECONDS = 75;
/** Together with the time until it shows, shorter than liveness of a database, which may be slow: six failures, 20 seconds apart. */
const HANGS_SECONDS = 15;

jest.setTimeout(20 * 60_000);

let cluster: RealCluster;
beforeAll(async () => {
  const output = await outputFolder();
  cluster = await RealCluster.startNodes(CLUSTER_VERSION);
  await installDefinitions(cluster);
  await installAll(cluster, `${output}/charts`, RELEASES);
});
afterAll(() => cluster.stop());

it('are green at first', async () => {
  expect(await red()).toEqual([]);
  expect(await restarted()).toEqual([]);
});

it('turn red when databases are gone, and green when they are back', async () => {
  await scaleDatabases(0);
  await expectRed(ASKS_ITS_DATABASE);
  await pause(LIVENESS_SECONDS * 1000);
  // Who is restarted because of it waits for its database as at its first start, and is not ready meanwhile.
  const during = await red();
  expect(during.filter((name) => !HAS_TO_RESTART.includes(name))).toEqual(ASKS_ITS_DATABASE);
  await scaleDatabases(1);
  await expectGreen();
  expect(await restarted()).toEqual(HAS_TO_RESTART);
  summary(
    `nodes probes: ${DATABASES.length} databases gone for over ${LIVENESS_SECONDS} s: ` +
      `${ASKS_ITS_DATABASE.join()} not ready and ready again, only ${HAS_TO_RESTART.join()} restarted`,
  );
});

it('turn red when databases hang, and green when they go on', async () => {
  const before = await everyPod();
  const databases = DATABASES.map(({ name }) => name);
  await signalDatabases('STOP');
  await expectRed([...databases, ...ASKS_ITS_DATABASE]);
  await pause(HANGS_SECONDS * 1000);
  await signalDatabases('CONT');
  await expectGreen();
  const now = await everyPod();
  const again = now.filter((pod) => restarts(pod) > restartsIn(before, pod)).map(appOf);
  expect(again.filter((name) => !HAS_TO_RESTART.includes(name))).toEqual([]);
  summary(
    `nodes probes: ${DATABASES.length} databases hung for over ${HANGS_SECONDS} s: they and ` +
      `${ASKS_ITS_DATABASE.join()} not ready and ready again, none of them restarted`,
  );
});

async function everyPod(): Promise<readonly RunningPod[]> {
  return (await Promise.all(NAMESPACES.map((namespace) => runningPods(cluster, namespace)))).flat();
}

/** The workload that a pod is of. */
function appOf({ metadata: { name } }: RunningPod): string {
  return name.replace(/(-[a-z0-9]{6,10}-[a-z0-9]{5}|-\d+)$/, '');
}

/** Who takes no requests. */
async function red(): Promise<readonly string[]> {
  return sorted((await everyPod()).filter((pod) => !isReady(pod)).map(appOf));
}

/** Whose containers were started more than once. */
async function restarted(): Promise<readonly string[]> {
  return sorted((await everyPod()).filter((pod) => restarts(pod) > 0).map(appOf));
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}

function restartsIn(pods: readonly RunningPod[], { metadata }: RunningPod): number {
  const same = pods.find((pod) => pod.metadata.uid === metadata.uid);
  return same ? restarts(same) : 0;
}

async function expectRed(names: readonly string[]): Promise<void> {
  const found = await eventually(RED_SECONDS, red, (now) => names.every((name) => now.includes(name)));
  expect(found).toEqual(expect.arrayContaining([...names]));
}

async function expectGreen(): Promise<void> {
  expect(await eventually(GREEN_SECONDS, red, (now) => now.length === 0)).toEqual([]);
}

async function scaleDatabases(replicas: number): Promise<void> {
  for (const { namespace, name } of DATABASES)
    await cluster.kubectl('scale', 'statefulset', name, '--namespace', namespace, `--replicas=${replicas}`);
}

/** Sends a signal to the first process of each database's container. */
async function signalDatabases(signal: 'STOP' | 'CONT'): Promise<void> {
  const pods = await everyPod();
  for (const { namespace, name, container } of DATABASES) {
    const pod = pods.find(
      ({ metadata }) => metadata.namespace === namespace && metadata.name === `${name}-0`,
    );
    if (pod === undefined) throw new Error(`There is no pod ${namespace}/${name}-0.`);
    const status = pod.status.containerStatuses.find((one) => one.name === container);
    await nodeOf(cluster, pod).run(withProcess(status, `kill -${signal} "$pid"`));
  }
}
