import type { NamedEnvironment } from '../environments/environment';

/** A cluster by name, and what a tool finds it by: the URL of its API server, a Secret with a kubeconfig, or a context. */
export interface NamedCluster {
  readonly name: string;
  readonly at: string;
}

/** Where an environment goes. */
export interface Target {
  /** The environment, which may have several clusters. */
  readonly environment: string;
  /** @default - the one that the tool takes by itself */
  readonly cluster?: NamedCluster;
}

/** The name of something of a target, which ends in that of the cluster where there are several. */
export function nameIn(
  { environment, cluster }: Target,
  before: readonly string[],
  after: readonly string[] = [],
): string {
  return [...before, environment, ...after, ...(cluster === undefined ? [] : [cluster.name])].join('-');
}

/**
 * The targets of an environment: the clusters that are named, or the one that the tool takes by itself. One that is a cluster itself goes
 * there alone, and nowhere if others are named.
 *
 * @param usual what a tool finds a cluster by that is not named, from its name
 */
export function targetsOf(
  { name, cluster }: NamedEnvironment,
  clusters: readonly NamedCluster[],
  usual: (name: string) => string,
): readonly Target[] {
  if (cluster === undefined)
    return clusters.length === 0
      ? [{ environment: name }]
      : clusters.map((one) => ({ environment: name, cluster: one }));
  const { environment, name: own } = cluster;
  if (clusters.length === 0) return [{ environment, cluster: { name: own, at: usual(own) } }];
  return clusters.filter((one) => one.name === own).map((one) => ({ environment, cluster: one }));
}
