/** Monitoring by a Prometheus that the Prometheus Operator runs: what is scraped, what dashboards ask for, and alerts that fire and stop. */
import path from 'node:path';
import { metricsIn } from '../../../test/support/promql';
import { CLUSTER_VERSION } from '../../../tools/kubernetes';
import { installDefinitions } from '../../cluster/support/definitions';
import { createNamespace } from '../../cluster/support/flows';
import { outputFolder } from '../../cluster/support/output';
import { eventually } from '../../cluster/support/polling';
import { summary } from '../../cluster/support/summary';
import { RealCluster } from '../cluster/cluster';
import { installPrometheus, prometheusImages, SELECTED } from '../cluster/prometheus-operator';
import { standIn } from '../images/programs';
import { hasten, PENDING_SECONDS, rulesOf } from '../support/alerts';
import { control } from '../support/controls';
import { dashboardsIn, filledIn, groupingsIn } from '../support/dashboards';
import { expectedTargets } from '../support/monitors';
import { inNetworkOf, isReady, runningPods, type RunningPod } from '../support/pods';
import { Prometheus, type Target } from '../support/prometheus';
import { install } from '../support/releases';

/** How long a cluster and what runs on it may take to start on a machine that has much else to do. */
const START_MS = 1_500_000;

const NAMESPACE = 'monitored';
/** How long Prometheus may take to be told of a change, on a busy machine: kubelets look every ten seconds. */
const TOLD_SECONDS = 240;
/** How long an alert may take to fire or to stop once its rule is hastened. */
const FIRING_SECONDS = 180;

const MONITOR = { enabled: true, labels: SELECTED, interval: '2s', scrapeTimeout: '2s' };
const ROUTER_PORT = 8080;
const KEY = 'sk-0123456789abcdef';
/** Below what the stand-in itself needs, and above nine tenths of the limit. */
const HELD_MEBIBYTES = 234;
const LIMIT_MEBIBYTES = 256;

let cluster: RealCluster;
let prometheus: Prometheus;

beforeAll(async () => {
  cluster = await RealCluster.startNodes(CLUSTER_VERSION, { images: prometheusImages() });
  prometheus = new Prometheus(cluster);
  const [output] = await Promise.all([
    outputFolder(),
    installDefinitions(cluster).then(() => installPrometheus(cluster)),
  ]);
  const charts = path.join(output, 'charts');
  await createNamespace(cluster, NAMESPACE, 'restricted');
  const releases = {
    jairouter: {
      replicaCount: 2,
      auth: { apiKey: KEY },
      autoscaling: { enabled: false },
      // Few, so that an alert on memory costs the machine little.
      resources: {
        requests: { cpu: '50m', memory: '64Mi' },
        limits: { memory: `${LIMIT_MEBIBYTES}Mi` },
      },
      monitoring: {
        serviceMonitor: MONITOR,
        prometheusRule: { enabled: true, labels: SELECTED },
        dashboard: { enabled: true },
      },
    },
    'mcp-box': {
      global: { namespace: '', createNamespace: false },
      monitoring: { enabled: true, prometheus: { enabled: true, serviceMonitor: MONITOR } },
    },
    'claude-relay': { serviceMonitor: MONITOR },
  };
  await Promise.all(
    Object.entries(releases).map(([chart, values]) =>
      install(cluster, charts, { chart, namespace: NAMESPACE, values }),
    ),
  );
}, START_MS);
afterAll(() => cluster.stop());

/** How many targets each ServiceMonitor of the namespace has. */
function countsOf(all: readonly Target[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { scrapePool } of all) {
    const [, , monitor = ''] = scrapePool.split('/');
    counts[monitor] = (counts[monitor] ?? 0) + 1;
  }
  return counts;
}

async function targets(): Promise<readonly Target[]> {
  const all = await prometheus.targets();
  return all.filter(({ scrapePool }) => scrapePool.startsWith(`serviceMonitor/${NAMESPACE}/`));
}

/** The targets, once there are as many as wanted and each has been scraped, or the time is over. */
function settledTargets(wanted: Readonly<Record<string, number>>): Promise<readonly Target[]> {
  const isWanted = (found: Readonly<Record<string, number>>) =>
    JSON.stringify(Object.entries(found).sort()) === JSON.stringify(Object.entries(wanted).sort());
  return eventually(
    TOLD_SECONDS,
    targets,
    (now) => isWanted(countsOf(now)) && now.every(({ health }) => health !== 'unknown'),
  );
}

async function routers(): Promise<readonly RunningPod[]> {
  const pods = await runningPods(cluster, NAMESPACE, { 'app.kubernetes.io/name': 'jairouter' });
  return pods.filter(isReady);
}

/** Five calls of a path of a router, whatever it answers. */
async function call(pod: RunningPod, url: string, ...flags: readonly string[]): Promise<void> {
  const script = 'for i in $(seq 5); do "$@" > /dev/null 2>&1 || true; done';
  const wget = [standIn('tools'), 'wget', '-q', '-O', '-', '-T', '5', ...flags];
  await inNetworkOf(cluster, pod, [
    'bash',
    '-c',
    script,
    'calls',
    ...wget,
    `http://127.0.0.1:${ROUTER_PORT}${url}`,
  ]);
}

describe('ServiceMonitors', () => {
  it('have as targets the pods behind their Services, and all are up but those that serve no metrics', async () => {
    const expected = await expectedTargets(cluster, NAMESPACE);
    expect(Object.keys(expected).sort()).toEqual([
      'claude-relay',
      'jairouter-monitor',
      'mcp-box-mysql-exporter',
      'mcp-box-redis-exporter',
    ]);
    const found = await settledTargets(expected);
    expect(countsOf(found)).toEqual(expected);
    const down = found.filter(({ health }) => health !== 'up');
    // What values.yaml says of the relay: it serves JSON, "which Prometheus cannot parse".
    expect(down.map(({ labels }) => labels['job'])).toEqual(['claude-relay']);
    expect(down[0]?.lastError).toMatch(/expected|unexpected|unsupported|parse/i);
    summary(
      `monitoring: ${found.length - 1} targets of ${Object.keys(expected).length - 1} ServiceMonitors are up; that of the relay, which serves JSON, is down: ${down[0]?.lastError}`,
    );
  });

  it('without the label that Prometheus selects by, or with a port that no Service has, have no targets', async () => {
    const expected = await expectedTargets(cluster, NAMESPACE);
    const others = Object.fromEntries(
      Object.entries(expected).filter(([monitor]) => monitor !== 'jairouter-monitor'),
    );
    const patch = (change: object) =>
      cluster.kubectl(
        ...['patch', 'servicemonitor', 'jairouter-monitor', '--namespace', NAMESPACE, '--type=json'],
        ...['--patch', JSON.stringify([change])],
      );
    await patch({ op: 'replace', path: '/spec/endpoints/0/port', value: 'none' });
    expect(countsOf(await settledTargets(others))).toEqual(others);
    await patch({ op: 'replace', path: '/spec/endpoints/0/port', value: 'http' });
    expect(countsOf(await settledTargets(expected))).toEqual(expected);
    await patch({ op: 'replace', path: '/metadata/labels/release', value: 'other' });
    expect(countsOf(await settledTargets(others))).toEqual(others);
    await patch({ op: 'replace', path: '/metadata/labels/release', value: SELECTED['release'] });
    expect(countsOf(await settledTargets(expected))).toEqual(expected);
  });
});

describe('exporters', () => {
  it.each(['redis_up', 'mysql_up'])('say %s', async (metric) => {
    const values = await eventually(
      TOLD_SECONDS,
      () => prometheus.values(`${metric}{namespace="${NAMESPACE}"}`),
      (now) => now.length > 0 && now.every(({ value }) => value === 1),
    );
    expect(values.map(({ value }) => value)).toEqual([1]);
  });
});

describe('dashboards', () => {
  it('have series for every query, by labels that tell them apart', async () => {
    const dashboards = await dashboardsIn(cluster, NAMESPACE);
    expect(dashboards.map(({ title }) => title)).toEqual(['JAiRouter']);
    const [router] = await routers();
    if (!router) throw new Error('No router is ready.');
    const body = [
      '--header',
      `X-API-Key: ${KEY}`,
      '--header',
      'Content-Type: application/json',
      '--post-data',
      '{}',
    ];
    // What Prometheus itself calls targets by: it renames labels of metrics of these names.
    const ofTargets = new Set((await targets()).flatMap(({ labels }) => Object.keys(labels)));
    const services = ['chat', 'embedding'];
    const servicesIn = (series: readonly { labels: Readonly<Record<string, string>> }[]) =>
      [...new Set(series.map(({ labels }) => labels['exported_service']))].sort();
    // The model servers need not be there: what dashboards show of calls, they show of those that fail, too.
    await control(cluster, router, ROUTER_PORT, 'errors?rate=1&path=/api/');
    let queries = 0;
    for (const { panels, templating } of dashboards) {
      const [, selected = ''] = /^label_values\((.*), job\)$/.exec(templating.list.at(-1)?.query ?? '') ?? [];
      const [found] = await prometheus.values(`count by (job) (${selected})`);
      const job = found?.labels['job'] ?? '';
      for (const { title, targets: panel } of panels)
        for (const { expr } of panel) {
          const series = await eventually(
            TOLD_SECONDS,
            async () => {
              await call(router, '/api/v1/chat/completions', ...body);
              await call(router, '/api/v1/embeddings', ...body);
              return prometheus.values(filledIn(expr, job));
            },
            (now) =>
              now.length > 0 &&
              now.every(({ value }) => !Number.isNaN(value)) &&
              (!title.endsWith('by service') || servicesIn(now).length === services.length),
          );
          expect({ title, expr, series: series.length }).not.toMatchObject({ series: 0 });
          const groupings = groupingsIn(expr);
          expect({
            title,
            unlabelled: series.filter(({ labels }) => groupings.some((name) => !labels[name])),
            ofTargets: groupings.filter((name) => name !== 'pod' && ofTargets.has(name)),
          }).toEqual({ title, unlabelled: [], ofTargets: [] });
          if (title.endsWith('by service')) expect(servicesIn(series)).toEqual(services);
          queries += 1;
        }
    }
    await control(cluster, router, ROUTER_PORT, 'heal');
    summary(
      `monitoring: ${queries} queries of ${dashboards.length} dashboard have series, told apart by their labels`,
    );
  });
});

/** What makes an alert fire, and what ends it. */
interface Misbehaviour {
  readonly begin: (pod: RunningPod) => Promise<void>;
  /** What has to go on meanwhile. */
  readonly meanwhile?: (pod: RunningPod) => Promise<void>;
  readonly end: (pod: RunningPod) => Promise<void>;
}

const told = (what: string) => (pod: RunningPod) => control(cluster, pod, ROUTER_PORT, what);
const heal = told('heal');

const MISBEHAVIOURS: Readonly<Record<string, Misbehaviour>> = {
  JAiRouterDown: { begin: told('fail?path=/actuator/prometheus&status=500'), end: heal },
  JAiRouterHighErrorRate: {
    begin: told('errors?rate=1&path=/api/'),
    meanwhile: (pod) => call(pod, '/api/models'),
    end: heal,
  },
  JAiRouterHighMemoryUsage: {
    begin: told(`memory?mebibytes=${HELD_MEBIBYTES}`),
    end: told('memory?mebibytes=0'),
  },
};

describe('alerts', () => {
  let alerts = 0;

  beforeAll(async () => {
    const installed = await rulesOf(cluster, NAMESPACE);
    const loaded = await eventually(
      TOLD_SECONDS,
      () => prometheus.rules(),
      (now) => now.length === installed.length && now.every(({ health }) => health === 'ok'),
    );
    expect(loaded.map(({ name, health, lastError }) => ({ name, health, lastError }))).toEqual(
      installed.map(({ alert }) => ({ name: alert, health: 'ok', lastError: '' })),
    );
    alerts = await hasten(cluster, NAMESPACE);
    const hastened = await eventually(
      TOLD_SECONDS,
      () => prometheus.rules(),
      (now) => now.every(({ duration, state }) => duration === PENDING_SECONDS && state === 'inactive'),
    );
    expect(hastened.map(({ duration }) => duration)).toEqual(installed.map(() => PENDING_SECONDS));
  });

  it('ask for metrics that Prometheus has, and each has something that makes it fire', async () => {
    const rules = await prometheus.rules();
    expect(rules.map(({ name }) => name).sort()).toEqual(Object.keys(MISBEHAVIOURS).sort());
    const metrics = await prometheus.metrics();
    expect(rules.flatMap(({ query }) => metricsIn(query)).filter((name) => !metrics.has(name))).toEqual([]);
  });

  async function states(): Promise<Readonly<Record<string, string>>> {
    return Object.fromEntries((await prometheus.rules()).map(({ name, state }) => [name, state]));
  }

  it.each(Object.entries(MISBEHAVIOURS))(
    '%s fires, alone, and stops',
    async (name, { begin, meanwhile, end }) => {
      const [pod] = await routers();
      if (!pod) throw new Error('No router is ready.');
      const quiet = Object.fromEntries(Object.keys(MISBEHAVIOURS).map((alert) => [alert, 'inactive']));
      const look = async () => {
        await meanwhile?.(pod);
        return states();
      };
      expect(await eventually(FIRING_SECONDS, states, (now) => same(now, quiet))).toEqual(quiet);
      const began = performance.now();
      await begin(pod);
      const fires = { ...quiet, [name]: 'firing' };
      expect(await eventually(FIRING_SECONDS, look, (now) => now[name] === 'firing')).toEqual(fires);
      const fired = performance.now();
      await end(pod);
      expect(await eventually(FIRING_SECONDS, look, (now) => same(now, quiet))).toEqual(quiet);
      const seconds = [fired - began, performance.now() - fired].map((each) => (each / 1000).toFixed(0));
      summary(
        `monitoring: ${name} (one of ${alerts}) fires after ${seconds[0]} s, stops ${seconds[1]} s after its cause`,
      );
    },
  );
});

function same(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  return Object.keys(other).every((key) => one[key] === other[key]);
}
