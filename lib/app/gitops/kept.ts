import type { JsonObject } from '../../engine/values/declaration';
import { toYaml } from '../../engine/yaml/document';

/**
 * The patches of kustomize by which what holds data gets annotations: namespaces, with all that is in them, and what Helm keeps, such as
 * claims. What prunes by itself deletes the rest of a system that is taken out, and these are deleted by people.
 *
 * @param annotations by which a tool knows that it must not delete an object
 * @param namespaces further annotations, of namespaces alone
 */
export function keptPatches(
  annotations: Readonly<Record<string, string>>,
  namespaces: Readonly<Record<string, string>> = {},
): readonly JsonObject[] {
  return [
    annotationPatch({ kind: 'Namespace' }, { ...annotations, ...namespaces }),
    annotationPatch({ annotationSelector: 'helm.sh/resource-policy=keep' }, annotations),
  ];
}

/** A patch that adds annotations. Its kind and name are of no importance: the target says which objects it is for. */
export function annotationPatch(
  target: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>>,
): JsonObject {
  const patch = { apiVersion: 'v1', kind: 'any', metadata: { name: 'any', annotations } };
  return { target, patch: toYaml(patch) };
}
