import path from 'node:path';
import { z } from 'zod';
import { stacksOf } from '../../lib/app/environments/stacks';
import { at, metadataOf } from '../../lib/engine/release/objects';
import { objectsOf } from '../../lib/engine/release/release';
import { scalarString } from '../../lib/engine/values/merge';
import { ALL_CLUSTER_VERSIONS, CLUSTER_VERSIONS } from '../../tools/kubernetes';
import { environments } from '../../test/support/environments';
import type { Cluster } from './support/cluster';
import { NODES } from './support/nodes';
import { eventually, watching } from './support/polling';
import { clusterWithOutput } from './support/prepared';
import { belowPromise, brokenBudgets, isRolling, promises } from './support/promises';
import { summary } from './support/summary';
import { autoscalers, nameOf, podsOf, scales, settled, workloads } from './support/workloads';

const ENVIRONMENTS = environments.map(({ name }) => name);

/** The workloads that are rendered with multiple replicas in an environment. */
function multiple(name: string): readonly string[] {
  const environment = environments.find((one) => one.name === name);
  if (environment === undefined) throw new Error(`There is no environment ${name}.`);
  return stacksOf(environment)
    .flatMap(({ release }) => objectsOf(release))
    .filter((object) => Number(at(object, 'spec', 'replicas')) > 1)
    .map((object) => nameOf({ kind: scalarString(object['kind']), metadata: metadataOf(object) }));
}

it('has environments with multiple replicas, whose pods are to be spread', () => {
  expect(ENVIRONMENTS.flatMap(multiple).length).toBeGreaterThan(3);
});

describe.each(CLUSTER_VERSIONS)('Kubernetes %s', (version) => {
  let cluster: Cluster;
  let output: string;
  const folder = (environment: string) => path.join(output, environment);
  const apply = (environment: string) =>
    cluster.kubectl('apply', '--server-side', '--output', 'name', '-f', folder(environment));

  beforeAll(async () => {
    ({ cluster, output } = await clusterWithOutput(version));
  });
  afterAll(() => cluster.stop());

  // All environments in one cluster: what one applies must not be in another's way.
  describe.each(ENVIRONMENTS)('%s', (environment) => {
    it('is accepted, and a second apply changes nothing', async () => {
      const applied = (await apply(environment)).trim().split('\n');
      // Only then do the controllers leave the objects as they are.
      await settled(cluster);
      const first = await liveObjects(cluster, folder(environment));
      await apply(environment);
      const second = await liveObjects(cluster, folder(environment));

      expect(applied.length).toBeGreaterThanOrEqual(20);
      expect(first).toHaveLength(applied.length);
      expect(second).toStrictEqual(first);
      expect(await differences(cluster, folder(environment))).toBe('');
      summary(
        `cluster ${version} ${environment}: ${applied.length} objects accepted, unchanged by a second apply`,
      );
    });

    it('becomes available', async () => {
      const available = await settled(cluster);
      const own = available.filter(({ metadata }) =>
        namespacesOf(environment).includes(metadata.namespace ?? ''),
      );
      expect(own.length).toBeGreaterThanOrEqual(7);
      summary(`cluster ${version} ${environment}: ${own.length} workloads available`);
    });

    it('spreads pods over nodes and zones as written', async () => {
      const spread = (await workloads(cluster)).filter(
        ({ metadata, spec }) =>
          namespacesOf(environment).includes(metadata.namespace ?? '') && spec.replicas > 1,
      );
      for (const workload of spread) {
        const nodes = (await podsOf(cluster, workload)).map(({ spec }) => spec.nodeName);
        const zones = nodes.map((node) => node.slice(0, -1));
        const wanted = Math.min(workload.spec.replicas, 3);
        expect({ of: nameOf(workload), zones: new Set(zones).size }).toEqual({
          of: nameOf(workload),
          zones: wanted,
        });
        expect({ of: nameOf(workload), nodes: new Set(nodes).size }).toEqual({
          of: nameOf(workload),
          nodes: Math.min(workload.spec.replicas, NODES.length),
        });
      }
      // An autoscaler may have made others multiple, too.
      const named = new Set(spread.map(nameOf));
      expect(multiple(environment).filter((name) => !named.has(name))).toEqual([]);
    });

    it('leaves the number of pods to an autoscaler that has changed it', async () => {
      const all = (await autoscalers(cluster)).filter(({ metadata }) =>
        namespacesOf(environment).includes(metadata.namespace ?? ''),
      );
      if (environment === 'prod') expect(all.length).toBeGreaterThanOrEqual(3);
      for (const autoscaler of all) {
        const { metadata, spec } = autoscaler;
        const target = `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`;
        const wanted = spec.minReplicas + 1;
        await cluster.kubectl('scale', target, '-n', metadata.namespace ?? '', `--replicas=${wanted}`);
        await apply(environment);
        const [workload] = (await workloads(cluster)).filter((candidate) => scales(autoscaler, candidate));
        expect({ target, replicas: workload?.spec.replicas }).toEqual({ target, replicas: wanted });
      }
      await settled(cluster);
    });
  });

  // How many pods may be unavailable at once is in the objects, which are the same for all minors: one is asked.
  if (version !== ALL_CLUSTER_VERSIONS.at(-1)) return;

  it('never has fewer pods in a rolling update than strategy and budgets promise', async () => {
    const rolling = (await workloads(cluster)).filter(isRolling);
    const promised = await promises(cluster, rolling);
    const broken = await watching(
      () => belowPromise(cluster, promised),
      async () => {
        for (const { metadata } of rolling)
          await cluster.kubectl(
            'rollout',
            'restart',
            `deployment/${metadata.name}`,
            '-n',
            metadata.namespace ?? '',
          );
        await settled(cluster);
      },
    );
    expect(rolling.length).toBeGreaterThanOrEqual(6);
    expect(broken).toEqual([]);
    summary(`cluster ${version}: ${rolling.length} rolling updates, none below what was promised`);
  });

  it('lets every node be drained, one after another, without breaking a budget', async () => {
    const budgets = (await cluster.list('poddisruptionbudgets', '--all-namespaces')).length;
    const broken = await watching(
      () => brokenBudgets(cluster),
      async () => {
        for (const node of NODES) {
          const options = ['--ignore-daemonsets', '--delete-emptydir-data', '--timeout=180s'];
          await cluster.kubectl('drain', node, ...options);
          await settled(cluster);
          await cluster.kubectl('uncordon', node);
        }
      },
    );
    expect(budgets).toBeGreaterThanOrEqual(5);
    expect(broken).toEqual([]);
    summary(`cluster ${version}: ${NODES.length} nodes drained, ${budgets} budgets kept`);
  });
});

/** The namespaces that an environment's objects are in. */
function namespacesOf(environment: string): string[] {
  return [`ai-gateway-${environment}`, `mcp-${environment}`, `apps-${environment}`];
}

/** The applied objects as the API server has them, without what changes by itself. */
async function liveObjects(cluster: Cluster, folder: string): Promise<unknown[]> {
  const text = await cluster.kubectl('get', '--output', 'json', '-f', folder);
  const { items } = z
    .object({ items: z.array(z.looseObject({ metadata: z.looseObject({}) })) })
    .parse(JSON.parse(text));
  return items.map(({ metadata, ...object }) => ({
    ...object,
    status: undefined,
    metadata: {
      ...metadata,
      resourceVersion: undefined,
      managedFields: undefined,
      annotations: withoutControllers(metadata['annotations']),
    },
  }));
}

/**
 * What `kubectl diff` finds. It reads each object twice, and when a controller writes a status between the two reads, that is a
 * difference to it: such a one is gone the next time, and one that the manifests make stays.
 */
async function differences(cluster: Cluster, folder: string): Promise<string> {
  const { code, stdout, stderr } = await eventually(
    10,
    () => cluster.tryKubectl('diff', '--server-side', '-f', folder),
    (ended) => ended.code === 0,
  );
  return code === 0 ? '' : `kubectl diff ended with code ${code}:\n${stdout}${stderr}`;
}

/** Annotations without those that controllers write on their own time. */
function withoutControllers(annotations: unknown): unknown {
  const entries = Object.entries(z.record(z.string(), z.string()).default({}).parse(annotations));
  return Object.fromEntries(
    entries.filter(([key]) => !/^(deployment|pv|volume\.beta)\.kubernetes\.io\//.test(key)),
  );
}
