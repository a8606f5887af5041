import { immutableFields } from '../app/changes/effects/immutable-fields';
import { objectChanges } from '../app/changes/object-changes';
import type { KubernetesObject } from '../engine/manifests/render';
import type { StackTemplate } from '../engine/template/stack-template';
import type { JsonObject } from '../engine/values/declaration';
import { renderedObjects, type StackValues } from './rendered-objects';

/**
 * Expects that a release can be upgraded in place: no field changes that the API server lets nobody change, such as the selector of a
 * Deployment, a claim of a StatefulSet or the clusterIP of a Service.
 *
 * @param before the stack as it was, or the objects that it gave, such as those of a snapshot
 * @param values of the release, before and after
 * @throws Error with each such field and what to do; ValuesError when a stack rejects the values
 */
export function expectUpgradeable<S extends StackTemplate>(
  before: StackTemplate | readonly KubernetesObject[],
  after: S,
  values?: StackValues<S>,
): void {
  const old = isObjects(before)
    ? before
    : renderedObjects<StackTemplate>(before, values as JsonObject | undefined);
  const current = renderedObjects(after, values);
  const objects = objectChanges(old, current);
  const effects = immutableFields({ before: old, after: current, objects });
  if (effects.length === 0) return;
  throw new Error(
    [
      `A release of ${after.chart.name} cannot be upgraded:`,
      ...effects.map(({ of, sentence }) => `${of}: ${sentence}`),
    ].join('\n'),
  );
}

function isObjects(
  before: StackTemplate | readonly KubernetesObject[],
): before is readonly KubernetesObject[] {
  return Array.isArray(before);
}
