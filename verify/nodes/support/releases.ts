import { stringify } from 'yaml';
import { overlay } from '../../../lib/engine/values/merge';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { helmBinary, type HelmMajor } from '../../../test/support/helm-binary';
import { REQUIRED_VALUES } from '../../../test/support/required-values';
import { succeeded } from '../../../test/support/execute';
import { packageIn } from '../../cluster/support/flows';
import type { RealCluster } from '../cluster/cluster';

/** Long enough for a machine that has much other work. */
const TIMEOUT = '900s';

/** A chart that is installed under a name. */
export interface InstalledRelease {
  readonly chart: string;
  /** @default - the chart's name */
  readonly name?: string;
  readonly namespace: string;
  /** What is not as in the chart, besides what it cannot do without. */
  readonly values?: JsonObject;
  /**
   * Whether Helm waits until the pods are ready.
   *
   * @default true
   */
  readonly wait?: boolean;
}

/**
 * Installs a chart, or upgrades it, and waits until Helm calls it done: until its pods are ready, unless that is not wanted.
 *
 * @param charts the folder with the packages, that of `outputFolder()` with `/charts`
 * @throws Error with what Helm says when it does not get there
 */
export async function install(
  cluster: RealCluster,
  charts: string,
  { chart, name = chart, namespace, values = {}, wait = true }: InstalledRelease,
  major: HelmMajor = 4,
): Promise<void> {
  const all = overlay(REQUIRED_VALUES[chart] ?? {}, values);
  const target = ['upgrade', '--install', name, packageIn(charts, chart), '--namespace', namespace];
  const args = [...target, '--values', '-', ...(wait ? ['--wait', '--timeout', TIMEOUT] : [])];
  succeeded(`helm ${major}`, args, await cluster.execute(helmBinary(major), args, stringify(all)));
}
