import type { Condition } from '../engine/template/operators';
import type { AnyStack } from './stack';

/**
 * Refuses secrets given in the values beside a Secret that has them: one of the two would be without effect, and one could not
 * tell which.
 *
 * @param path where the values stand, such as `redis.auth`
 * @param keys the values that `existingSecret` stands in for
 */
export function refuseTwoSources<Key extends string>(
  stack: AnyStack,
  path: string,
  values: Readonly<Record<Key | 'existingSecret', Condition>>,
  keys: readonly Key[],
): void {
  for (const key of keys) {
    stack.refuse(
      `${path}.${key}`,
      `is set and so is ${path}.existingSecret; set one of them.`,
      values.existingSecret,
      values[key],
    );
  }
}
