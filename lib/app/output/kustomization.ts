import { toYaml } from '../../engine/yaml/document';
import type { NamedEnvironment } from '../environments/environment';

/**
 * Its name has no ending, so `kubectl apply -f dist/ENV`, which takes each YAML file of a folder for an object, does not read it. kustomize,
 * `kubectl -k`, Argo CD and Flux know the name.
 */
const FILE = 'Kustomization';

/** The label that `kubectl kustomize` adds to each object of an environment, to select all that it has in a cluster. */
export const ENVIRONMENT_LABEL = 'ai-gateway-stacks/environment';

/**
 * The file by which kustomize reads the manifests of an environment, by its path in the output.
 *
 * The label is on objects alone, not on pods or in selectors: with or without it no pod is replaced.
 *
 * @param manifests the paths of the manifests in the output, in the order in which they are applied
 */
export function kustomizationOf(
  { name }: Pick<NamedEnvironment, 'name'>,
  manifests: Iterable<string>,
): readonly [file: string, content: string] {
  const folder = `${name}/`;
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    labels: [{ pairs: { [ENVIRONMENT_LABEL]: name }, includeSelectors: false, includeTemplates: false }],
    resources: [...manifests].map((file) => file.slice(folder.length)),
    // Else kustomize sorts by kind, and a Kustomization of an older version does so by default.
    sortOptions: { order: 'fifo' },
  };
  return [`${folder}${FILE}`, toYaml(kustomization)];
}
