import type { JsonObject } from '../../engine/values/declaration';
import type { NamedEnvironment } from '../environments/environment';
import { targetsOf, type NamedCluster, type Target } from './clusters';
import { releasesOf, type ChartRelease } from './releases';

/** What helmfile deploys from, and to. */
export interface Helmfile {
  /** The folder of the charts as seen from the helmfile, or `oci://` of the registry and the folder that they are in. */
  readonly charts: string;
  /**
   * Whether the registry has no TLS.
   *
   * @default false
   */
  readonly plainHttp?: boolean;
  /** By the contexts of the kubeconfig. None means its current one. */
  readonly clusters: readonly NamedCluster[];
}

/** A helmfile with a release for each environment, stack and cluster; the labels select among them. */
export function helmfile(
  environments: readonly NamedEnvironment[],
  { charts, plainHttp, clusters }: Helmfile,
): JsonObject {
  return {
    helmDefaults: { createNamespace: true, wait: true, ...(plainHttp && { plainHttp }) },
    releases: environments.flatMap((environment) =>
      targetsOf(environment, clusters, (name) => name).flatMap((target) =>
        releasesOf(environment).map((release) => releaseOf(release, charts, target, environment.name)),
      ),
    ),
  };
}

function releaseOf(
  { name, version, namespace, values, needs, timeout }: ChartRelease,
  charts: string,
  { environment, cluster }: Target,
  valuesName: string,
): JsonObject {
  const fromRegistry = charts.startsWith('oci://');
  const at = cluster === undefined ? '' : `${cluster.at}/`;
  return {
    name,
    namespace,
    ...(cluster && { kubeContext: cluster.at }),
    labels: { environment, ...(cluster && { cluster: cluster.name }) },
    chart: `${charts}/${name}`,
    ...(fromRegistry && { version }),
    // The folder of a chart has the file; from a registry comes the chart alone.
    values: [fromRegistry ? values : `${charts}/${name}/values-${valuesName}.yaml`],
    ...(needs.length > 0 && { needs: needs.map((need) => `${at}${need.namespace}/${need.name}`) }),
    timeout,
  };
}
