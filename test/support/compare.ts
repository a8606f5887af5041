import type { KubernetesObject } from '../../lib/engine/manifests/render';
import { describeObject } from '../../lib/engine/release/objects';
import type { JsonObject } from '../../lib/engine/values/declaration';

/**
 * What a cdk8s app makes as Helm would have made it: an object says which of them manages it, and that is the one difference
 * between what kubectl applies and what Helm installs.
 */
export function asManagedByHelm(objects: readonly unknown[]): readonly unknown[] {
  const label = 'app.kubernetes.io/managed-by';
  return (objects as KubernetesObject[]).map((object) => {
    const metadata = object['metadata'] as JsonObject;
    const labels = metadata['labels'] as JsonObject | undefined;
    // A namespace is shared and outlives the release: nobody manages it.
    if (object['kind'] === 'Namespace' && labels?.[label] === undefined) return object;
    if (labels?.[label] !== 'cdk8s') throw new Error(`${describeObject(object)} is not managed by cdk8s.`);
    return { ...object, metadata: { ...metadata, labels: { ...labels, [label]: 'Helm' } } };
  });
}
