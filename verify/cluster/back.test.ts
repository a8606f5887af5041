import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JsonObject } from '../../lib/engine/values/declaration';
import { overlay } from '../../lib/engine/values/merge';
import { stacks, type StackName } from '../../lib/stacks/stacks';
import { CLUSTER_VERSIONS } from '../../tools/kubernetes';
import { parseLikeHelm } from '../../test/support/helm';
import { everythingOn } from '../../test/support/everything-on';
import { REQUIRED_VALUES } from '../../test/support/required-values';
import { Obj, type Cluster } from './support/cluster';
import { packageIn } from './support/flows';
import { eventually } from './support/polling';
import { clusterWithOutput } from './support/prepared';
import { summary } from './support/summary';
import { helmOf } from './support/turns';
import { nameOf } from './support/workloads';

/** Values of revisions of charts, by default without and with everything: they differ in pods, autoscalers, volumes, databases and monitoring. */
const REVISIONS: Readonly<Partial<Record<StackName, readonly JsonObject[]>>> = {
  'claude-relay': [
    {},
    { replicaCount: 2 },
    { autoscaling: { enabled: true, minReplicas: 2 } },
    { persistence: { enabled: false } },
    { redis: { auth: { enabled: true, password: '0123456789' } } },
    { redis: { enabled: false }, externalRedis: { host: 'redis.example.com' } },
    { serviceMonitor: { enabled: true }, ingress: { enabled: true }, networkPolicy: { enabled: false } },
  ],
  'claude-middleware': [
    {},
    { replicaCount: 3 },
    { autoscaling: { enabled: true } },
    { redis: { tls: true, password: '0123456789' } },
    { loadBalancer: { enabled: true, sourceRanges: ['192.0.2.0/24'] } },
  ],
  'helm-proxy': [
    {},
    { replicaCount: 2 },
    { targets: { create: true } },
    {
      rbac: { allowCreatingNamespaces: true },
      ingress: {
        enabled: true,
        annotations: { 'nginx.ingress.kubernetes.io/auth-url': 'https://auth.example.com' },
      },
    },
  ],
  jairouter: [
    {},
    {
      stateless: false,
      replicaCount: 1,
      autoscaling: { enabled: false },
      persistence: { enabled: false },
      podDisruptionBudget: { enabled: false },
    },
    { autoscaling: { enabled: false }, replicaCount: 2 },
    { persistence: { enabled: false } },
    { monitoring: { serviceMonitor: { enabled: false }, dashboard: { enabled: true } } },
  ],
  'mcp-box': [
    {},
    { sharedStorage: { enabled: true } },
    { services: { gateway: { replicas: 3 } } },
    { services: { gateway: { autoscaling: { enabled: true } } } },
    { infrastructure: { redis: { enabled: false } }, services: { gateway: { uses: { redis: false } } } },
    { monitoring: { enabled: true, prometheus: { enabled: true, serviceMonitor: { enabled: true } } } },
  ],
};

describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  const major = helmOf(version, 3);
  let cluster: Cluster;
  let output: string;
  const folder = mkdtempSync(path.join(tmpdir(), 'revisions-'));
  beforeAll(async () => {
    ({ cluster, output } = await clusterWithOutput(version));
  });
  afterAll(() => cluster.stop());

  it.each(Object.keys(stacks) as StackName[])('%s goes back to every revision', async (chart) => {
    const namespace = `back-${chart}-${major}`;
    const all = REVISIONS[chart] ?? [{}, everythingOn(chart)];
    const given = (values: JsonObject) => {
      const file = path.join(folder, `${chart}.json`);
      writeFileSync(file, JSON.stringify(overlay(REQUIRED_VALUES[chart] ?? {}, values)));
      return [chart, packageIn(`${output}/charts`, chart), '-n', namespace, '-f', file];
    };
    // An autoscaler may have set the replicas that the next revision sets itself, which is a conflict for Helm 4 alone.
    const upgrade = ['upgrade', '--history-max', '0', ...(major === 4 ? ['--force-conflicts'] : [])];
    const toLast = () => cluster.helm(major, ...upgrade, ...given(all.at(-1) ?? {}));
    await cluster.kubectl('create', 'namespace', namespace);
    await ensureNamespace(cluster, 'podinfo-ns');
    for (const [index, values] of all.entries()) {
      const how = index === 0 ? ['install'] : upgrade;
      await cluster.helm(major, ...how, ...given(values));
      await withoutLeavingClaims(cluster, namespace);
    }

    const wrong: string[] = [];
    for (const [index, values] of all.entries()) {
      const revision = String(index + 1);
      const args = ['rollback', chart, revision, '-n', namespace, '--history-max', '0'];
      const { code, stderr } = await cluster.tryHelm(major, ...args);
      const manifest = await cluster.helm(major, 'get', 'manifest', chart, '-n', namespace);
      const absent = code === 0 ? await absentObjects(cluster, manifest, namespace) : [stderr];
      wrong.push(...absent.map((what) => `revision ${revision}, ${JSON.stringify(values)}: ${what}`));
      await withoutLeavingClaims(cluster, namespace);
      await toLast();
      await withoutLeavingClaims(cluster, namespace);
    }
    expect(wrong).toEqual([]);
    await cluster.helm(major, 'uninstall', chart, '-n', namespace);
    summary(`cluster ${version} helm ${major}: ${chart} went back to each of ${all.length} revisions`);
  });
});

async function ensureNamespace(cluster: Cluster, name: string): Promise<void> {
  await cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
}

/** Waits until claims that are deleted are gone: they stay while a pod has them. */
async function withoutLeavingClaims(cluster: Cluster, namespace: string): Promise<void> {
  const leaving = async () =>
    (await cluster.list('persistentvolumeclaims', '-n', namespace)).filter(
      ({ metadata }) => metadata['deletionTimestamp'] !== undefined,
    );
  expect((await eventually(120, leaving, (claims) => claims.length === 0)).map(nameOf)).toEqual([]);
}

/** The objects of a manifest that the cluster does not have. */
async function absentObjects(cluster: Cluster, manifest: string, namespace: string): Promise<string[]> {
  const [objects = []] = await parseLikeHelm([manifest]);
  const absent: string[] = [];
  for (const object of objects.map((one) => Obj.parse(one))) {
    const { metadata, kind = '', apiVersion = '' } = object;
    const [group, groupVersion] = apiVersion.split('/');
    const resource = groupVersion === undefined ? kind : `${kind}.${groupVersion}.${group ?? ''}`;
    const args = ['get', resource, metadata.name, '-n', metadata.namespace ?? namespace];
    if ((await cluster.tryKubectl(...args)).code !== 0) absent.push(`lacks ${nameOf(object)}`);
  }
  return absent;
}
