import type { KubernetesObject } from '../../engine/manifests/render';
import { isMap } from '../../engine/values/merge';
import { parseManifests } from '../changes/sides/parse';
import type { NamedEnvironment } from '../environments/environment';
import { manifestsOf } from '../output/dist';
import { ENVIRONMENT_LABEL } from '../output/kustomization';

/**
 * The objects of an environment as they are deployed: those of `dist`, with the label by which `kubectl apply -k` marks them.
 *
 * @param stacks only the namespace and these; all by default
 * @throws ValuesError or ValidationError when the environment's values are not right
 */
export function deployedObjects(
  environment: NamedEnvironment,
  stacks: readonly string[] = [],
): readonly KubernetesObject[] {
  const files = [...manifestsOf(environment)].filter(
    ([file]) =>
      stacks.length === 0 || ['namespace', ...stacks].some((name) => file.endsWith(`-${name}.k8s.yaml`)),
  );
  return labelled(
    environment.name,
    files.flatMap(([, text]) => parseManifests(text)),
  );
}

/** Objects with the label of their environment. */
export function labelled(
  environment: string,
  objects: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  return objects.map((object) => {
    const metadata = isMap(object['metadata']) ? object['metadata'] : {};
    const labels = isMap(metadata['labels']) ? metadata['labels'] : {};
    return { ...object, metadata: { ...metadata, labels: { ...labels, [ENVIRONMENT_LABEL]: environment } } };
  });
}
