import schemas from '../../imports/api-schemas.json';
import type { ApiType } from '../../imports/api-types';
import type { Declaration, JsonObject } from '../engine/values/declaration';
import { kubernetesObject } from '../engine/values/kubernetes-object';

export type { ApiType } from '../../imports/api-types';

/**
 * A value in a type of the Kubernetes API: a field that the type does not have, and one of a wrong type, is rejected with its path.
 *
 * @param type such as `Affinity`
 * @param samples values that are right, the most helpful one first
 * @param def `{}`, the default, means absent
 */
export function apiObject(
  type: ApiType,
  description: string,
  samples: readonly JsonObject[],
  def: JsonObject = {},
): Declaration<JsonObject, 'defaulted', false> {
  return kubernetesObject(def, description, samples, { name: type, schemas });
}
