/** `helm test` of every chart on nodes whose network policies are enforced: it passes each time, and fails when the service is down. */
import type { HelmMajor } from '../../test/support/helm-binary';
import { CLUSTER_VERSION } from '../../tools/kubernetes';
import { installDefinitions } from '../cluster/support/definitions';
import { outputFolder } from '../cluster/support/output';
import { summary } from '../cluster/support/summary';
import { RealCluster } from './cluster/cluster';
import { installAll, releaseOfEachChart, releaseOfUmbrella } from './support/every-chart';
import { helmTest, logOfTest } from './support/helm-test';
import type { InstalledRelease } from './support/releases';

const TIMES = 20;
const CHARTS = releaseOfEachChart('tested');
// Its five tests run one after another, so two releases share the runs.
const UMBRELLAS = [releaseOfUmbrella('tested-umbrella-1'), releaseOfUmbrella('tested-umbrella-2')] as const;

/** The Service that a chart's test is about, the test's pod, and what it asks; of the umbrella that test is taken which runs last. */
const TESTED: Readonly<
  Record<string, { readonly service: string; readonly pod: string; readonly url: string }>
> = {
  'claude-relay': {
    service: 'claude-relay',
    pod: 'claude-relay-test-connection',
    url: 'http://claude-relay:3000/health',
  },
  'claude-middleware': {
    service: 'claude-middleware-service',
    pod: 'claude-middleware-test-connection',
    url: 'http://claude-middleware-service:8080',
  },
  'helm-proxy': {
    service: 'helm-proxy',
    pod: 'helm-proxy-test-connection',
    url: 'http://helm-proxy:8443/health',
  },
  jairouter: {
    service: 'jairouter-service',
    pod: 'jairouter-test-connection',
    url: 'http://jairouter-service:80/actuator/health',
  },
  'mcp-box': { service: 'mcp-gateway', pod: 'mcp-gateway-test', url: 'http://mcp-gateway:8080/health' },
  'ai-gateway': { service: 'mcp-gateway', pod: 'mcp-gateway-test', url: 'http://mcp-gateway:8080/health' },
};

// A machine that has other work takes its time.
jest.setTimeout(30 * 60_000);

let cluster: RealCluster;
beforeAll(async () => {
  const output = await outputFolder();
  cluster = await RealCluster.startNodes(CLUSTER_VERSION);
  await installDefinitions(cluster);
  await installAll(cluster, `${output}/charts`, [...CHARTS, ...UMBRELLAS]);
});
afterAll(() => cluster.stop());

it(`passes ${TIMES} times of ${TIMES}`, async () => {
  const runs = [
    ...CHARTS.map((release) => ({ release, times: TIMES })),
    ...UMBRELLAS.map((release) => ({ release, times: TIMES / UMBRELLAS.length })),
  ];
  const results = await Promise.all(
    runs.map(async ({ release, times }) => ({ release, ...(await runsOf(release, times)) })),
  );
  const failed = results.flatMap(({ failures }) => failures);
  for (const { release, seconds } of results)
    summary(
      `nodes helm test: ${release.namespace}/${release.chart} passed ${seconds.length} times; ` +
        `${Math.min(...seconds).toFixed(1)} to ${Math.max(...seconds).toFixed(1)} s`,
    );
  expect(failed).toEqual([]);
});

it('fails, and says why, when a Service selects no pod', async () => {
  // The middleware's test asks the relay, too.
  const broken = CHARTS.filter(({ chart }) => chart !== 'claude-middleware');
  const [umbrella] = UMBRELLAS;
  await Promise.all([...broken.map((release) => select(release, NOTHING)), select(umbrella, NOTHING)]);
  const problems = await Promise.all([
    ...CHARTS.map((release, index) =>
      problemOfFailure(
        release,
        index % 2 === 0 ? 3 : 4,
        release.chart === 'claude-middleware' ? 'http://claude-relay:3000' : tested(release).url,
      ),
    ),
    problemOfFailure(umbrella, 4, tested(umbrella).url),
  ]);
  await Promise.all(broken.map((release) => select(release, null)));
  summary(`nodes helm test: ${problems.length} tests of Services that select nothing have failed`);
  expect(problems.flat()).toEqual([]);
});

it('fails, and says why, when there are no pods', async () => {
  await Promise.all(
    [...new Set(CHARTS.map(({ namespace }) => namespace))].map(async (namespace) => {
      // Those of the tests that have failed.
      await cluster.kubectl(
        ...['delete', 'pods', '--namespace', namespace, '--field-selector=status.phase=Failed'],
      );
      await cluster.kubectl('scale', 'deployment', '--all', '--replicas=0', '--namespace', namespace);
      // A pod that drains still serves while there is no other.
      await cluster.kubectl(
        ...['wait', 'pods', '--namespace', namespace, '--for=delete', '--timeout=900s'],
        ...['--selector', 'app.kubernetes.io/component notin (mysql,redis,claude-relay-redis)'],
      );
    }),
  );
  const problems = await Promise.all(
    CHARTS.map((release, index) => problemOfFailure(release, index % 2 === 0 ? 4 : 3, tested(release).url)),
  );
  summary(`nodes helm test: ${problems.length} tests without pods have failed`);
  expect(problems.flat()).toEqual([]);
});

const NOTHING = 'such';

function tested({ chart }: InstalledRelease) {
  const found = TESTED[chart];
  if (found === undefined) throw new Error(`There is no test of ${chart}.`);
  return found;
}

/** Lets the Service of a release select pods with one more label, which none has, or without it again. */
async function select(release: InstalledRelease, value: string | null): Promise<void> {
  const patch = JSON.stringify({ spec: { selector: { 'nodes.test/none': value } } });
  const { service } = tested(release);
  await cluster.kubectl('patch', 'service', service, '--namespace', release.namespace, '--patch', patch);
}

/** Tests a release again and again, by both Helms in turn. */
async function runsOf(release: InstalledRelease, times: number) {
  const seconds: number[] = [];
  const failures: string[] = [];
  for (let run = 0; run < times; run += 1) {
    const major: HelmMajor = run % 2 === 0 ? 4 : 3;
    const start = performance.now();
    const { code, stdout, stderr } = await helmTest(cluster, release, major);
    if (code === 0) seconds.push((performance.now() - start) / 1000);
    else failures.push(`run ${run + 1} of ${release.chart}, Helm ${major}:\n${stdout}${stderr}`);
  }
  return { seconds, failures };
}

/** What is not right of a test that has to fail: by Helm's word and code, and with a reason and the address in what its pod prints. */
async function problemOfFailure(
  release: InstalledRelease,
  major: HelmMajor,
  url: string,
): Promise<readonly string[]> {
  const { pod } = tested(release);
  const { code, stderr } = await helmTest(cluster, release, major);
  const of = `${release.namespace}/${pod}, Helm ${major}`;
  if (code === 0) return [`${of} has passed`];
  const log = await logOfTest(cluster, release.namespace, pod);
  return [
    ...(stderr.includes(`pod ${pod} failed`) ? [] : [`${of}: Helm says ${stderr}`]),
    ...(REASON.test(log) && log.includes(url) ? [] : [`${of}: without a reason or ${url}: ${log}`]),
  ];
}

const REASON = /(timed out|refused|ould not connect)[\s\S]*\nFailed for 30 seconds: /;
