import { underHeading } from '../engine/values/declaration';
import { section, type Fields } from '../engine/values/collections';
import { extraObjectsValue } from './extra-objects';
import { imagePullSecretsValue } from './image';
import { schedulingValues } from './scheduling';
import { serviceAccountValues } from './service-account';
import { namingValues } from './stack';

/**
 * The values of a chart: those that every chart has, around those of its own.
 *
 * @param description the heading of the values
 * @param pods those of its pods that few set, which come last
 * @param fields the other values of its own, none of which has the name of a standard one
 */
export function standardValues<const F extends Fields, const P extends Fields>(
  description: string,
  pods: P,
  fields: F,
) {
  return section(description, {
    ...fields,
    imagePullSecrets: imagePullSecretsValue,
    ...namingValues,
    serviceAccount: serviceAccountValues,
    ...schedulingValues,
    ...underHeading('Further settings of the pods, which few need', pods),
    extraObjects: extraObjectsValue,
  });
}
