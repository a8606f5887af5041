import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { HelmMajor } from '../../test/support/helm-binary';
import { RELEASED, type ReleasedChart } from '../../test/support/released';
import { ALL_CLUSTER_VERSIONS, CLUSTER_VERSIONS, type ClusterVersion } from '../../tools/kubernetes';
import type { Cluster, Obj } from './support/cluster';
import { createNamespace, FLOWS, packageIn, unpacked, type Flow } from './support/flows';
import { eventually } from './support/polling';
import { clusterWithOutput } from './support/prepared';
import { summary } from './support/summary';
import { nameOf, settled, workloads } from './support/workloads';

/** How long what belongs to something may stay after it, in seconds: the garbage collector is not in a hurry. */
const GONE_SECONDS = 60;

const MAJORS: readonly HelmMajor[] = [3, 4];

describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  let cluster: Cluster;
  let output: string;
  beforeAll(async () => {
    ({ cluster, output } = await clusterWithOutput(version));
  });
  afterAll(() => cluster.stop());

  describe.each(MAJORS)('Helm %s', (major) => {
    it.each(FLOWS)('$chart goes from a version before to this one, and back, and away', async (flow) => {
      const { chart, environment, podSecurity, kept, gone = [], storedRejected } = flow;
      const released = releasedFor(chart, version);
      const namespace = `${chart}-${major}`;
      const valuesFile = `values-${environment}.yaml`;
      const values = `${output}/charts/${chart}/${valuesFile}`;
      const valuesBefore = `${unpacked(released.archive)}/${valuesFile}`;
      const apart = flow.apart(namespace).flatMap((flag) => ['--set', flag]);
      const change = flow.change.flatMap((flag) => ['--set', flag]);
      const current = packageIn(`${output}/charts`, chart);
      const release = [chart, '--namespace', namespace];
      const helm = (...args: readonly string[]) => cluster.helm(major, ...args);
      await createNamespace(cluster, namespace, podSecurity);

      // The version before
      await helm('install', chart, released.archive, '-n', namespace, '-f', valuesBefore, ...apart);
      const before = await settled(cluster, namespace);

      // This one with the values that Helm has stored, and then with those of an environment
      const withStored = helm('upgrade', chart, current, '-n', namespace, '--reuse-values');
      if (storedRejected !== undefined) await expect(withStored).rejects.toThrow(storedRejected);
      else {
        await withStored;
        expect((await settled(cluster, namespace)).map(nameOf)).toEqual(before.map(nameOf));
      }
      await helm('upgrade', chart, current, '-n', namespace, '-f', values, ...apart);
      const after = await settled(cluster, namespace);
      expect(after.map(nameOf)).toEqual(before.map(nameOf));

      // The pods of `helm test` are let in, run and are seen to end
      const tests = await helm('test', ...release);
      expect(tests).toMatch(/Phase: +Succeeded/);

      // Other values change what runs
      await helm('upgrade', chart, current, '-n', namespace, '-f', values, ...apart, ...change);
      const changed = await settled(cluster, namespace);
      expect(versionsOf(changed)).not.toEqual(versionsOf(after));

      // Back to the first revision, which is the version before
      await helm('rollback', chart, '1', '-n', namespace);
      const back = await settled(cluster, namespace);
      expect(back.map(nameOf)).toEqual(before.map(nameOf));
      const made = storedRejected === undefined ? [1, 2, 3, 4, 5] : [1, 2, 3, 4];
      expect(await revisions(cluster, major, release)).toEqual(made);

      // Away, but for the data
      const claims = async () =>
        (await cluster.list('persistentvolumeclaims', '-n', namespace)).map(({ metadata }) => metadata.name);
      expect(await claims()).toEqual([...kept, ...gone].sort());
      await helm('uninstall', ...release, '--wait');
      await settledAway(cluster, namespace);
      expect(await eventually(GONE_SECONDS, claims, (all) => isDeepStrictEqual(all, kept))).toEqual(kept);
      const left = await eventually(
        GONE_SECONDS,
        () => leftOf(cluster, flow, namespace),
        (all) => all.length === 0,
      );
      expect(left.map(nameOf)).toEqual([]);
      summary(
        `cluster ${version} helm ${major}: ${chart} installed, upgraded from ${released.version}, tested, changed, ` +
          `rolled back, uninstalled; ${before.length} workloads, ${kept.length} claims kept`,
      );
    });
  });
});

/** A version before of a chart: each is upgraded in one of the clusters, also where they are tested one without the other. */
function releasedFor(chart: string, cluster: ClusterVersion): ReleasedChart {
  const all = RELEASED.filter((released) => released.chart === chart);
  const released = all[ALL_CLUSTER_VERSIONS.indexOf(cluster) % all.length];
  if (released === undefined)
    throw new Error(`There is no package of a version of ${chart} before this one.`);
  return released;
}

/** The templates of workloads, as generations, to see whether something has changed. */
function versionsOf(all: readonly Obj[]): string[] {
  return all.map((object) => `${nameOf(object)} ${object.metadata.generation ?? 0}`);
}

async function revisions(cluster: Cluster, major: HelmMajor, release: readonly string[]): Promise<number[]> {
  const text = await cluster.helm(major, 'history', ...release, '--output', 'json');
  return z
    .array(z.looseObject({ revision: z.number() }))
    .parse(JSON.parse(text))
    .map(({ revision }) => revision);
}

async function settledAway(cluster: Cluster, namespace: string): Promise<void> {
  expect(await workloads(cluster, namespace)).toEqual([]);
  await cluster.kubectl('wait', 'pods', '--all', '--for=delete', '-n', namespace, '--timeout=120s');
}

/** What a release has left behind of all kinds there are, but for claims of volumes and namespaces that it made. */
async function leftOf(cluster: Cluster, { chart }: Flow, namespace: string): Promise<Obj[]> {
  const kinds = await cluster.kubectl('api-resources', '--verbs=list', '--output=name');
  const passedOver = /^(persistentvolumeclaims|events|events\.events\.k8s\.io|namespaces|componentstatuses)$/;
  const all = kinds
    .trim()
    .split('\n')
    .filter((kind) => !passedOver.test(kind));
  const labelled = await cluster.list(
    all.join(','),
    '--all-namespaces',
    '-l',
    `app.kubernetes.io/instance=${chart}`,
  );
  return labelled.filter(
    ({ metadata }) => metadata.namespace?.startsWith(namespace) ?? metadata.name.startsWith(namespace),
  );
}
