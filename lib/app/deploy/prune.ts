import type { KubernetesObject } from '../../engine/manifests/render';
import { at, describeObject, metadataOf } from '../../engine/release/objects';
import type { Comparison } from '../changes/comparison';
import { ENVIRONMENT_LABEL } from '../output/kustomization';

/** What is rendered no more: what may be deleted, and what only people may delete. */
export interface Pruning {
  readonly deleted: readonly KubernetesObject[];
  readonly kept: readonly { readonly object: KubernetesObject; readonly reason: string }[];
}

/** By which Helm, and what prunes, keeps an object. */
const KEEP = 'helm.sh/resource-policy';

/**
 * Divides what a cluster has and an environment renders no more. What is neither in a namespace of the environment nor has its label may
 * be of somebody else, and what has data is deleted by people.
 *
 * @param environment its name
 * @param rendered its objects
 * @param left what is rendered no more, as the cluster has it
 */
export function pruningOf(
  environment: string,
  rendered: readonly KubernetesObject[],
  left: readonly KubernetesObject[],
  { effects }: Pick<Comparison, 'effects'>,
): Pruning {
  const namespaces = new Set(rendered.map((object) => metadataOf(object).namespace));
  const reasonOf = (object: KubernetesObject): string | undefined => {
    const name = describeObject(object);
    const { namespace } = metadataOf(object);
    const isMarked = at(object, 'metadata', 'labels', ENVIRONMENT_LABEL) === environment;
    if (effects.some(({ kind, of }) => kind === 'irreversible' && of === name))
      return 'its data would be gone';
    if (at(object, 'metadata', 'annotations', KEEP) === 'keep') return `it has the annotation ${KEEP}: keep`;
    if (isMarked || (namespace !== '' && namespaces.has(namespace))) return undefined;
    return `it does not have the label ${ENVIRONMENT_LABEL}: ${environment}, and may be of another checkout`;
  };
  const all = left.map((object) => ({ object, reason: reasonOf(object) }));
  return {
    deleted: all.flatMap(({ object, reason }) => (reason === undefined ? [object] : [])),
    kept: all.flatMap(({ object, reason }) => (reason === undefined ? [] : [{ object, reason }])),
  };
}
