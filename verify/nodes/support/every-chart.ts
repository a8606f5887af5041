import type { JsonObject } from '../../../lib/engine/values/declaration';
import { overlay } from '../../../lib/engine/values/merge';
import { umbrellaChart } from '../../../lib/stacks/umbrella';
import { REQUIRED_VALUES } from '../../../test/support/required-values';
import { createNamespace } from '../../cluster/support/flows';
import type { RealCluster } from '../cluster/cluster';
import { install, type InstalledRelease } from './releases';

/** What each chart gets so that all run beside each other on a machine with two processors: one pod, and no more than it needs. */
const SMALL: Readonly<Record<string, JsonObject>> = {
  'claude-relay': { networkPolicy: { clientStacks: ['claude-middleware'] } },
  'claude-middleware': {
    relay: { host: 'claude-relay', port: 3000, inCluster: true },
    redis: { host: 'claude-relay-redis', inCluster: true },
  },
  'helm-proxy': {},
  jairouter: {
    replicaCount: 1,
    autoscaling: { enabled: false },
    podDisruptionBudget: { enabled: false },
    resources: { requests: { cpu: '100m' } },
  },
  'mcp-box': { global: { namespace: '' } },
};

/**
 * A release of each chart, in namespaces of its own but for the middleware, which is with its relay.
 *
 * @param prefix that of the namespaces
 * @param more further values of each chart
 */
export function releaseOfEachChart(
  prefix: string,
  more: (chart: string) => JsonObject = () => ({}),
): readonly InstalledRelease[] {
  return Object.keys(SMALL).map((chart) => ({
    chart,
    namespace: `${prefix}-${chart === 'claude-middleware' ? 'claude-relay' : chart}`,
    values: overlay(valuesOf(chart, prefix), more(chart)),
  }));
}

/** A release of the chart that installs all, in a namespace of its own. */
export function releaseOfUmbrella(namespace: string): InstalledRelease {
  const values = Object.keys(SMALL).map((chart) => {
    const own = overlay(REQUIRED_VALUES[chart] ?? {}, valuesOf(chart, namespace));
    // The chart connects the two by itself.
    return [chart, chart === 'claude-middleware' ? {} : own] as const;
  });
  return { chart: umbrellaChart.name, namespace, values: Object.fromEntries(values) };
}

function valuesOf(chart: string, prefix: string): JsonObject {
  const targets = { targets: { namespaces: [`${prefix}-apps`], create: true } };
  return overlay(SMALL[chart] ?? {}, chart === 'helm-proxy' ? targets : {});
}

/** Makes the namespaces of releases, each with the level that the pods in it meet. */
export async function addNamespaces(
  cluster: RealCluster,
  releases: readonly InstalledRelease[],
): Promise<void> {
  const root = ['claude-middleware', umbrellaChart.name];
  const baseline = new Set(
    releases.filter(({ chart }) => root.includes(chart)).map((release) => release.namespace),
  );
  for (const namespace of new Set(releases.map((release) => release.namespace)))
    await createNamespace(cluster, namespace, baseline.has(namespace) ? 'baseline' : 'restricted');
}

/** Installs releases side by side. */
export async function installAll(
  cluster: RealCluster,
  charts: string,
  releases: readonly InstalledRelease[],
): Promise<void> {
  await addNamespaces(cluster, releases);
  await Promise.all(releases.map((release) => install(cluster, charts, release)));
}
