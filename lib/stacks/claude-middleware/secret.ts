import { and, joined, not, or, orElse, text } from '../../engine/template/operators';
import { when } from '../../engine/template/tree';
import { secretEnv } from '../../kubernetes/env';
import { REDIS_PASSWORD_KEY } from '../../kubernetes/redis/redis';
import { addSecret } from '../../kubernetes/secret';
import { API_KEYS } from './env';
import type { MiddlewareStack } from './values';

/**
 * Adds the Secrets with the API keys and the Redis password, unless existing Secrets are configured.
 *
 * @returns the environment variables from these Secrets, each only if its value is configured
 */
export function addMiddlewareSecrets(stack: MiddlewareStack) {
  const { fullname, main, values } = stack;
  const { auth, redis } = values;
  addSecret(
    stack,
    main,
    { [API_KEYS]: joined(auth.apiKeys, ',') },
    { suffix: '-secret', when: and(auth.enabled, not(auth.existingSecret)) },
  );
  addSecret(
    stack,
    main,
    { [REDIS_PASSWORD_KEY]: redis.password },
    { suffix: '-redis', id: 'redis-secret', when: redis.password },
  );
  return [
    when(auth.enabled, secretEnv(API_KEYS, orElse(auth.existingSecret, text`${fullname}-secret`), API_KEYS)),
    when(
      or(redis.password, redis.existingSecret),
      secretEnv('REDIS_PASSWORD', orElse(redis.existingSecret, text`${fullname}-redis`), REDIS_PASSWORD_KEY),
    ),
  ];
}
