/** Quotas, limits, taints and full nodes: pods get where they may be, and where they cannot, the events say why. */
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { CLUSTER_VERSION } from '../../tools/kubernetes';
import { installDefinitions } from '../cluster/support/definitions';
import { createNamespace } from '../cluster/support/flows';
import { outputFolder } from '../cluster/support/output';
import { eventually } from '../cluster/support/polling';
import { summary } from '../cluster/support/summary';
import { settled } from '../cluster/support/workloads';
import { RealCluster } from './cluster/cluster';
import { imageFor } from './images/makers';
import { addNamespaces, installAll, releaseOfEachChart } from './support/every-chart';
import { eventsOf, placements } from './support/events';
import { helmTest } from './support/helm-test';
import { runningPods } from './support/pods';
import { limitedTo, quotaOf, usedPods } from './support/quotas';
import { install, type InstalledRelease } from './support/releases';
import { fill } from './support/room';

const EVENT_SECONDS = 60;
const INIT_IMAGE = 'docker.io/77kymo/mcp-init:latest';
const TAINT = 'dedicated=others:NoSchedule';

/** With what else makes pods: a Job, and exporters of both databases. */
const ALL_PODS: JsonObject = {
  init: { enabled: true },
  configs: {
    init: `database:
  mysql:
    host: $(MYSQL_HOST)
    port: $(MYSQL_PORT)
    database: $(MYSQL_DATABASE)
    username: $(MYSQL_USERNAME)
    password: $(MYSQL_PASSWORD)
  redis: { host: $(REDIS_HOST), port: $(REDIS_PORT), password: $(REDIS_PASSWORD), db: 0 }
`,
  },
  monitoring: { enabled: true, prometheus: { enabled: true } },
};

const releasesWith = (prefix: string, more: JsonObject = {}) =>
  releaseOfEachChart(prefix, (chart) => overlay(chart === 'mcp-box' ? ALL_PODS : {}, more));
const namespacesOf = (releases: readonly InstalledRelease[]) => [
  ...new Set(releases.map(({ namespace }) => namespace)),
];

const RELEASES = releasesWith('placed');
const NAMESPACES = namespacesOf(RELEASES);

// A machine that has other work takes its time.
jest.setTimeout(30 * 60_000);

let cluster: RealCluster;
let charts: string;
beforeAll(async () => {
  charts = `${await outputFolder()}/charts`;
  cluster = await RealCluster.startNodes(CLUSTER_VERSION, {
    images: { [INIT_IMAGE]: imageFor(INIT_IMAGE) },
  });
  await installDefinitions(cluster);
  await cluster.kubectl('create', 'namespace', 'fillers');
});
afterAll(() => cluster.stop());

describe('a namespace with a quota and limits', () => {
  it('takes all pods of each chart, of its tests and its Job', async () => {
    await addNamespaces(cluster, RELEASES);
    for (const namespace of NAMESPACES) await cluster.apply(quotaOf(namespace), limitedTo(namespace, '4'));
    await installAll(cluster, charts, RELEASES);
    await passTests(RELEASES);
    await cluster.kubectl(
      ...['wait', 'jobs', '--all', '--namespace', 'placed-mcp-box'],
      ...['--for=condition=Complete', '--timeout=180s'],
    );
    const pods = (await Promise.all(NAMESPACES.map((namespace) => runningPods(cluster, namespace)))).flat();
    const live = pods.filter(({ status }) => status.phase === 'Running').length;
    const used = await eventually(
      EVENT_SECONDS,
      async () => {
        const counts = await Promise.all(NAMESPACES.map((namespace) => usedPods(cluster, namespace)));
        return counts.reduce((sum, count) => sum + count, 0);
      },
      (count) => count === live,
    );
    const refused = await Promise.all(NAMESPACES.map((one) => eventsOf(cluster, one, 'FailedCreate')));
    const scheduled = await placements(cluster, NAMESPACES);
    const names = [...scheduled.keys()].join('\n');
    expect(refused.flat().map(({ message }) => message)).toEqual([]);
    expect(used).toBe(live);
    expect(names).toMatch(/mcp-box-init/);
    expect(names.match(/-test(-connection)? /g)).toHaveLength(RELEASES.length);
    summary(`nodes quota: ${scheduled.size} pods of 5 charts admitted, ${live} of them stay; none refused`);
  });

  it('says what is refused', async () => {
    const unlimited: JsonObject = { resources: { limits: null, requests: null } };
    const [quota, limit, none] = await Promise.all([
      refusalOf('quota', quotaOf('refused-quota', '1m')),
      refusalOf('limit', limitedTo('refused-limit', '1m')),
      refusalOf('unlimited', quotaOf('refused-unlimited'), unlimited),
    ]);
    expect(quota).toMatch(/exceeded quota: quota, requested: .*limits\.cpu/);
    expect(limit).toMatch(/maximum cpu usage per Pod is 1m/);
    expect(none).toMatch(/failed quota: quota: must specify limits\.cpu/);
    summary('nodes quota: 3 of 3 pods refused by a quota, by limits and for having none, with the reason');
  });
});

describe('nodes with a taint', () => {
  beforeAll(() => cluster.kubectl('taint', 'nodes', 'node-a', 'node-b', TAINT));
  afterAll(() => cluster.kubectl('taint', 'nodes', 'node-a', 'node-b', `${TAINT}-`));
  const selected: JsonObject = { nodeSelector: { 'kubernetes.io/hostname': 'node-a' } };
  const tolerated: JsonObject = {
    ...selected,
    tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'others', effect: 'NoSchedule' }],
  };

  it('get no pod that does not tolerate it', async () => {
    const moved = await placedSince(async () => {
      for (const namespace of NAMESPACES)
        await cluster.kubectl('rollout', 'restart', 'deployment,statefulset', '--namespace', namespace);
      for (const namespace of NAMESPACES) await settled(cluster, namespace);
      await passTests(RELEASES);
    });
    summary(`nodes taint: ${moved.length} pods without tolerations, on ${[...new Set(moved)].join(', ')}`);
    expect(new Set(moved)).toEqual(new Set(['node-c']));
  });

  it('keep pods waiting that must be there, and the events say so', async () => {
    const waiting = releasesWith('waiting', selected);
    await addNamespaces(cluster, waiting);
    await Promise.all(waiting.map((release) => install(cluster, charts, { ...release, wait: false })));
    const { pods, silent } = await unscheduled(waiting, /untolerated taint/);
    summary(`nodes taint: ${pods} of ${pods} pods without tolerations wait, and their events name the taint`);
    expect(silent).toEqual([]);
    expect(pods).toBeGreaterThanOrEqual(RELEASES.length + 3);
  });

  it('get the pods whose values tolerate it', async () => {
    const waiting = releasesWith('waiting', tolerated);
    const moved = await placedSince(async () => {
      await Promise.all(waiting.map((release) => install(cluster, charts, { ...release, wait: false })));
      // A StatefulSet waits for a pod that is not ready before it replaces it (kubernetes.io, "Forced rollback").
      for (const { namespace } of waiting)
        await cluster.kubectl(
          ...['delete', 'pods', '--field-selector=status.phase=Pending', '--namespace', namespace],
        );
      for (const namespace of namespacesOf(waiting)) await settled(cluster, namespace);
      await passTests(waiting);
    }, namespacesOf(waiting));
    summary(`nodes taint: ${moved.length} pods with tolerations, on ${[...new Set(moved)].join(', ')}`);
    expect(new Set(moved)).toEqual(new Set(['node-a']));
    expect(moved.length).toBeGreaterThanOrEqual(2 * RELEASES.length);
  });
});

describe('a full node', () => {
  const elsewhere = releaseOfEachChart('elsewhere');
  const late = releaseOfEachChart('late');

  it('gets no more pods', async () => {
    await uninstallAll([...RELEASES, ...releasesWith('waiting')]);
    await Promise.all(['node-a', 'node-b'].map((node) => fill(cluster, node, 'fillers')));
    await installAll(cluster, charts, elsewhere);
    const nodes = [...(await placements(cluster, namespacesOf(elsewhere))).values()];
    summary(`nodes full: ${nodes.length} pods beside two full nodes, on ${[...new Set(nodes)].join(', ')}`);
    expect(new Set(nodes)).toEqual(new Set(['node-c']));
  });

  it('keeps pods waiting when all are full, the events say so, and they start when there is room', async () => {
    await fill(cluster, 'node-c', 'fillers');
    await addNamespaces(cluster, late);
    await Promise.all(late.map((release) => install(cluster, charts, { ...release, wait: false })));
    const { pods, silent } = await unscheduled(late, /3 Insufficient cpu/);
    expect(silent).toEqual([]);
    expect(pods).toBeGreaterThanOrEqual(RELEASES.length + 3);
    const start = performance.now();
    await cluster.kubectl('delete', 'pods', '--all', '--namespace', 'fillers');
    for (const namespace of namespacesOf(late)) await settled(cluster, namespace);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    summary(
      `nodes full: ${pods} of ${pods} pods wait for processors, say so, and run ${seconds} s after there are some`,
    );
  });
});

async function passTests(releases: readonly InstalledRelease[]): Promise<void> {
  const ended = await Promise.all(releases.map((release) => helmTest(cluster, release, 4)));
  expect(ended.filter(({ code }) => code !== 0)).toEqual([]);
}

/** Uninstalls releases, and waits until no pod of them holds any part of a node. */
async function uninstallAll(releases: readonly InstalledRelease[]): Promise<void> {
  await Promise.all(
    releases.map(({ chart, namespace }) => cluster.helm(4, 'uninstall', chart, '--namespace', namespace)),
  );
  await Promise.all(
    namespacesOf(releases).map((namespace) =>
      cluster.kubectl('wait', 'pods', '--all', '--for=delete', '--namespace', namespace, '--timeout=900s'),
    ),
  );
}

/** What is said of a small chart's pod in a namespace that does not take it. */
async function refusalOf(name: string, rule: unknown, more: JsonObject = {}): Promise<string> {
  const namespace = `refused-${name}`;
  await createNamespace(cluster, namespace, 'restricted');
  await cluster.apply(rule);
  const [proxy] = releaseOfEachChart(`refused-${name}`, () => more).filter(
    ({ chart }) => chart === 'helm-proxy',
  );
  if (proxy === undefined) throw new Error('There is no helm-proxy.');
  await install(cluster, charts, { ...proxy, namespace, wait: false });
  const events = await eventually(
    EVENT_SECONDS,
    () => eventsOf(cluster, namespace, 'FailedCreate'),
    (found) => found.length > 0,
  );
  return events.map(({ message }) => message).join('\n');
}

/** The nodes that pods are given while something is done. */
async function placedSince(
  work: () => Promise<void>,
  namespaces: readonly string[] = NAMESPACES,
): Promise<readonly string[]> {
  const before = await placements(cluster, namespaces);
  await work();
  const after = await placements(cluster, namespaces);
  return [...after].flatMap(([pod, node]) => (before.has(pod) ? [] : [node]));
}

/** How many pods of releases wait for a node, and which of them have no event with the reason. */
async function unscheduled(releases: readonly InstalledRelease[], reason: RegExp) {
  const look = async () => {
    const found = await Promise.all(
      namespacesOf(releases).map(async (namespace) => {
        const [pods, events] = await Promise.all([
          runningPods(cluster, namespace),
          eventsOf(cluster, namespace, 'FailedScheduling'),
        ]);
        const silent = pods.filter(
          ({ metadata }) =>
            !events.some(
              ({ message, involvedObject }) => involvedObject.name === metadata.name && reason.test(message),
            ),
        );
        const said = silent.map(
          ({ metadata, spec }) =>
            `${metadata.name} on ${spec.nodeName || 'no node'}: ${events
              .filter(({ involvedObject }) => involvedObject.name === metadata.name)
              .map(({ message }) => message)
              .join('; ')}`,
        );
        return { pods: pods.length, silent: said };
      }),
    );
    return {
      pods: found.reduce((sum, { pods }) => sum + pods, 0),
      silent: found.flatMap(({ silent }) => silent),
    };
  };
  return eventually(
    EVENT_SECONDS,
    look,
    ({ pods, silent }) => pods >= releases.length && silent.length === 0,
  );
}
