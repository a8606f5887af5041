import { stacks } from '../../../lib/stacks/stacks';
import type { KubernetesObject } from '../../../lib/engine/manifests/render';
import type { JsonObject } from '../../../lib/engine/values/declaration';
import { plainRendering, type Rendering } from '../../support/renderers';
import { REQUIRED_VALUES } from '../../support/required-values';

/** The plain rendering of the Helm Proxy. */
export function render(...values: readonly JsonObject[]): Rendering {
  const required = REQUIRED_VALUES['helm-proxy'] ?? {};
  return plainRendering(stacks['helm-proxy'].template(), {
    release: 'helm-proxy',
    namespace: 'tools',
    values: [required, ...values],
    set: [],
    setString: [],
  });
}

/** Its objects. */
export function objectsOf(...values: readonly JsonObject[]): readonly KubernetesObject[] {
  const rendering = render(...values);
  if (!rendering.ok) throw new Error(rendering.message);
  return rendering.objects;
}

/** The objects of a kind. */
export function ofKind(kind: string, objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  return objects.filter((object) => object['kind'] === kind);
}
