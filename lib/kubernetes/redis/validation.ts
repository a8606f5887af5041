import type { Ref } from '../../engine/template/expression';
import { not } from '../../engine/template/operators';
import type { AnyStack } from '../stack';
import { warnOfUnused } from '../unused';
import { fromElsewhere, validateOneSource, validateSecretSource } from '../secret-source';
import { REDIS_KEYS, type externalRedisValues, type redisValues } from './values';

/**
 * Rejects a Redis that is not wholly described, and passwords from two places.
 *
 * @param where where the values of the bundled one stand, such as `redis`
 */
export function validateRedis(
  stack: AnyStack,
  where: string,
  { enabled, auth }: Pick<Ref<typeof redisValues>, 'enabled' | 'auth'>,
  external: Ref<typeof externalRedisValues> | undefined,
): void {
  const path = `${where}.auth`;
  stack.addValidation(
    `${path}.password`,
    `is empty although ${path}.enabled is true; set it, or name a Secret in ${path}.existingSecret.`,
    ...(external ? [enabled] : []),
    auth.enabled,
    not(auth.password),
    not(fromElsewhere(auth)),
  );
  validateOneSource(stack, path, auth, { password: auth.password }, auth.enabled);
  validateSecretSource(stack, auth, { path, keys: REDIS_KEYS, enabled: auth.enabled });
  if (external === undefined) return;
  warnOfUnused(stack, { enabled, is: false }, auth.enabled);
  const { existingSecret, externalSecret, host, password } = external;
  warnOfUnused(stack, { enabled, is: true }, host, password, existingSecret, externalSecret.enabled);
  stack.addValidation(
    'externalRedis.host',
    `is empty although ${where}.enabled is false; set the host of the Redis to use.`,
    not(enabled),
    not(external.host),
  );
  validateOneSource(stack, 'externalRedis', external, { password: external.password });
  validateSecretSource(stack, external, { path: 'externalRedis', keys: REDIS_KEYS });
}
