/** What streams and requests lose while pods are replaced, moved and taken away: nothing, where the charts promise it. */
import { setTimeout as pause } from 'node:timers/promises';
import { overlay } from '../../../lib/engine/values/merge';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { CLUSTER_VERSION } from '../../../tools/kubernetes';
import { installDefinitions } from '../../cluster/support/definitions';
import { outputFolder } from '../../cluster/support/output';
import { eventually } from '../../cluster/support/polling';
import { summary } from '../../cluster/support/summary';
import { settled, workloads, type Workload } from '../../cluster/support/workloads';
import { RealCluster } from '../cluster/cluster';
import { edgeImages, installEdge } from '../cluster/edge';
import { addClients } from '../support/clients';
import {
  BY_INGRESS,
  BY_SERVICE,
  HASTY,
  LOSSLESS,
  MESSAGES,
  Origins,
  SINGLE_RELAY,
  startTraffic,
  STREAMING,
  WITHOUT_A_BUDGET,
} from '../support/gateway-traffic';
import {
  API,
  EDGE,
  HASTY_MIDDLEWARE,
  HASTY_RELAY,
  INGRESS_HOST,
  MIDDLEWARE,
  NAMESPACE,
  RELAY,
  RELEASES,
} from '../support/gateways';
import type { LoadReport } from '../support/load';
import { losableNode } from '../support/lost-node';
import { addOuterRedis } from '../support/outer-redis';
import { install, type InstalledRelease } from '../support/releases';
import { spreadOf } from '../support/spread';
import { allGone, lostIn, NOTHING, numbersOf, Traffic } from '../support/traffic';

// On a machine that other things share, what takes six minutes can take half an hour.
jest.setTimeout(1_800_000);

const GONE_SECONDS = 180;
/** The Deployments whose pods are spread. */
const SPREAD = ['claude-relay', 'claude-middleware', 'jairouter', 'helm-proxy', 'mcp-gateway'];
/** The node that is not lost, as what is kept by others is there. */
const KEPT = 'node-c';

let cluster: RealCluster;
let charts: string;
let origins: Origins;
const traffic = new Traffic();

beforeAll(async () => {
  cluster = await RealCluster.startNodes(CLUSTER_VERSION, { images: edgeImages() });
  await installDefinitions(cluster);
  await cluster.outside.answerAt([API], ['tcp/443']);
  charts = `${await outputFolder()}/charts`;
  await cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  await installEdge(cluster, { namespace: EDGE });
  await addOuterRedis(cluster, KEPT);
  origins = new Origins(cluster, await addClients(cluster));
  await Promise.all(RELEASES.map((release) => install(cluster, charts, release)));
});
afterAll(() => cluster.stop());

type Reports = ReadonlyMap<string, LoadReport>;

const of = (reports: Reports, name: string): LoadReport => {
  const found = reports.get(name);
  if (found === undefined) throw new Error(`There is no load ${name}.`);
  return found;
};

const lostBy = (names: readonly string[], reports: Reports) =>
  Object.fromEntries(names.map((name) => [name, lostIn(of(reports, name))]));
const lostByNobody = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, NOTHING]));

/** Does something under the traffic, until the pods that have to go are gone, and says what became of the traffic. */
async function during(what: string, disturb: () => Promise<unknown>): Promise<Reports> {
  const began = performance.now();
  await disturb();
  await allGone(cluster, NAMESPACE, GONE_SECONDS);
  const reports = await traffic.report();
  const seconds = Math.round((performance.now() - began) / 1000);
  const numbers = [...reports].map(([name, report]) => `${name}: ${numbersOf(report)}`);
  summary(`nodes ${what}, ${seconds} s: ${numbers.join('; ')}`);
  return reports;
}

/** Asserts that nothing was lost by those that may lose nothing, and that there was something to lose. */
function expectNothingLost(reports: Reports, names = LOSSLESS): void {
  expect(lostBy(names, reports)).toEqual(lostByNobody(names));
  for (const name of names) expect([name, of(reports, name).requests.answered > 20]).toEqual([name, true]);
  for (const name of STREAMING) expect([name, of(reports, name).streams.whole > 0]).toEqual([name, true]);
  // The hook before the end looks for a connection to the API.
  for (const name of [BY_SERVICE, SINGLE_RELAY]) {
    const { whole, truncated, withUpstream } = of(reports, name).streams;
    expect([name, withUpstream]).toEqual([name, whole + truncated]);
  }
}

/** Asserts that the releases without hooks lost streams, so that the load and the disturbance are such as can lose some. */
function expectHastyLost(reports: Reports): void {
  for (const name of HASTY) expect([name, lostStreams(of(reports, name)) > 0]).toEqual([name, true]);
}

/** The middleware sends an answer when it is complete, so one that is cut has not begun for its client. */
function lostStreams({ streams }: LoadReport): number {
  return streams.truncated + streams.notBegun;
}

async function deployment(name: string): Promise<Workload> {
  const found = (await workloads(cluster, NAMESPACE)).find(({ metadata }) => metadata.name === name);
  if (found === undefined) throw new Error(`There is no ${name}.`);
  return found;
}

/** Asserts that pods lie as their constraints say, among the zones and nodes that take pods. */
async function expectSpread(what: string, names: readonly string[] = SPREAD): Promise<void> {
  const found: string[] = [];
  const wrong: string[] = [];
  for (const name of names) {
    const { spec } = await deployment(name);
    for (const { topologyKey, counts, isAsWritten } of await spreadOf(
      cluster,
      NAMESPACE,
      spec.selector.matchLabels,
    )) {
      const line = `${name} ${Object.values(counts).join('/')}`;
      if (!isAsWritten) wrong.push(`${line} by ${topologyKey}`);
      if (topologyKey.endsWith('zone')) found.push(line);
    }
  }
  summary(`nodes ${what}, pods by zone: ${found.join(', ')}`);
  expect(wrong).toEqual([]);
}

/** A release with other values. */
const changed = (release: InstalledRelease, values: JsonObject): InstalledRelease => ({
  ...release,
  values: overlay(release.values ?? {}, values),
});

async function scaled(name: string, replicas: number): Promise<void> {
  const now = await eventually(
    120,
    async () => (await deployment(name)).status,
    ({ replicas: all, availableReplicas }) => all === replicas && availableReplicas === replicas,
  );
  expect({ name, replicas: now.availableReplicas }).toEqual({ name, replicas });
}

it('loses nothing undisturbed', async () => {
  await startTraffic(origins, traffic);
  const reports = await during('undisturbed', () => pause(35_000));
  expectNothingLost(reports);
  for (const name of [...HASTY, SINGLE_RELAY, WITHOUT_A_BUDGET])
    expect([name, lostIn(of(reports, name))]).toEqual([name, NOTHING]);
});

it('loses nothing in a rolling update, but streams that are longer than the longest', async () => {
  const long = { ...MESSAGES, streams: 6, streamSeconds: 3600, shorts: 0 };
  const tooLong = await origins.byService(0, 'claude-relay', long);
  await pause(5_000);
  const began = Date.now();
  const reports = await during('rolling update', async () => {
    await cluster.kubectl('rollout', 'restart', 'deployment', '--namespace', NAMESPACE);
    await settled(cluster, NAMESPACE);
  });
  const { truncated } = (await tooLong.stop()).streams;
  summary(`nodes rolling update: ${truncated} of ${long.streams} streams of an hour cut`);
  expectNothingLost(reports);
  expectHastyLost(reports);
  expect(HASTY.some((name) => of(reports, name).requests.lost > 0)).toBe(true);
  expect(truncated).toBeGreaterThan(0);
  expectReplaced(of(reports, SINGLE_RELAY), began);
  await expectSpread('rolling update');
});

/**
 * Asserts what the README says of one pod with a volume, which is replaced rather than updated: what it had begun is done, it goes on with
 * what comes then as nobody else is there, and nothing answers until the new one is ready.
 */
function expectReplaced(single: LoadReport, told: number): void {
  const since = (at: string) => (Date.parse(at) - told) / 1000;
  const cut = single.errors.filter(({ what }) => what === 'stream truncated');
  const refused = single.errors.filter(({ what }) => what !== 'stream truncated').map(({ at }) => since(at));
  summary(
    `nodes rolling update, one relay with a volume: ${numbersOf(single)}, ${cut.length} streams cut; ` +
      `away from ${Math.min(...refused).toFixed(0)} to ${Math.max(...refused).toFixed(0)} s after the restart`,
  );
  expect(single.requests.lost).toBeGreaterThan(0);
  // A stream has an event each second.
  const age = (why: string) => Number(/after (\d+) events/.exec(why)?.[1]);
  expect(cut.filter(({ at, why }) => !(since(at) - age(why) > 0))).toEqual([]);
}

const UPGRADED = [RELAY, MIDDLEWARE, HASTY_RELAY, HASTY_MIDDLEWARE];
const CHANGES: Readonly<Record<string, JsonObject>> = {
  'claude-relay': { config: { logLevel: 'debug' } },
  'claude-middleware': { config: { ginMode: 'release' } },
};

it('loses nothing in an upgrade by Helm', async () => {
  const reports = await during('helm upgrade', () =>
    Promise.all(UPGRADED.map((one) => install(cluster, charts, changed(one, CHANGES[one.chart] ?? {})))),
  );
  expectNothingLost(reports);
  expectHastyLost(reports);
  await expectSpread('helm upgrade');
});

it('loses nothing in a rollback by Helm', async () => {
  const reports = await during('helm rollback', () =>
    Promise.all(
      UPGRADED.map(({ chart, name = chart }) =>
        cluster.helm(4, 'rollback', name, '--namespace', NAMESPACE, '--wait', '--timeout', '240s'),
      ),
    ),
  );
  expectNothingLost(reports);
  expectHastyLost(reports);
  await expectSpread('helm rollback');
});

/** Values with which an autoscaler is told how many pods there are. It needs no metrics for that. */
const autoscaled = (replicas: number) => ({
  autoscaling: { enabled: true, minReplicas: replicas, maxReplicas: replicas },
});

it('loses nothing when an autoscaler comes and when it takes pods away', async () => {
  const scale = async (relay: number, hasty: number, middleware: number, hastyMiddleware: number) => {
    await Promise.all([
      install(cluster, charts, changed(RELAY, autoscaled(relay))),
      install(cluster, charts, changed(HASTY_RELAY, autoscaled(hasty))),
      install(cluster, charts, changed(MIDDLEWARE, { replicaCount: middleware })),
      install(cluster, charts, changed(HASTY_MIDDLEWARE, { replicaCount: hastyMiddleware })),
    ]);
    await Promise.all([
      scaled('claude-relay', relay),
      scaled('hasty-relay', hasty),
      scaled('claude-middleware', middleware),
      scaled('hasty-middleware', hastyMiddleware),
    ]);
  };
  const up = await during('autoscaler comes', () => scale(5, 3, 5, 3));
  expectNothingLost(up);
  const down = await during('scale down and autoscaler', () => scale(3, 1, 3, 1));
  expectNothingLost(down);
  expectHastyLost(down);
  await expectSpread('scale down');
});

/** Those that lose nothing in drains either: the MCP platform has one MySQL, which moves then, and programs that wait for it. */
const DRAINED = LOSSLESS.filter((name) => name !== 'mcp-gateway');

it('loses nothing when each node is drained', async () => {
  const all: Reports[] = [];
  for (const { name } of cluster.nodes) {
    const options = ['--ignore-daemonsets', '--delete-emptydir-data', '--timeout=300s'];
    try {
      all.push(await during(`drain of ${name}`, () => cluster.kubectl('drain', name, ...options)));
      await settled(cluster, NAMESPACE);
      await expectSpread(`drain of ${name}`);
    } finally {
      await cluster.kubectl('uncordon', name);
    }
  }
  // That node takes pods again and has none: so the spread can be wrong, and this finds it.
  const { spec } = await deployment('claude-relay');
  const spread = await spreadOf(cluster, NAMESPACE, spec.selector.matchLabels);
  expect(spread.map(({ isAsWritten }) => isAsWritten)).toContain(false);
  for (const reports of all) expectNothingLost(reports, DRAINED);
  const lost = (name: string, count: (report: LoadReport) => number) =>
    all.reduce((sum, reports) => sum + count(of(reports, name)), 0);
  for (const name of HASTY) expect([name, lost(name, lostStreams) > 0]).toEqual([name, true]);
  expect(lost(WITHOUT_A_BUDGET, ({ requests }) => requests.lost)).toBeGreaterThan(0);
});

it('ends with all streams whole', async () => {
  expect(lostBy(DRAINED, await traffic.end())).toEqual(lostByNobody(DRAINED));
});

/** How long after lost pods were replaced a request may still be on its way to one: its own time-out, and a bit. */
const LATE_SECONDS = 15;

it('loses with a node what was on it until its pods are replaced, and nothing more', async () => {
  const { spec } = await deployment('claude-relay');
  const labels = spec.selector.matchLabels;
  const { node, pods, others } = await losableNode(cluster, NAMESPACE, labels, [KEPT]);
  const dead = pods.map(({ metadata }) => metadata.name);
  const left = new Traffic();
  for (const other of others) {
    const index = cluster.nodes.indexOf(other);
    left.add(
      BY_SERVICE,
      await origins.byService(index, 'claude-relay', { ...MESSAGES, streams: 6, shorts: 4 }),
    );
    const outside = { ...MESSAGES, streams: 3, shorts: 2 };
    left.add(BY_INGRESS, origins.byEdge(index, INGRESS_HOST, outside));
  }
  await pause(10_000);
  const killed = Date.now();
  await node.kill();
  await cluster.kubectl('wait', `node/${node.name}`, '--for=condition=Ready=Unknown', '--timeout=180s');
  const noticed = Date.now();
  await scaled('claude-relay', 3);
  const replaced = Date.now();
  await expectSpread('node lost', ['claude-relay']);
  // Until clients give up the streams that say nothing any more.
  await pause(Math.max(0, noticed + 45_000 - Date.now(), replaced + LATE_SECONDS * 1000 - Date.now()));
  const first = await left.report();
  await pause(20_000);
  const second = await left.report();
  await left.end();
  const after = (time: number) => `${Math.round((time - killed) / 1000)} s`;
  for (const [name, report] of first)
    summary(
      `nodes node lost with ${dead.length} of 3 pods, ${name}: ${numbersOf(report)}; ` +
        `noticed after ${after(noticed)}, pods replaced after ${after(replaced)}`,
    );
  const all = [...first.values()];
  const truncated = all.flatMap(({ errors }) => errors.filter(({ what }) => what === 'stream truncated'));
  // Something was lost, so that the node was in use; and only what was on it.
  expect(truncated.length).toBeGreaterThan(0);
  expect(truncated.filter(({ why }) => !dead.some((pod) => why.startsWith(`from ${pod} `)))).toEqual([]);
  const late = all.flatMap(({ errors }) =>
    errors.filter(
      ({ what, at }) => what !== 'stream truncated' && Date.parse(at) > replaced + LATE_SECONDS * 1000,
    ),
  );
  expect(late).toEqual([]);
  const last = Math.max(
    ...all.flatMap(({ errors }) =>
      errors.filter(({ what }) => what.startsWith('request')).map(({ at }) => Date.parse(at)),
    ),
  );
  summary(`nodes node lost: the last request was lost after ${after(last)}`);
  for (const [name, report] of second) expect([name, lostIn(report)]).toEqual([name, NOTHING]);
  await node.boot();
  await cluster.kubectl('wait', 'node', '--all', '--for=condition=Ready', '--timeout=180s');
});
