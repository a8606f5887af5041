import { joined, or, orElse, text } from '../../engine/template/operators';
import { when } from '../../engine/template/tree';
import type { Configuration } from '../../kubernetes/config-map';
import { secretEnv, type Env } from '../../kubernetes/env';
import { REDIS_KEYS } from '../../kubernetes/redis/redis';
import { addSecret } from '../../kubernetes/secret';
import { addExternalSecret, addSecretFromSource, fromElsewhere } from '../../kubernetes/secret-source';
import { API_KEYS } from './env';
import { API_KEY_KEYS, type MiddlewareStack } from './values';

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
  const keys = addSecretFromSource(
    stack,
    main,
    { [API_KEY_KEYS.apiKeys]: joined(auth.apiKeys, ',') },
    { source: auth, keys: API_KEY_KEYS, suffix: '-secret', when: auth.enabled },
  );
  const password = addSecret(
    stack,
    main,
    { [REDIS_KEYS.password]: redis.password },
    { suffix: '-redis', id: 'redis-secret', when: redis.password },
  );
  addExternalSecret(stack, main, {
    source: redis,
    keys: REDIS_KEYS,
    suffix: '-redis',
    id: 'redis-externalsecret',
  });
  const env = [
    when(
      auth.enabled,
      secretEnv(
        API_KEYS,
        orElse(auth.existingSecret, text`${fullname}-secret`),
        auth.existingSecretKeys.apiKeys,
      ),
    ),
    when(
      or(redis.password, fromElsewhere(redis)),
      secretEnv(
        'REDIS_PASSWORD',
        orElse(redis.existingSecret, text`${fullname}-redis`),
        redis.existingSecretKeys.password,
      ),
    ),
  ];
  return { env, data: { keys: keys.data, redis: password.data } };
}
