import type { JsonObject } from '../../engine/values/declaration';
import type { NamedEnvironment } from '../environments/environment';
import { nameIn, targetsOf, type NamedCluster, type Target } from './clusters';
import {
  accessFields,
  FLUX_NAMESPACE,
  INTERVAL,
  kubeConfig,
  kubeconfigOf,
  type RegistryAccess,
} from './flux-source';
import { releasesOf, type ChartRelease } from './releases';

/** What Flux deploys the charts from, and to. */
export interface FluxCharts {
  /** `oci://` of the registry and the folder that the charts are in. */
  readonly charts: string;
  /**
   * How the registry is read.
   *
   * @default - with TLS, and without asking for signatures
   */
  readonly access?: RegistryAccess;
  /** By the Secrets with their kubeconfigs. None means the cluster that Flux runs in. */
  readonly clusters: readonly NamedCluster[];
}

/** The charts as sources, and a HelmRelease for each environment, stack and cluster, with the values of the environment. */
export function fluxReleases(
  environments: readonly NamedEnvironment[],
  { charts, access, clusters }: FluxCharts,
): readonly JsonObject[] {
  const sources = new Map<string, JsonObject>();
  const releases = environments.flatMap((environment) =>
    targetsOf(environment, clusters, kubeconfigOf).flatMap((target) =>
      releasesOf(environment).map((release) => {
        sources.set(release.name, chartSource(charts, release, access));
        return helmRelease(release, target);
      }),
    ),
  );
  return [...sources.values(), ...releases];
}

function chartSource(
  charts: string,
  { name, version }: ChartRelease,
  access: RegistryAccess = {},
): JsonObject {
  return {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name, namespace: FLUX_NAMESPACE },
    spec: {
      interval: INTERVAL,
      url: `${charts}/${name}`,
      ref: { tag: version },
      layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
      ...accessFields(access),
    },
  };
}

function helmRelease({ name, namespace, needs, timeout, values }: ChartRelease, target: Target): JsonObject {
  const remediation = { retries: 3 };
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: nameIn(target, [], [name]), namespace: FLUX_NAMESPACE },
    spec: {
      interval: INTERVAL,
      timeout: `${String(timeout)}s`,
      releaseName: name,
      targetNamespace: namespace,
      storageNamespace: namespace,
      chartRef: { kind: 'OCIRepository', name },
      ...(needs.length > 0 && {
        dependsOn: needs.map((need) => ({ name: nameIn(target, [], [need.name]) })),
      }),
      install: { createNamespace: true, remediation },
      upgrade: { remediation },
      driftDetection: { mode: 'enabled' },
      ...kubeConfig(target),
      values,
    },
  };
}
