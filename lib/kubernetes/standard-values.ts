import { underHeading } from '../engine/values/declaration';
import { section, type Fields } from '../engine/values/collections';
import { AuthorError } from '../engine/values/author-error';
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
 * @param fields the other values of its own
 * @throws AuthorError when a value is declared twice, of which one would be lost
 */
export function standardValues<const F extends Fields, const P extends Fields>(
  description: string,
  pods: P,
  fields: F,
) {
  const standard = {
    imagePullSecrets: imagePullSecretsValue,
    ...namingValues,
    serviceAccount: serviceAccountValues,
    ...schedulingValues,
  };
  const last = { extraObjects: extraObjectsValue };
  assertDistinct(description, [fields, standard, pods, last]);
  const podFields = underHeading('Further settings of the pods, which few need', pods);
  return section(description, { ...fields, ...standard, ...podFields, ...last });
}

function assertDistinct(description: string, parts: readonly Fields[]): void {
  const keys = parts.flatMap(Object.keys);
  const twice = keys.find((key, index) => keys.indexOf(key) < index);
  if (twice !== undefined)
    throw new AuthorError(
      `The values "${description}" have ${twice} twice: it is a standard value, or one of the pods; give the own one another name.`,
    );
}
