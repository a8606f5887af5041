import { and, joined, not, or, orElse, text } from '../../engine/template/operators';
import { when } from '../../engine/template/tree';
import type { Configuration } from '../../kubernetes/config-map';
import { secretEnv, type Env } from '../../kubernetes/env';
import { REDIS_PASSWORD_KEY } from '../../kubernetes/redis/redis';
import { addSecret } from '../../kubernetes/secret';
import { API_KEYS } from './env';
import type { MiddlewareStack } from './values';

/** The API keys and the Redis password. */
export interface MiddlewareSecrets {
  /** Environment variables from Secrets, the stack's own or the user's, each only if its value is configured. */
  readonly env: readonly Env[];
  /** What is in the stack's own Secrets. */
  readonly data: Readonly<Record<'keys' | 'redis', Configuration['data']>>;
}

/** Adds the Secrets with the API keys and the Redis password, unless existing Secrets are configured. */
export function addMiddlewareSecrets(stack: MiddlewareStack): MiddlewareSecrets {
  const { fullname, main, values } = stack;
  const { auth, redis } = values;
  const keys = addSecret(
    stack,
    main,
    { [API_KEYS]: joined(auth.apiKeys, ',') },
    { suffix: '-secret', when: and(auth.enabled, not(auth.existingSecret)) },
  );
  const password = addSecret(
    stack,
    main,
    { [REDIS_PASSWORD_KEY]: redis.password },
    { suffix: '-redis', id: 'redis-secret', when: redis.password },
  );
  const env = [
    when(auth.enabled, secretEnv(API_KEYS, orElse(auth.existingSecret, text`${fullname}-secret`), API_KEYS)),
    when(
      or(redis.password, redis.existingSecret),
      secretEnv('REDIS_PASSWORD', orElse(redis.existingSecret, text`${fullname}-redis`), REDIS_PASSWORD_KEY),
    ),
  ];
  return { env, data: { keys: keys.data, redis: password.data } };
}
