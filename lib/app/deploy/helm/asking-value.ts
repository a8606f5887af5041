import type { KubernetesObject } from '../../../engine/manifests/render';
import { scalarString } from '../../../engine/values/merge';
import { runHelm } from '../../cluster/helm';
import { sentenceIn, type HelmRelease } from './release';

/** By this kind a chart knows that it is asked for a cluster, whose kinds are known. */
const CONNECTED = 'v1/Pod';

/**
 * The value of a chart that asks for a kind, such as `httpRoute.enabled`: the chart says it itself, of a cluster that lacks this kind alone.
 *
 * @param objects those of the release
 * @param kind with its version, such as `keda.sh/v1alpha1/ScaledObject`
 */
export function askingValue(
  { name, namespace, chart, values }: HelmRelease,
  objects: readonly KubernetesObject[],
  kind: string,
): string | undefined {
  const all = objects.map(
    (object) => `${scalarString(object['apiVersion'])}/${scalarString(object['kind'])}`,
  );
  const served = [...new Set([CONNECTED, ...all])].filter((one) => one !== kind);
  const args = ['template', name, chart, '--namespace', namespace, ...values];
  const { status, stderr } = runHelm([...args, '--api-versions', served.join(',')]);
  return status === 0 ? undefined : /^(\S+) is true, but the cluster has no /m.exec(sentenceIn(stderr))?.[1];
}
