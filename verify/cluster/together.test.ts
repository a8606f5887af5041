import { CLUSTER_VERSIONS } from '../../tools/kubernetes';
import type { HelmMajor } from '../../test/support/helm-binary';
import type { Cluster } from './support/cluster';
import { createNamespace, FLOWS, packageIn, type Flow } from './support/flows';
import { clusterWithOutput } from './support/prepared';
import { summary } from './support/summary';
import { helmOf } from './support/turns';
import { nameOf, podsOf, settled, type Workload } from './support/workloads';

const CHARTS = FLOWS.filter(({ chart }) => chart !== 'ai-gateway');

/** What a second release has to call otherwise: its chart's document fixes the names. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
  'mcp-box': [
    'infrastructure.mysql.service.name=other-mysql',
    'infrastructure.redis.service.name=other-redis',
    'services.gateway.name=other-gateway',
    'services.gateway.ingress.host=other.example.com',
  ],
};

describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  const major = helmOf(version, 4);
  let cluster: Cluster;
  let output: string;
  beforeAll(async () => {
    ({ cluster, output } = await clusterWithOutput(version));
  });
  afterAll(() => cluster.stop());

  const install = (flow: Flow, release: string, namespace: string, more: readonly string[] = []) => {
    const values = `${output}/charts/${flow.chart}/values-${flow.environment}.yaml`;
    const set = [...flow.apart(namespace), ...more].flatMap((flag) => ['--set', flag]);
    const chart = packageIn(`${output}/charts`, flow.chart);
    return cluster.tryHelm(major, 'install', release, chart, '-n', namespace, '-f', values, ...set);
  };

  it.each(CHARTS)('two releases of $chart run side by side in a namespace', async (flow) => {
    const namespace = `two-${flow.chart}`;
    await createNamespace(cluster, namespace, flow.podSecurity);
    expect(await install(flow, 'first', namespace)).toMatchObject({ code: 0 });
    const other = OTHER_NAMES[flow.chart];
    if (other !== undefined) {
      // Helm rejects what it would have to take from the first release.
      const rejected = await install(flow, 'second', namespace);
      expect(rejected.code).not.toBe(0);
      expect(rejected.stderr).toMatch(/exists and cannot be imported into the current release/);
      await cluster.helm(major, 'uninstall', 'second', '-n', namespace, '--ignore-not-found');
    }
    expect(await install(flow, 'second', namespace, other)).toMatchObject({ code: 0 });
    await expectOwnPods(cluster, await settled(cluster, namespace));
    await uninstallAll(cluster, major, namespace);
  });

  it('all charts run in one namespace', async () => {
    const namespace = 'all';
    await createNamespace(cluster, namespace, 'baseline');
    for (const flow of CHARTS)
      expect({ chart: flow.chart, ...(await install(flow, flow.chart, namespace)) }).toMatchObject({
        code: 0,
      });
    const all = await settled(cluster, namespace);
    await expectOwnPods(cluster, all);
    expect(all.length).toBeGreaterThanOrEqual(10);
    await uninstallAll(cluster, major, namespace);
    summary(`cluster ${version} helm ${major}: 2 releases of each chart, and all charts, in one namespace`);
  });
});

/** Each workload picks as many pods as it has, so none of those of another. */
async function expectOwnPods(cluster: Cluster, all: readonly Workload[]): Promise<void> {
  for (const workload of all) {
    const picked = (await podsOf(cluster, workload)).length;
    expect({ of: nameOf(workload), picked }).toEqual({
      of: nameOf(workload),
      picked: workload.spec.replicas,
    });
  }
}

async function uninstallAll(cluster: Cluster, major: HelmMajor, namespace: string): Promise<void> {
  const releases = (await cluster.helm(major, 'list', '--short', '-n', namespace)).trim().split('\n');
  await cluster.helm(major, 'uninstall', ...releases, '-n', namespace);
}
